import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { joinBytes } from '../../../../src/core/filetypes/bytes.ts';
import { readJsonLines, type JsonLinesReport } from '../../../../src/core/filetypes/jsonl/jsonl.ts';
import { rowsOf } from '../rows-of.ts';

const encoder = new TextEncoder();

function read(text: string | Uint8Array, first = true, byteOffset = 0): JsonLinesReport {
  return readJsonLines(typeof text === 'string' ? encoder.encode(text) : text, { first, byteOffset });
}

/** Rows as files have them: big numbers, duplicate keys, escapes, letters that some take for line ends. */
const rowText = fc.oneof(
  fc.json({ stringUnit: 'binary', noUnicodeString: false } as never),
  fc.constantFrom(
    '{"a":12345678901234567890,"a":1.0}',
    '{"b":"\\ud800x","2":1,"1":[]}',
    '{"t":"x\u2028y\u0085z\u00a0"}',
    '{ "spaced" : [ 1 , 2 ] }',
    '"text"',
    '-0',
  ),
);

/** A byte for each character: bytes that are no UTF-8 come of those beyond ASCII. */
function latinOrUtf8(character: string): number {
  return character.charCodeAt(0) & 0xff;
}

describe('a clean chunk', () => {
  it('comes back as views of its own bytes', () => {
    const bytes = encoder.encode('{"a":1}\n{"a":"é狐"}\n[]\n');
    const report = read(bytes);
    expect(report.drafts).toHaveLength(1);
    expect(report.drafts[0]!.bytes.buffer).toBe(bytes.buffer);
    expect(report.drafts[0]!.bytes).toEqual(bytes);
    expect(rowsOf(report.drafts)).toEqual(['{"a":1}', '{"a":"é狐"}', '[]']);
    expect(report).toMatchObject({
      rows: 3,
      lines: 3,
      blankLines: 0,
      crlf: 0,
      padded: 0,
      bom: false,
      finalNewline: true,
    });
  });

  it('keeps the bytes of every row, whatever they spell', () => {
    fc.assert(
      fc.property(fc.array(rowText), fc.boolean(), (rows, hasFinal) => {
        const report = read(rows.join('\n') + (hasFinal && rows.length > 0 ? '\n' : ''));
        expect(rowsOf(report.drafts)).toEqual(rows);
        expect(report).toMatchObject({ rows: rows.length, lines: rows.length, quarantined: [] });
        expect(report.finalNewline).toBe(rows.length === 0 || hasFinal);
      }),
    );
  });
});

describe('with and without the kernel', () => {
  it('the same is read of any lines', () => {
    const line = fc.oneof(
      rowText,
      { weight: 3, arbitrary: fc.constantFrom('{"a":1,"b":"x"}', '{"a":"é狐","b":[]}', '{"a":null,"b":{}}') },
      fc.constantFrom('', ' ', '\r', '{"a":1}{"a":2}', '{"a":1', 'no', '\t{"a":1,"b":2}\r', '{"b":1,"a":2} '),
      fc.uint8Array({ minLength: 1, maxLength: 6 }).map((bytes) => `"${String.fromCharCode(...bytes)}"`),
    );
    const lines = fc.array(line, { maxLength: 12 }).map((all) => Uint8Array.from(all.join('\n'), latinOrUtf8));
    const chunk = fc.oneof(
      lines,
      fc.array(line, { maxLength: 12 }).map((all) => encoder.encode(all.join('\n'))),
    );
    const settings = fc.constantFrom({}, { lenient: true }, { jsonCells: true }, { rowsAt: 'b' });
    let rows = 0;
    fc.assert(
      fc.property(chunk, fc.boolean(), settings, (bytes, first, chosen) => {
        const place = { first, byteOffset: 7 };
        const plain = readJsonLines(bytes, place, chosen, null);
        expect(readJsonLines(bytes, place, chosen)).toEqual(plain);
        rows += plain.rows;
      }),
      { numRuns: 1_000 },
    );
    expect(rows).toBeGreaterThan(1_000);
  });

  it('the same is read of more lines than it reads at a time', () => {
    const lines = Array.from({ length: 30_000 }, (_, row) =>
      row % 7_000 === 6_999 ? `{"other":${row}}` : `{"a":${row},"b":"${'x'.repeat(row % 90)}"}`,
    );
    const bytes = encoder.encode(lines.join('\n'));
    const report = readJsonLines(bytes, { first: true, byteOffset: 0 });
    const plain = readJsonLines(bytes, { first: true, byteOffset: 0 }, {}, null);
    expect(rowsOf(report.drafts)).toEqual(lines);
    expect(report.drafts.map(({ hashes }) => hashes?.join())).toEqual(plain.drafts.map(({ hashes }) => hashes?.join()));
    expect({ ...report, drafts: [] }).toEqual({ ...plain, drafts: [] });
    expect(report.columns).toEqual(['a', 'b', 'other']);
  });
});

