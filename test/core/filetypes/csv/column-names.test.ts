import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ColumnNames } from '../../../../src/core/filetypes/csv/column-names.ts';

describe('ColumnNames', () => {
  it.each([
    [
      ['a', 'b'],
      ['a', 'b'],
    ],
    [
      ['a', 'a', 'a'],
      ['a', 'a 2', 'a 3'],
    ],
    [
      ['a', 'a', 'a 2'],
      ['a', 'a 3', 'a 2'],
    ],
    [
      ['', 'x', ''],
      ['column 1', 'x', 'column 3'],
    ],
    [
      ['', 'column 1'],
      ['column 1 2', 'column 1'],
    ],
    [
      ['__proto__', 'constructor', '__proto__'],
      ['__proto__', 'constructor', '__proto__ 2'],
    ],
    [[], []],
  ])('names %j %j', (header, names) => {
    expect(new ColumnNames(header).names).toEqual(names);
  });

  it('gives each column one name of its own, and the first of a name keeps it', () => {
    const name = fc.constantFrom('', 'a', 'a 2', 'a 3', 'column 1', 'column 2', 'column 2 2');
    fc.assert(
      fc.property(fc.array(name), fc.nat(5), (header, more) => {
        const columns = new ColumnNames(header);
        columns.extendTo(header.length + more);
        expect(columns.names).toHaveLength(header.length + more);
        expect(new Set(columns.names).size).toBe(columns.names.length);
        header.forEach((wanted, i) => {
          if (wanted !== '' && header.indexOf(wanted) === i) expect(columns.names[i]).toBe(wanted);
        });
      }),
    );
  });

  it('is quick with 100,000 columns of one name', () => {
    const { names } = new ColumnNames(Array<string>(100_000).fill('x'));
    expect(names.at(-1)).toBe('x 100000');
  });
});
