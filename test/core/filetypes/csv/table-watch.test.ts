import { describe, expect, it } from 'vitest';
import { readCsv } from '../csv-text.ts';

const start = `a,b\n${'1,2\n'.repeat(250)}`;

describe('what the start of a table did not have', () => {
  it('is nothing in a table that goes on as it began', () => {
    expect(readCsv(`${start}3,"x\ny"\n`).reader.notes).toEqual({});
    const long = `"${'line\n'.repeat(30)}",1\n`;
    expect(readCsv(`a,b\n${long.repeat(300)}`).reader.notes).toEqual({});
  });

  it('is told with its count and first line, at any piece length', () => {
    const text = `${start}${`"${'line\n'.repeat(60)}",1\n`.repeat(2)}1\n2,3,4\n1\n`;
    for (const pieceLength of [50, 10_000]) {
      const { reader, quarantined } = readCsv(text, {}, pieceLength);
      expect(reader.notes).toEqual({ longCells: { count: 2, line: 252 }, otherWidths: { count: 3, line: 374 } });
      expect(quarantined).toHaveLength(1);
    }
  });
});

describe('the last rows', () => {
  it('are left out where that is wanted, at any piece length', () => {
    for (const pieceLength of [1, 4, 1_000]) {
      const { rows, reader } = readCsv('a,b\n1,2\n3,4\n5,6\nTotal,12\n,\n', { dropLast: 2 }, pieceLength);
      expect(rows).toEqual(['{"a":"1","b":"2"}', '{"a":"3","b":"4"}', '{"a":"5","b":"6"}']);
      expect(reader.rows).toBe(3);
      expect(reader.notes).toEqual({ dropped: 2 });
    }
    expect(readCsv('a\n1\n', { dropLast: 5 })).toMatchObject({ rows: [], reader: { rows: 0, notes: { dropped: 1 } } });
  });
});
