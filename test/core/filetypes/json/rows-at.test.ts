import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseRowsAt, type RowStep, spellRowsAt } from '../../../../src/core/filetypes/json/rows-at.ts';

const step: fc.Arbitrary<RowStep> = fc.oneof(
  fc.string({ unit: 'binary' }).map((key): RowStep => ({ kind: 'key', key })),
  fc.constantFrom<RowStep>({ kind: 'elements' }, { kind: 'members' }),
);

describe('the place of rows', () => {
  it.each([
    ['', []],
    ['[]', ['[]']],
    ['{}', ['{}']],
    ['examples[]', ['examples', '[]']],
    ['a.b.c[]', ['a', 'b', 'c', '[]']],
    ['data[].paragraphs[].qas[]', ['data', '[]', 'paragraphs', '[]', 'qas', '[]']],
    ['"a.b".""[]', ['a.b', '', '[]']],
  ])('%s is read', (text, expected) => {
    const steps = parseRowsAt(text);
    const names = { elements: '[]', members: '{}' };
    expect(steps.map((each) => (each.kind === 'key' ? each.key : names[each.kind]))).toEqual(expected);
    expect(spellRowsAt(steps)).toBe(text);
  });

  it('comes back from its text, whatever the keys are', () => {
    fc.assert(
      fc.property(fc.array(step), (steps) => {
        expect(parseRowsAt(spellRowsAt(steps))).toEqual(steps);
      }),
    );
  });

  it.each(['a[', '[', 'a..b', '"a', '{a}'])('is refused where it is none: %s', (text) => {
    expect(() => parseRowsAt(text)).toThrow(/^rows at .*: no such place$/);
  });
});
