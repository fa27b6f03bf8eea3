import type { ByteSource } from '../byte-source.ts';
import { joinBytes } from '../bytes.ts';
import { MAX_ROW_BYTES } from '../settings.ts';

/** The lines that belong to a range. */
export interface RangeLines {
  /** Whole lines with their line ends; the file's last line may have none. Empty where `oversized` is all there is. */
  readonly bytes: Uint8Array;
  /** Where `bytes` begins in the file. */
  readonly byteOffset: number;
  /** A last line, after those in `bytes`, that is longer than a row may be: its place, not its bytes. */
  readonly oversized?: { readonly byte: number; readonly bytes: number };
}

const LINE_FEED = 10;
/** Read beyond the range at once: most last lines end here, and one read is cheaper than two. */
const FIRST_REACH = 64 << 10;
const LARGEST_REACH = 4 << 20;

/** The index of the first line start in bytes that were read from one byte before a range; -1 where there is none. */
export function firstLineStart(bytes: Uint8Array, isFileStart: boolean): number {
  return isFileStart ? 0 : bytes.indexOf(LINE_FEED) + 1 || -1;
}

/**
 * Reads the lines whose first byte is in [start, end): so any cutting of a file into ranges gives each line once.
 * Null where no line starts in the range. A last line over 32 MiB is walked through, but not kept.
 */
export async function readLinesOfRange(source: ByteSource, start: number, end: number): Promise<RangeLines | null> {
  const stop = Math.min(end, source.size);
  if (start >= stop) return null;
  const base = Math.max(0, start - 1);
  const bytes = await source.read(base, Math.min(stop + FIRST_REACH, source.size));
  const first = firstLineStart(bytes, start === 0);
  if (first < 0 || base + first >= stop) return null;

  // A line feed as the range's last byte ends its last line.
  const lineFeed = bytes.indexOf(LINE_FEED, stop - 1 - base);
  if (lineFeed >= 0) return { bytes: bytes.subarray(first, lineFeed + 1), byteOffset: base + first };
  if (base + bytes.length >= source.size) return { bytes: bytes.subarray(first), byteOffset: base + first };

  const lastLine = bytes.lastIndexOf(LINE_FEED) + 1;
  return extend(source, base, bytes, { first, lastLine: Math.max(lastLine, first) });
}

/** Reads on, in growing steps, to the end of the last line. */
async function extend(
  source: ByteSource,
  base: number,
  bytes: Uint8Array,
  { first, lastLine }: { first: number; lastLine: number },
): Promise<RangeLines> {
  const lineByte = base + lastLine;
  let kept: Uint8Array[] | null = [bytes.subarray(first)];
  let at = base + bytes.length;
  for (let reach = FIRST_REACH * 2; at < source.size; reach = Math.min(reach * 2, LARGEST_REACH)) {
    const more = await source.read(at, Math.min(at + reach, source.size));
    const lineFeed = more.indexOf(LINE_FEED);
    at += lineFeed < 0 ? more.length : lineFeed;
    if (at - lineByte > MAX_ROW_BYTES) kept = null;
    kept?.push(lineFeed < 0 ? more : more.subarray(0, lineFeed + 1));
    if (lineFeed >= 0) break;
  }
  if (kept !== null) return { bytes: joinBytes(...kept), byteOffset: base + first };
  return {
    bytes: bytes.subarray(first, lastLine),
    byteOffset: base + first,
    oversized: { byte: lineByte, bytes: at - lineByte },
  };
}
