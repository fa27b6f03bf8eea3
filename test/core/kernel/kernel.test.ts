import * as fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { joinBytes } from '../../../src/core/filetypes/bytes.ts';
import { MAX_DEPTH } from '../../../src/core/filetypes/settings.ts';
import { hashBytes } from '../../../src/core/hash/murmur3.ts';
import { type Kernel, openKernel } from '../../../src/core/kernel/kernel.ts';
import { topLevelKeys } from '../../../src/core/row/keys.ts';
import { Row } from '../../../src/core/row/row.ts';
import { changed, noise, NOT_UTF8, readSlowly, valid, withWrongByte } from '../row/broken-json.ts';

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
/** Fails every test here where there is none: this machine has WebAssembly. */
const kernel = openKernel() as Kernel;

interface Read {
  readonly rows: readonly string[];
  readonly hashes: readonly number[];
  readonly stop: number;
  readonly blankLines: number;
  readonly crlf: number;
  readonly padded: number;
}

/** What the kernel reads of bytes from `start` on, where rows with the keys of `like` are expected. */
function read(bytes: Uint8Array, like: string, start = 0): Read {
  const [rows, hashes]: [string[], number[]] = [[], []];
  let [blankLines, crlf, padded] = [0, 0, 0];
  kernel.begin(bytes);
  kernel.expect(new Row(like).members?.shape);
  const stop = kernel.read(start, (found) => {
    for (const [row, from] of found.starts.entries()) rows.push(decoder.decode(bytes.subarray(from, found.ends[row])));
    hashes.push(...found.hashes);
    blankLines += found.blankLines;
    crlf += found.crlf;
    padded += found.padded;
  });
  return { rows, hashes, stop, blankLines, crlf, padded };
}

function readText(text: string, like: string): Read {
  return read(encoder.encode(text), like);
}

/** True for a line that the platform reads as an object of one key, `k`. */
function isRowOfK(line: Uint8Array): boolean {
  const text = readSlowly(line);
  return text !== null && topLevelKeys(text).join() === 'k' && new Row(text).members?.count === 1;
}

/** How many lines from the first on are such rows, and where the first one begins that is not. A blank line is none. */
function readPlainly(bytes: Uint8Array): { readonly rows: number; readonly stop: number } {
  let [rows, stop] = [0, 0];
  while (stop < bytes.length) {
    const feed = bytes.indexOf(0x0a, stop);
    const end = feed < 0 ? bytes.length : feed;
    const line = bytes.subarray(stop, end);
    const isBlank = line.every((byte) => byte === 0x20 || byte === 0x09 || byte === 0x0d);
    if (!isBlank && !isRowOfK(line)) break;
    if (!isBlank) rows++;
    stop = Math.min(end + 1, bytes.length);
  }
  return { rows, stop };
}

/**
 * Puts bytes as the value of a row between two good ones, and holds what the kernel takes against the platform. A line feed among
 * them ends the row early. True where everything is taken.
 */
function agree(value: Uint8Array): boolean {
  const bytes = joinBytes(encoder.encode('{"k":0}\n{"k":'), value, encoder.encode('}\n{"k":1}\n'));
  const found = read(bytes, '{"k":0}');
  expect({ value, rows: found.rows.length, stop: found.stop }).toEqual({ value, ...readPlainly(bytes) });
  return found.stop === bytes.length;
}

