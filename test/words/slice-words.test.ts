import { expect, it } from 'vitest';
import type { SliceOf } from '../../src/core/evaluation/slices.ts';
import { sliceKindWords, slicesByKind, sliceWords } from '../../src/words/slice-words.ts';

it.each([
  [{ kind: 'label', label: 'refund' }, 'Label', 'refund'],
  [{ kind: 'mark', name: 'split', value: 'test' }, 'Mark “split”', 'test'],
  [{ kind: 'length', from: 0, to: 120 }, 'Length of the question', 'up to 120 characters'],
  [{ kind: 'length', from: 121, to: 1_450 }, 'Length of the question', '121–1,450 characters'],
  [{ kind: 'length', from: 1_451, to: null }, 'Length of the question', 'over 1,450 characters'],
] as const satisfies readonly (readonly [SliceOf, string, string])[])('%j is said', (of, kind, words) => {
  expect([sliceKindWords(of), sliceWords(of)]).toEqual([kind, words]);
});

it('slices are put under their kind', () => {
  const marks = ['a', 'b'].map((value): SliceOf => ({ kind: 'mark', name: 'm', value }));
  const label: SliceOf = { kind: 'label', label: 'x' };
  expect(slicesByKind([...marks, label], (of) => of)).toEqual([
    ['Mark “m”', marks],
    ['Label', [label]],
  ]);
});
