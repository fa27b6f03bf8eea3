import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Delimiter, QuoteEscape, QuoteMark } from '../../../../src/core/filetypes/settings.ts';
import { parsed, readCsv } from '../csv-text.ts';

interface Style {
  readonly delimiter: Delimiter;
  readonly quote: QuoteMark;
  readonly escape: QuoteEscape;
}

/** Writes a cell in quotes. */
function quoted(cell: string, { quote, escape }: Style): string {
  const inner =
    escape === 'double'
      ? cell.replaceAll(quote, quote + quote)
      : cell.replaceAll('\\', '\\\\').replaceAll(quote, `\\${quote}`);
  return quote + inner + quote;
}

/** A slow reader that looks at one letter after another, for text whose quotes are well written. */
function readSlowly(text: string, { delimiter, quote, escape }: Style): string[][] {
  const rows: string[][] = [];
  const row: string[] = [];
  let cell = '';
  let isIn = false;
  let isStart = true;
  for (let i = 0; i < text.length; i++) {
    const letter = text.charAt(i);
    const next = text.charAt(i + 1);
    if (isIn && escape === 'backslash' && letter === '\\' && (next === quote || next === '\\'))
      cell += text.charAt(++i);
    else if (isIn && letter === quote && next === quote && escape === 'double') cell += text.charAt(++i);
    else if (isIn && letter === quote) isIn = false;
    else if (isIn) cell += letter;
    else if (isStart && letter === quote) {
      isIn = true;
      isStart = false;
    } else if (letter === delimiter || letter === '\n') {
      row.push(cell);
      cell = '';
      isStart = true;
      if (letter === '\n') rows.push(row.splice(0));
    } else {
      cell += letter;
      isStart = false;
    }
  }
  return rows;
}

const style = fc.record<Style>({
  delimiter: fc.constantFrom<Delimiter>(',', ';', '\t', '|', '^', '~', '#', ' '),
  quote: fc.constantFrom<QuoteMark>('"', "'"),
  escape: fc.constantFrom<QuoteEscape>('double', 'backslash'),
});
const cellText = fc
  .array(fc.constantFrom('"', "'", ',', ';', '\t', '|', '^', '#', ' ', 'x', 'é', '🦊', '\\', '\n', '\\n'), {
    maxLength: 8,
  })
  .map((parts) => parts.join(''));

describe('a table in any dialect', () => {
  it('gives back the cells that were written, as a slow reader finds them, at any piece length', () => {
    const table = fc
      .integer({ min: 2, max: 4 })
      .chain((width) => fc.array(fc.array(cellText, { minLength: width, maxLength: width }), { minLength: 1 }));
    fc.assert(
      fc.property(table, style, fc.integer({ min: 1, max: 40 }), (rows, how, pieceLength) => {
        const text = rows.map((cells) => `${cells.map((cell) => quoted(cell, how)).join(how.delimiter)}\n`).join('');
        expect(readSlowly(text, how)).toEqual(rows);
        const read = readCsv(text, { ...how, headerRow: 0 }, pieceLength);
        expect(read.quarantined).toEqual([]);
        expect(parsed(read.rows).map((row) => Object.values(row as Record<string, string>))).toEqual(rows);
      }),
      { numRuns: 1_500 },
    );
  });

  it('has quotes as text where they are none', () => {
    const bare = cellText.map((cell) => cell.replace(/[\n;]/g, ''));
    fc.assert(
      fc.property(
        fc.array(fc.tuple(bare, bare), { minLength: 1 }),
        fc.integer({ min: 1, max: 30 }),
        (rows, pieceLength) => {
          const text = rows.map((cells) => `${cells.join(';')}\n`).join('');
          const { rows: read } = readCsv(text, { delimiter: ';', quote: '', headerRow: 0 }, pieceLength);
          expect(parsed(read)).toEqual(rows.map(([a, b]) => ({ 'column 1': a, 'column 2': b })));
        },
      ),
    );
  });
});

describe('cells', () => {
  it.each<[string, Partial<Style>, string[]]>([
    ['a,  "b, c",d', { delimiter: ', ' }, ['a', 'b, c', 'd']],
    ['  a b  c   "d  e"  ', { delimiter: '  ' }, ['a b', 'c', 'd  e']],
    [' 1 2   "3 4"', { delimiter: ' +' }, ['1', '2', '3 4']],
    ['1  2', { delimiter: ' ' }, ['1', '', '2']],
    ['"a, b"', { delimiter: '' }, ['a, b']],
    ['a, b', { delimiter: '' }, ['a, b']],
    ["'it''s, ok',\"b\"", { quote: "'" }, ["it's, ok", '"b"']],
    ['"say \\"x, y\\"","C:\\\\a\\\\","C:\\temp"', { escape: 'backslash' }, ['say "x, y"', 'C:\\a\\', 'C:\\temp']],
    ['a\\,b,c', { escape: 'backslash' }, ['a,b', 'c']],
    ['"say "x", y",z', {}, ['say "x', ' y"', 'z']],
  ])('of %j in %j are %j', (text, how, cells) => {
    const { rows } = readCsv(`${text}\n`, { ...how, headerRow: 0 });
    expect(Object.values(parsed(rows)[0] as Record<string, string>)).toEqual(cells);
  });
});

describe('a cell that begins with a quote and is not quoted', () => {
  const lines = ['id\ttext\tlabel', '1\t"Stop" he said\tx', '2\tplain\ty', '3\t"So" "be it"\tz', '4\tplain\tx'];
  it('swallows no lines that are rows of their own, at any piece length', () => {
    for (const pieceLength of [1, 7, 1_000]) {
      const { rows, reader, quarantined } = readCsv(`${lines.join('\n')}\n`, { delimiter: '\t' }, pieceLength);
      expect(parsed(rows)).toEqual([
        { id: '1', text: '"Stop" he said', label: 'x' },
        { id: '2', text: 'plain', label: 'y' },
        { id: '3', text: 'So" "be it', label: 'z' },
        { id: '4', text: 'plain', label: 'x' },
      ]);
      expect(quarantined).toEqual([]);
      expect(reader.notes.strayQuotes).toEqual({ count: 1, line: 2 });
    }
  });
});

describe('comment lines', () => {
  it('are passed over and counted, at any piece length', () => {
    for (const pieceLength of [1, 3, 1_000]) {
      const text = '// made\na,b\n1,2\n// "half\n3,"// x\n// y"\n// end';
      const { rows, reader } = readCsv(text, { comment: '//' }, pieceLength);
      expect(parsed(rows)).toEqual([
        { a: '1', b: '2' },
        { a: '3', b: '// x\n// y' },
      ]);
      expect(reader.notes).toEqual({ comments: 3 });
    }
  });
});
