import { describe, expect, it } from 'vitest';
import { readJsonLines } from '../../../src/core/filetypes/jsonl/jsonl.ts';
import { previewHead } from '../../../src/core/filetypes/preview.ts';
import { MAX_ROW_BYTES } from '../../../src/core/filetypes/settings.ts';
import { parsed, readCsv } from './csv-text.ts';
import { rowsOf } from './rows-of.ts';

const encoder = new TextEncoder();

function readJson(text: string): ReturnType<typeof readJsonLines> {
  return readJsonLines(encoder.encode(text), { first: true, byteOffset: 0 });
}

describe('JSON Lines', () => {
  it('with 20,000 and a million levels cost their own lines', () => {
    const report = readJson(
      `{"a":1}\n${'[{"a":'.repeat(20_000)}1${'}]'.repeat(20_000)}\n${'['.repeat(1_000_000)}\n{"a":2}\n`,
    );
    expect(rowsOf(report.drafts)).toEqual(['{"a":1}', '{"a":2}']);
    expect(report.quarantined.map(({ line }) => line)).toEqual([2, 3]);
  });

  it('with a line of 10 MB keep it', () => {
    const long = JSON.stringify({ text: 'é"\\'.repeat(2_000_000) });
    const report = readJson(`{"a":1}\n${long}\n{"a":2}\n`);
    expect(rowsOf(report.drafts)).toEqual(['{"a":1}', long, '{"a":2}']);
  });

  it('with a line over 32 MiB put it into quarantine', () => {
    const report = readJson(`{"a":1}\n"${'x'.repeat(MAX_ROW_BYTES)}"\n`);
    expect(report.rows).toBe(1);
    expect(report.quarantined).toMatchObject([
      {
        line: 2,
        byte: 8,
        bytes: MAX_ROW_BYTES + 2,
        reason: '33,554,434 bytes, more than the 32 MiB that a row may have',
      },
    ]);
  });

  it('with 100,000 columns in one row know them all', () => {
    const row = JSON.stringify(Object.fromEntries(Array.from({ length: 100_000 }, (_, i) => [`c${i}`, i])));
    expect(readJson(`${row}\n${row}\n`).columns).toHaveLength(100_000);
  });

  it("with NUL, NaN and other languages' JSON refuse them", () => {
    const report = readJson('{"a":"\u0000"}\n{"a":NaN}\n{a:1}\n{"a":1}//\n{"a":"\\u0000"}\n\u0000\n');
    expect(rowsOf(report.drafts)).toEqual(['{"a":"\\u0000"}']);
    expect(report.quarantined).toHaveLength(5);
  });

  it('that are no text at all lose no line', () => {
    const bytes = Uint8Array.from({ length: 50_000 }, (_, i) => (i * i * 31 + (i >> 3)) & 255);
    const report = readJsonLines(bytes, { first: true, byteOffset: 0 });
    expect(report.rows + report.blankLines + report.quarantined.length).toBe(report.lines);
    expect(report.lines).toBe(bytes.filter((byte) => byte === 10).length + (bytes.at(-1) === 10 ? 0 : 1));
  });
});

describe('CSV', () => {
  it('with 100,000 columns reads them', () => {
    const names = Array.from({ length: 100_000 }, (_, i) => `c${i}`);
    const cells = names.map((name) => `x${name}`);
    const { rows, reader } = readCsv(`${names.join(',')}\n${cells.join(',')}\n"${cells.join('","')}"\n`, {}, 300_000);
    expect(reader.columns).toHaveLength(100_000);
    expect(rows[0]).toBe(JSON.stringify(Object.fromEntries(names.map((name) => [name, `x${name}`]))));
    expect(rows[1]).toBe(rows[0]);
  });

  it('with columns named __proto__ and constructor keeps their cells', () => {
    expect(readCsv('__proto__,constructor,toString\n1,2,3\n').rows).toEqual([
      '{"__proto__":"1","constructor":"2","toString":"3"}',
    ]);
    expect(({} as Record<string, unknown>)['1']).toBeUndefined();
  });

  it('with a cell of 10 MB keeps it', () => {
    const long = 'x y\n'.repeat(2_400);
    expect(parsed(readCsv(`a,b\n"${long}",1\n`, {}, 1_000).rows)).toEqual([{ a: long, b: '1' }]);
    const wide = 'é'.repeat(10_000_000);
    expect(parsed(readCsv(`a\n${wide}\n"${wide}"\n`, {}, 1 << 20).rows)).toEqual([{ a: wide }, { a: wide }]);
  });

  it('with a row that grows over 32 MiB as JSON puts it into quarantine', () => {
    const { rows, quarantined } = readCsv(`a\n${'\u0001'.repeat(6 << 20)}\nb\n`);
    expect(rows).toEqual(['{"a":"b"}']);
    expect(quarantined).toMatchObject([{ line: 2, byte: 2, bytes: 6 << 20 }]);
  });

  it('keeps NUL, U+2028, U+FEFF and a lone CR in cells', () => {
    const cells = ['\u0000', '\u2028', '\ufeff', 'a\rb', '\u0085', ' '];
    const { rows } = readCsv(
      `${cells.map((_, i) => `c${i}`).join(',')}\n${cells.map((cell) => `"${cell}"`).join(',')}\n`,
    );
    expect(Object.values(parsed(rows)[0] as object)).toEqual(cells);
    expect(parsed(readCsv('a\n\ufeff\n\ufeffx\n', {}, 1).rows)).toEqual([{ a: '\ufeff' }, { a: '\ufeffx' }]);
  });
});

it('a preview of bytes that are no text does not throw', () => {
  for (let seed = 1; seed < 200; seed++) {
    const bytes = Uint8Array.from({ length: seed * 7 }, (_, i) => (i * seed * 31 + (i >> 2) * seed) & 255);
    for (const complete of [true, false]) {
      const result = previewHead(bytes, { name: 'x', bytes: bytes.length, complete }, {});
      expect(typeof result.ok).toBe('boolean');
    }
  }
});
