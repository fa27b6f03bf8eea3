import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Delimiter, Newline } from '../../../../src/core/filetypes/settings.ts';
import { parsed, quote, readCsv } from '../csv-text.ts';

const encoder = new TextEncoder();
const cellText = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 12 }),
  fc
    .array(fc.constantFrom('"', ',', '\n', '\r', '\t', ';', '|', ' ', 'x', '\\', '\u0000', '\u2028', '\ufeff'))
    .map((c) => c.join('')),
);

describe('CsvReader', () => {
  it('gives back every cell of any table that was written with quotes, at any piece length', () => {
    const table = fc
      .integer({ min: 1, max: 5 })
      .chain((width) => fc.array(fc.array(cellText, { minLength: width, maxLength: width })));
    const style = fc.record({
      delimiter: fc.constantFrom<Delimiter>(',', ';', '\t', '|'),
      newline: fc.constantFrom<Newline>('\n', '\r\n', '\r'),
      pieceLength: fc.integer({ min: 1, max: 50 }),
      hasFinal: fc.boolean(),
    });
    fc.assert(
      fc.property(table, style, (rows, { delimiter, newline, pieceLength, hasFinal }) => {
        const text = rows.map((cells) => cells.map(quote).join(delimiter)).join(newline) + (hasFinal ? newline : '');
        const read = readCsv(text, { delimiter, newline, headerRow: 0 }, pieceLength);
        expect(read.quarantined).toEqual([]);
        // Arrays, because an object would put columns such as "1" first.
        expect(parsed(read.rows).map((row) => Object.values(row as Record<string, string>))).toEqual(rows);
      }),
      { numRuns: 1_000 },
    );
  });

  it('writes rows as JSON.stringify does, in the order of the header', () => {
    const { rows, reader } = readCsv('b,2,1,__proto__\n"a ""b""\\",007,\u0001 x ,1.0\n');
    expect(rows).toEqual([`{"b":${JSON.stringify('a "b"\\')},"2":"007","1":"\\u0001 x ","__proto__":"1.0"}`]);
    expect(reader.columns).toEqual(['b', '2', '1', '__proto__']);
  });

  it('keeps cells as the text that they are', () => {
    const { rows } = readCsv('a,b,c,d,e\n007,1e5, x ,TRUE,12345678901234567890\n-0,,"",null,2024-01-01\n');
    expect(parsed(rows)).toEqual([
      { a: '007', b: '1e5', c: ' x ', d: 'TRUE', e: '12345678901234567890' },
      { a: '-0', b: '', c: '', d: 'null', e: '2024-01-01' },
    ]);
  });
});

describe('header', () => {
  it('gets names for repeated and empty columns', () => {
    expect(readCsv('a,,a,column 2\n1,2,3,4\n').rows).toEqual(['{"a":"1","column 2 2":"2","a 2":"3","column 2":"4"}']);
  });

  it('may be absent', () => {
    const { rows, reader } = readCsv('1,2\n3,4\n', { headerRow: 0 });
    expect(rows).toEqual(['{"column 1":"1","column 2":"2"}', '{"column 1":"3","column 2":"4"}']);
    expect(reader.columns).toEqual(['column 1', 'column 2']);
  });

  it('may stand lower: what is above it is counted', () => {
    const { rows, reader } = readCsv('Report\n\nmade,today,by,me\na,b\n1,2\n', { headerRow: 3 });
    expect(rows).toEqual(['{"a":"1","b":"2"}']);
    expect(reader).toMatchObject({ preamble: 2, blankLines: 1, rows: 1 });
  });

  it('alone makes no rows, an empty text no columns', () => {
    expect(readCsv('a,b\n')).toMatchObject({ rows: [], reader: { columns: ['a', 'b'], rows: 0 } });
    expect(readCsv('')).toMatchObject({ rows: [], reader: { columns: [], finalNewline: true } });
  });
});

describe('ragged rows', () => {
  it('lack keys where they are short', () => {
    const { rows, reader } = readCsv('a,b,c\n1\n1,2\n1,2,3\n""\n');
    expect(rows).toEqual(['{"a":"1"}', '{"a":"1","b":"2"}', '{"a":"1","b":"2","c":"3"}', '{"a":""}']);
    expect(reader.shortRows).toBe(3);
  });

  it('go to quarantine where they are long', () => {
    const { rows, quarantined, reader } = readCsv('a,é\n1,2\n1,"2\n",3\n4,5\n6,7,8,9\n');
    expect(rows).toHaveLength(2);
    expect(quarantined).toEqual([
      { line: 3, byte: 9, bytes: 8, reason: '3 cells, 2 columns', raw: encoder.encode('1,"2\n",3') },
      { line: 6, byte: 22, bytes: 7, reason: '4 cells, 2 columns', raw: encoder.encode('6,7,8,9') },
    ]);
    expect(reader.longRows).toBe(0);
  });

  it('get columns of their own by choice', () => {
    const { rows, quarantined, reader } = readCsv('a,column 3\n1,2\n1,2,3,4\n1,2,3\n', { longRows: 'extra columns' });
    expect(rows[1]).toBe('{"a":"1","column 3":"2","column 3 2":"3","column 4":"4"}');
    expect(rows[2]).toBe('{"a":"1","column 3":"2","column 3 2":"3"}');
    expect(reader.columns).toEqual(['a', 'column 3', 'column 3 2', 'column 4']);
    expect(reader).toMatchObject({ longRows: 2, rows: 3 });
    expect(quarantined).toEqual([]);
  });
});

describe('lines', () => {
  it('that are blank are passed over and counted; a quoted empty cell is a row', () => {
    const { rows, reader } = readCsv('a\n\n1\n\r\n""\n \n\n');
    expect(parsed(rows)).toEqual([{ a: '1' }, { a: '' }, { a: ' ' }]);
    expect(reader).toMatchObject({ blankLines: 3, crlf: 1, finalNewline: true });
  });

  it('may end each in its own way', () => {
    const { rows } = readCsv('a,b\n1,2\r\n3,4\r5,6\n"x\ry",7', { newline: '\r' });
    expect(rows).toEqual(['{"a":"1","b":"2"}', '{"a":"3","b":"4"}', '{"a":"5","b":"6"}', '{"a":"x\\ry","b":"7"}']);
  });

  it('are told from cells with a lone CR in files that end lines in LF', () => {
    const { rows, reader } = readCsv('a,b\nx\ry,1\n"p\rq",2', { newline: '\n' });
    expect(parsed(rows)).toEqual([
      { a: 'x\ry', b: '1' },
      { a: 'p\rq', b: '2' },
    ]);
    expect(reader.finalNewline).toBe(false);
  });

  it('have their byte in the file, behind a byte order mark and in UTF-16', () => {
    expect(readCsv('a\né,1\n', { encoding: 'utf-16le' }).quarantined).toMatchObject([{ line: 2, byte: 4, bytes: 6 }]);
    expect(readCsv('a\n中,1\n', { encoding: 'big5' }).quarantined).toMatchObject([{ line: 2, byte: 2, bytes: 4 }]);
    expect(readCsv('a\né,1\n', { encoding: 'windows-1252' }).quarantined).toMatchObject([
      { line: 2, byte: 2, bytes: 3 },
    ]);
  });
});
