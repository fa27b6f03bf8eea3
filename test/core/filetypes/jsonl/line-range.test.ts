import fc from 'fast-check';
import type { ByteSource } from '../../../../src/core/filetypes/byte-source.ts';
import { describe, expect, it } from 'vitest';
import { joinBytes } from '../../../../src/core/filetypes/bytes.ts';
import { firstLineStart, readLinesOfRange, type RangeLines } from '../../../../src/core/filetypes/jsonl/line-range.ts';
import { readJsonLines } from '../../../../src/core/filetypes/jsonl/jsonl.ts';
import { MAX_ROW_BYTES } from '../../../../src/core/filetypes/settings.ts';
import { rowsOf } from '../rows-of.ts';

const encoder = new TextEncoder();

function sourceOf(bytes: Uint8Array): ByteSource & { read: ByteSource['read'] } {
  return {
    size: bytes.length,
    read: (start, end) => {
      if (start < 0 || end > bytes.length || start > end) throw new Error(`read of ${start} to ${end} goes outside`);
      return Promise.resolve(bytes.slice(start, end));
    },
  };
}

async function readInRanges(source: ByteSource, cuts: readonly number[]): Promise<RangeLines[]> {
  const borders = [0, ...[...cuts].sort((a, b) => a - b), source.size];
  const found: RangeLines[] = [];
  for (let i = 1; i < borders.length; i++) {
    const lines = await readLinesOfRange(source, borders[i - 1]!, borders[i]!);
    if (lines !== null) found.push(lines);
  }
  return found;
}

describe('readLinesOfRange', () => {
  it('gives each line once and in order, however the file is cut', async () => {
    const line = fc.oneof(fc.constant(''), fc.string({ maxLength: 5 }), fc.string({ minLength: 40, maxLength: 90 }));
    const file = fc.tuple(fc.array(line), fc.constantFrom('', '\n'));
    await fc.assert(
      fc.asyncProperty(file, fc.array(fc.nat(400)), async ([lines, end], cuts) => {
        const bytes = encoder.encode(lines.join('\n') + end);
        const inside = cuts.map((cut) => cut % (bytes.length + 1));
        const parts = await readInRanges(sourceOf(bytes), inside);
        expect(joinBytes(...parts.map((part) => part.bytes))).toEqual(bytes);
        let at = 0;
        for (const part of parts) {
          expect(part.byteOffset).toBe(at);
          at += part.bytes.length;
          if (at < bytes.length) expect(part.bytes.at(-1)).toBe(10);
        }
      }),
      { numRuns: 1_000 },
    );
  });

  it('gives the same rows and line numbers at any cutting of a JSON Lines file', async () => {
    const line = fc.oneof(fc.json(), fc.constantFrom('', '{"a":', '{"a":"é"}\r', '\u2028'));
    await fc.assert(
      fc.asyncProperty(fc.array(line), fc.array(fc.nat(500)), async (lines, cuts) => {
        const bytes = encoder.encode(lines.join('\n'));
        const whole = readJsonLines(bytes, { first: true, byteOffset: 0 });
        const parts = await readInRanges(
          sourceOf(bytes),
          cuts.map((cut) => cut % (bytes.length + 1)),
        );
        const rows: string[] = [];
        const places: [number, number, string][] = [];
        let before = 0;
        for (const part of parts) {
          const report = readJsonLines(part.bytes, { first: part.byteOffset === 0, byteOffset: part.byteOffset });
          rows.push(...rowsOf(report.drafts));
          places.push(
            ...report.quarantined.map((bad): [number, number, string] => [before + bad.line, bad.byte, bad.reason]),
          );
          before += report.lines;
        }
        expect(rows).toEqual(rowsOf(whole.drafts));
        expect(places).toEqual(whole.quarantined.map(({ line, byte, reason }) => [line, byte, reason]));
        expect(before).toBe(whole.lines);
      }),
      { numRuns: 500 },
    );
  });

  it('follows a row over many ranges and reads it once', async () => {
    const long = 'x'.repeat(1_000_000);
    const bytes = encoder.encode(`a\n${long}\nb\n`);
    const parts = await readInRanges(
      sourceOf(bytes),
      Array.from({ length: 10 }, (_, i) => (i + 1) * 100_000),
    );
    expect(parts.map((part) => part.bytes.length)).toEqual([1_000_003, 2]);
    // Vitest compares a million bytes one by one.
    expect(Buffer.compare(joinBytes(...parts.map((part) => part.bytes)), bytes)).toBe(0);
  });

  it('walks through a line that is too long and keeps only its place', async () => {
    const size = 80 << 20;
    let largestRead = 0;
    // A file that is not there: `a`, a giant line from byte 2, and `b`.
    const source: ByteSource = {
      size,
      read: (start, end) => {
        largestRead = Math.max(largestRead, end - start);
        const bytes = new Uint8Array(end - start).fill(120);
        for (const [at, byte] of [
          [0, 97],
          [1, 10],
          [size - 3, 10],
          [size - 2, 98],
          [size - 1, 10],
        ] as const) {
          if (at >= start && at < end) bytes[at - start] = byte;
        }
        return Promise.resolve(bytes);
      },
    };
    const parts = await readInRanges(source, [4 << 20, 40 << 20, 60 << 20]);
    expect(parts).toEqual([
      { bytes: encoder.encode('a\n'), byteOffset: 0, oversized: { byte: 2, bytes: size - 5 } },
      { bytes: encoder.encode('b\n'), byteOffset: size - 2 },
    ]);
    // Nothing but the ranges themselves is read in large pieces.
    expect(largestRead).toBeLessThanOrEqual((36 << 20) + (64 << 10) + 1);
  });

  it('keeps a line of exactly the greatest length', async () => {
    const bytes = new Uint8Array(MAX_ROW_BYTES + 1).fill(120);
    bytes[MAX_ROW_BYTES] = 10;
    const [part] = await readInRanges(sourceOf(bytes), [10]);
    expect(part?.oversized).toBeUndefined();
    expect(part?.bytes.length).toBe(MAX_ROW_BYTES + 1);
    const longer = new Uint8Array(MAX_ROW_BYTES + 1).fill(120);
    expect(await readInRanges(sourceOf(longer), [10])).toMatchObject([
      { oversized: { byte: 0, bytes: MAX_ROW_BYTES + 1 } },
    ]);
  });

  it('finds nothing in an empty file or beyond the end', async () => {
    expect(await readLinesOfRange(sourceOf(new Uint8Array(0)), 0, 10)).toBeNull();
    expect(await readLinesOfRange(sourceOf(encoder.encode('a\n')), 2, 10)).toBeNull();
  });
});

describe('firstLineStart', () => {
  it("is behind the first line feed, but 0 at the file's start", () => {
    expect(firstLineStart(encoder.encode('ab\ncd'), true)).toBe(0);
    expect(firstLineStart(encoder.encode('ab\ncd'), false)).toBe(3);
    expect(firstLineStart(encoder.encode('abcd'), false)).toBe(-1);
  });
});