describe('the kernel', () => {
  it('is none where WebAssembly is forbidden', async () => {
    // Another instance of the module, which has not been opened.
    const path = '../../../src/core/kernel/kernel.ts?forbidden';
    const fresh = (await import(path)) as { openKernel(): Kernel | null };
    vi.stubGlobal('WebAssembly', undefined);
    expect(fresh.openKernel()).toBeNull();
    vi.unstubAllGlobals();
  });

  it('takes any JSON in a row of the keys that are expected', () => {
    fc.assert(
      fc.property(valid, (text) => {
        expect(agree(encoder.encode(text))).toBe(!text.includes('\n'));
      }),
      { numRuns: 300 },
    );
  });

  it('takes of what is nearly JSON what the platform takes', () => {
    const bytes = fc.oneof(
      changed.map((text) => encoder.encode(text)),
      withWrongByte,
      fc.array(noise, { maxLength: 10 }).map((parts) => encoder.encode(parts.join(''))),
    );
    let [taken, refused] = [0, 0];
    fc.assert(
      fc.property(bytes, (value) => {
        if (agree(value)) taken++;
        else refused++;
      }),
      { numRuns: 4_000 },
    );
    expect(taken).toBeGreaterThan(0);
    expect(refused).toBeGreaterThan(0);
  });

  it.each(NOT_UTF8)('leaves a string with %s', (_, bytes) => {
    for (let before = 0; before < 20; before++) {
      expect(agree(Uint8Array.of(0x22, ...Array<number>(before).fill(0x61), ...bytes, 0x22))).toBe(false);
    }
  });

  it('reads a row that a line feed ends early, and leaves what is behind', () => {
    expect(agree(encoder.encode('2}\n'))).toBe(false);
    expect(agree(encoder.encode('2}\n{"k":3'))).toBe(true);
  });

  it('leaves what ends within a character, though the bytes behind would complete it', () => {
    const whole = encoder.encode('"語"\n"語"');
    expect(read(whole.subarray(0, whole.length - 2), '""').stop).toBe(6);
    expect(read(whole, '""').stop).toBe(whole.length);
  });

  it('goes as deep as rows may and no deeper', () => {
    const nested = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth);
    expect(readText(nested(MAX_DEPTH), '0').rows).toEqual([nested(MAX_DEPTH)]);
    expect(readText(nested(MAX_DEPTH + 1), '0').rows).toEqual([]);
  });

  it.each([
    [
      '{"a":1,"b":2}',
      ['{"a":1,"b":2}', '{ "a" : [] , "b":{"c":1}}'],
      ['{"a":1}', '{"b":1,"a":2}', '{"a":1,"b":2,"c":3}'],
    ],
    ['{"a":1}', ['{"a":{}}'], ['{"a":1,"b":2}', '{"a":1,"a":2}', '{}', '{"A":1}', '{"\\u0061":1}', '[]', '"a"']],
    ['{}', ['{}', '{ }'], ['{"a":1}', '[]', '1']],
    ['1', ['[]', '"a"', 'null', '-1.5e3', 'true', 'false'], ['{}', '{"a":1}', 'nul', 'falsy']],
  ])('expects the keys of %s', (like, taken, left) => {
    expect(readText(taken.join('\n'), like).rows).toEqual(taken);
    for (const row of left) expect(readText(row, like)).toMatchObject({ rows: [], stop: 0 });
  });

  it('expects nothing where a row has more keys than it can know', () => {
    const wide = JSON.stringify(Object.fromEntries(Array.from({ length: 300 }, (_, key) => [`k${key}`, 0])));
    expect(readText(wide, wide)).toMatchObject({ rows: [], stop: 0 });
    const long = JSON.stringify({ ['k'.repeat(10_000)]: 0 });
    expect(readText(long, long)).toMatchObject({ rows: [], stop: 0 });
  });

  it('counts blank lines, CR LF and white space around rows', () => {
    const found = readText('1\r\n\n \t\r\n 2\n3 \r\n4\r', '0');
    expect(found).toMatchObject({ rows: ['1', '2', '3', '4'], blankLines: 2, crlf: 3, padded: 3 });
  });

  it('hashes each row as its bytes are hashed elsewhere', () => {
    const rows = fc.array(fc.string({ unit: 'grapheme', maxLength: 40 }), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(rows, (texts) => {
        const lines = texts.map((text) => JSON.stringify(text));
        const expected = new Uint32Array(lines.length * 4);
        for (const [row, line] of lines.entries()) {
          const bytes = encoder.encode(line);
          hashBytes(bytes, 0, bytes.length, expected, row * 4);
        }
        const found = readText(lines.join('\n'), '""');
        expect(found.rows).toEqual(lines);
        expect(found.hashes).toEqual([...expected]);
      }),
    );
  });

  it('reads on where a window ends and where more rows are found than fit', () => {
    const rows = Array.from({ length: 60_000 }, (_, row) => `${row}${' '.repeat(row % 40)}`);
    const found = readText(rows.join('\n'), '0');
    expect(found.rows).toEqual(rows.map((row) => row.trimEnd()));
    expect(found.padded).toBe(rows.filter((row) => row.endsWith(' ')).length);
  });

  it('leaves a line that is longer than its window, and reads on behind it', () => {
    const bytes = encoder.encode(`1\n"${'x'.repeat(700_000)}"\n2\n`);
    expect(read(bytes, '0')).toMatchObject({ rows: ['1'], stop: 2 });
    expect(read(bytes, '0', bytes.length - 2)).toMatchObject({ rows: ['2'], stop: bytes.length });
  });
});
