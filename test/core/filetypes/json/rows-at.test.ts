import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseRowsAt, type RowStep, spellRowsAt } from '../../../../src/core/filetypes/json/rows-at.ts';

const step: fc.Arbitrary<RowStep> = fc.oneof(
  fc.string({ unit: 'binary' }).map((key): RowStep => ({ kind: 'key', key })),
  fc.constantFrom<RowStep>(
    { kind: 'elements' },
    { kind: 'members' },
    { kind: 'columns' },
    { kind: 'cells', header: true },
    { kind: 'cells', header: false },
    { kind: 'table', names: 'columns', rows: 'data' },
    { kind: 'table', names: 'a, "b"', rows: '' },
  ),
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
    ['rows[].row', ['rows', '[]', 'row']],
    ['a{columns}', ['a', '{columns}']],
    ['{columns, data}', ['{columns, data}']],
    ['{"a b", rows}', ['{"a b", rows}']],
    ['x[header, cells]', ['x', '[header, cells]']],
    ['[cells]', ['[cells]']],
  ])('%s is read', (text, expected) => {
    const steps = parseRowsAt(text);
    expect(steps.map((each) => (each.kind === 'key' ? each.key : spellRowsAt([each])))).toEqual(expected);
    expect(spellRowsAt(steps)).toBe(text);
  });

  it('comes back from its text, whatever the keys are', () => {
    fc.assert(
      fc.property(fc.array(step), (steps) => {
        expect(parseRowsAt(spellRowsAt(steps))).toEqual(steps);
      }),
    );
  });

  it.each(['a[', '[', 'a..b', '"a', '{a}', '[a]', '{a,b}'])('is refused where it is none: %s', (text) => {
    expect(() => parseRowsAt(text)).toThrow(/^rows at .*: no such place$/);
  });
});