describe('what is not the row', () => {
  it('is left out and counted: CR, padding, blank lines', () => {
    const report = read('\n{"a":1}\r\n  \t\n\t{"a":2} \n[3]\r \r\n"\u00a0"\r\n\r\n 4');
    expect(rowsOf(report.drafts)).toEqual(['{"a":1}', '{"a":2}', '[3]', '"\u00a0"', '4']);
    expect(report).toMatchObject({ lines: 8, blankLines: 3, crlf: 4, padded: 3, finalNewline: false, quarantined: [] });
  });

  it('is a byte order mark at the start of the file only', () => {
    const first = read('\ufeff{"a":1}\n');
    expect(first).toMatchObject({ bom: true, rows: 1, quarantined: [] });
    expect(rowsOf(first.drafts)).toEqual(['{"a":1}']);
    const later = read('\ufeff{"a":1}\n', false, 100);
    expect(later).toMatchObject({ bom: false, rows: 0 });
    expect(later.quarantined).toMatchObject([{ line: 1, byte: 100, bytes: 10 }]);
  });

  it('never includes U+2028, U+2029, U+0085 or a form feed', () => {
    const report = read('{"a":"\u2028\u2029\u0085"}\n\f{}\n\u2028{}\n');
    expect(rowsOf(report.drafts)).toEqual(['{"a":"\u2028\u2029\u0085"}']);
    expect(report.quarantined.map(({ line, reason }) => [line, reason])).toEqual([
      [2, 'not JSON: unexpected character U+000C at column 1'],
      [3, 'not JSON: unexpected character U+2028 at column 1'],
    ]);
  });
});

describe('columns', () => {
  it('come in the order of the text, keys like numbers too', () => {
    expect(read('{"b":1,"2":1,"1":1}\n{"c":0,"b":1,"0":9}\n').columns).toEqual(['b', '2', '1', 'c', '0']);
  });

  it('name rows that are no objects "value", and keep __proto__ and duplicates apart', () => {
    expect(read('{"__proto__":1,"constructor":2,"a":1,"a":2}\n7\n[1]\nnull\n').columns).toEqual([
      '__proto__',
      'constructor',
      'a',
      'value',
    ]);
  });

  it('are the keys of all rows, each once', () => {
    const row = fc.dictionary(fc.constantFrom('a', 'b', '1', '10', 'é', ''), fc.integer());
    fc.assert(
      fc.property(fc.array(row), (rows) => {
        const { columns } = read(rows.map((value) => `${JSON.stringify(value)}\n`).join(''));
        expect(columns).toHaveLength(new Set(columns).size);
        expect(new Set(columns)).toEqual(new Set(rows.flatMap((value) => Object.keys(value))));
      }),
    );
  });
});

describe('quarantine', () => {
  it('takes a line that is not JSON, with place, reason and raw bytes', () => {
    const report = read('{"a":1}\r\n  {"a":1,}\r\nnope\n{"a":2}\n', false, 1_000);
    expect(rowsOf(report.drafts)).toEqual(['{"a":1}', '{"a":2}']);
    expect(report.quarantined).toEqual([
      {
        line: 2,
        byte: 1_009,
        bytes: 11,
        reason: 'not JSON: unexpected character } at column 8',
        raw: encoder.encode('  {"a":1,}\r'),
      },
      {
        line: 3,
        byte: 1_021,
        bytes: 4,
        reason: 'not JSON: unexpected word nope at column 1',
        raw: encoder.encode('nope'),
      },
    ]);
  });

  it('takes only the lines with bytes that are not UTF-8', () => {
    const bad = joinBytes(encoder.encode('{"é":"caf'), Uint8Array.of(0xe9), encoder.encode('"}'));
    const bytes = joinBytes(encoder.encode('{"a":"狐"}\n'), bad, encoder.encode('\n{"a":"é"}\n'));
    const report = read(bytes, false, 50);
    expect(rowsOf(report.drafts)).toEqual(['{"a":"狐"}', '{"a":"é"}']);
    expect(report.quarantined).toEqual([
      { line: 2, byte: 62, bytes: 13, reason: 'not UTF-8: byte 0xE9 at column 10, byte 72 of the file', raw: bad },
    ]);
    expect(bytes[72 - 50]).toBe(0xe9);
  });

  it('loses no line: rows, quarantine and blank lines are all there is', () => {
    const piece = fc.oneof(
      rowText.map((text) => encoder.encode(text)),
      fc.uint8Array({ maxLength: 6 }).map((bytes) => bytes.filter((byte) => byte !== 10)),
      fc.constantFrom('', ' ', '{', '{"a":1} \r').map((text) => encoder.encode(text)),
    );
    fc.assert(
      fc.property(fc.array(piece), (lines) => {
        const bytes = joinBytes(...lines.map((line) => joinBytes(line, Uint8Array.of(10))));
        const report = read(bytes, false);
        expect(report.lines).toBe(lines.length);
        expect(report.rows + report.blankLines + report.quarantined.length).toBe(lines.length);
        expect(rowsOf(report.drafts)).toHaveLength(report.rows);
        for (const row of rowsOf(report.drafts)) expect(() => void JSON.parse(row)).not.toThrow();
        for (const { line, byte, bytes: length, raw } of report.quarantined) {
          expect(raw).toEqual(lines[line - 1]);
          expect(bytes.subarray(byte, byte + length)).toEqual(raw);
        }
      }),
    );
  });

  it('takes a row that nests deeper than 1,000 levels', () => {
    const nested = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth);
    const report = read(`${nested(1_000)}\n${nested(1_001)}\n${nested(20_000)}\n`);
    expect(report.rows).toBe(1);
    expect(report.quarantined.map(({ reason }) => reason)).toEqual(Array(2).fill('nested deeper than 1,000 levels'));
  });
});

describe('large chunks', () => {
  it('become several blocks, and a large row one of its own', () => {
    const small = JSON.stringify({ text: 'x'.repeat(1_000) });
    const large = JSON.stringify({ text: 'y'.repeat(2 << 20) });
    const rows = [...Array<string>(4_000).fill(small), large, small, small];
    for (const text of [`${rows.join('\n')}\n`, `${rows.join('\r\n')}\r\n`]) {
      const report = read(text);
      expect(rowsOf(report.drafts)).toEqual(rows);
      expect(report.drafts.map(({ count }) => count)).toContain(1);
      expect(report.drafts.length).toBe(4);
    }
  });
});
