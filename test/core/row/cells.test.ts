import { describe, expect, it } from 'vitest';
import { cutCells, rowCells } from '../../../src/core/row/cells.ts';
import { Row } from '../../../src/core/row/row.ts';

describe('rowCells', () => {
  it('spells numbers as the row does', () => {
    const row = new Row('{"a": 1.0, "b":12345678901234567890,"c":[1e5, -0]}');
    expect(rowCells(row, ['a', 'b', 'c'])).toEqual(['1.0', '12345678901234567890', '[1e5, -0]']);
  });

  it('tells a missing column from null and from an empty text', () => {
    expect(rowCells(new Row('{"a":null,"b":""}'), ['a', 'b', 'c'])).toEqual(['null', '', null]);
  });

  it('shows a row that is not an object in the column value', () => {
    expect(rowCells(new Row('[1.50]'), ['value', 'a'])).toEqual(['[1.50]', null]);
    expect(rowCells(new Row('"text"'), ['value'])).toEqual(['text']);
  });

  it('gives the last of duplicate keys, as parsing does', () => {
    expect(rowCells(new Row('{"a":1.0,"a":2.0}'), ['a'])).toEqual(['2.0']);
  });
});

describe('cutCells', () => {
  it('cuts what the table could not show', () => {
    const [cell] = cutCells(['x'.repeat(10_000), null]);
    expect(cell).toHaveLength(600);
  });
});
