import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { type Analysis, analysisContext } from '../../../src/core/analyses/analysis.ts';
import type { Row } from '../../../src/core/row/row.ts';
import { anyRow, meanings } from './rows.ts';

const GUARD = 0xdeadbeef;

/** The words of one row, where others had stood before. */
export function wordsOf(analysis: Analysis, row: Row, context = analysisContext(meanings[0])): number[] {
  const into = new Uint32Array(analysis.words + 2).fill(GUARD);
  analysis.read(row, context, into, 1);
  expect([into[0], into.at(-1)]).toEqual([GUARD, GUARD]);
  return [...into.subarray(1, -1)];
}

/** The tests that every analysis must pass, those of templates too. */
export function testPromises(analysis: Analysis): void {
  it('writes all of its words and no others, the same whatever row or meaning came before', () => {
    fc.assert(
      fc.property(
        anyRow,
        anyRow,
        fc.constantFrom(...meanings),
        fc.constantFrom(...meanings),
        (row, other, one, two) => {
          const context = analysisContext(one);
          const words = wordsOf(analysis, row, context);
          wordsOf(analysis, other, context);
          wordsOf(analysis, other, analysisContext(two));
          expect(wordsOf(analysis, row, context)).toEqual(words);
          expect(wordsOf(analysis, row, analysisContext(one))).toEqual(words);
          // Written over zeros it is the same: no word was left as it stood.
          const clean = new Uint32Array(analysis.words);
          analysis.read(row, context, clean, 0);
          expect([...clean]).toEqual(words);
        },
      ),
    );
  });

  it('depends on what it says it depends on, and never on columns', () => {
    fc.assert(
      fc.property(
        anyRow,
        fc.constantFrom(...meanings),
        fc.array(fc.constantFrom('a', 'b', 'x')),
        (row, one, columns) => {
          const words = wordsOf(analysis, row, analysisContext(one));
          // The cast: what no analysis is ever given.
          const named = { ...analysisContext(one), columns: columns as unknown as readonly [] };
          expect(wordsOf(analysis, row, named)).toEqual(words);
          if (analysis.dependsOn === 'row') expect(wordsOf(analysis, row)).toEqual(words);
        },
      ),
    );
  });
}
