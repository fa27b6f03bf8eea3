import { joinBytes } from '../../src/core/filetypes/bytes.ts';
import type { ByteSource } from '../../src/core/filetypes/byte-source.ts';
import { gunzip, isGzip, type Unpacked } from './gunzip.ts';

/** Thrown where a file can't be read: it was deleted, moved or changed after it was chosen. */
export class UnreadableFileError extends Error {
  override name = 'UnreadableFileError';
}

/** A piece of a file as it is without compression. */
export interface FilePiece {
  readonly bytes: Uint8Array;
  /** How much of the file, as it is on the disk, was read: what progress counts. */
  readonly at: number;
  readonly last: boolean;
}

/** The beginning of a file as it is without compression. */
export interface FileHead {
  readonly bytes: Uint8Array;
  /** True where that is all of it. */
  readonly complete: boolean;
  readonly gzip: boolean;
}

const READ_BYTES = 2 << 20;
const MAGIC_BYTES = 3;
/** Enough for some two hundred rows of any usual size. */
const STRETCHES = 10;
const STRETCH_BYTES = 64 << 10;

/** A chosen file as bytes on demand. */
export function openFile(file: File): ByteSource {
  const read = async (start: number, end: number): Promise<Uint8Array> => {
    try {
      return new Uint8Array(await file.slice(start, end).arrayBuffer());
    } catch (error) {
      throw new UnreadableFileError(error instanceof Error ? error.message : String(error));
    }
  };
  return { size: file.size, read };
}

/** The first bytes of a file, unpacked where it is compressed; of that no more is read than they need. */
export async function readHead(file: File, most: number): Promise<FileHead> {
  const source = openFile(file);
  const bytes = await source.read(0, Math.min(file.size, most));
  if (!isGzip(bytes)) return { bytes, complete: file.size <= most, gzip: false };
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const piece of gunzip(source)) {
    parts.push(piece.bytes);
    length += piece.bytes.length;
    if (length > most) return { bytes: joinBytes(...parts).subarray(0, most), complete: false, gzip: true };
  }
  return { bytes: joinBytes(...parts), complete: true, gzip: true };
}

/** Some stretches of a file from all over what is behind its head, the same ones every time. */
export async function readElsewhere(file: File, head: number): Promise<readonly Uint8Array[]> {
  const source = openFile(file);
  const gap = Math.floor((file.size - head) / STRETCHES);
  const starts = Array.from({ length: STRETCHES }, (_, index) => head + index * gap);
  return Promise.all(starts.map((start) => source.read(start, Math.min(start + STRETCH_BYTES, file.size))));
}

/** A file from start to end, unpacked where its first bytes say that it is compressed. One piece at least. */
export async function* readPieces(file: File): AsyncGenerator<FilePiece, void> {
  const source = openFile(file);
  const isPacked = isGzip(await source.read(0, Math.min(MAGIC_BYTES, file.size)));
  let held: Unpacked | null = null;
  // One piece is held back: only the end tells which is the last, and whether the file is sound.
  for await (const piece of isPacked ? gather(gunzip(source)) : slices(source)) {
    if (held !== null) yield { ...held, last: false };
    held = piece;
  }
  yield { ...(held ?? { bytes: new Uint8Array(0), at: file.size }), last: true };
}

async function* slices(source: ByteSource): AsyncGenerator<Unpacked, void> {
  let next = source.read(0, Math.min(READ_BYTES, source.size));
  for (let at = 0; at < source.size; at += READ_BYTES) {
    const bytes = await next;
    const end = Math.min(at + READ_BYTES, source.size);
    next = source.read(end, Math.min(end + READ_BYTES, source.size));
    yield { bytes, at: end };
  }
}

/** The decompressor's small pieces as large ones: each costs its readers a turn. */
async function* gather(pieces: AsyncIterable<Unpacked>): AsyncGenerator<Unpacked, void> {
  let parts: Uint8Array[] = [];
  let length = 0;
  let end = 0;
  for await (const { bytes, at } of pieces) {
    parts.push(bytes);
    length += bytes.length;
    end = at;
    if (length < READ_BYTES) continue;
    yield { bytes: joinBytes(...parts), at };
    parts = [];
    length = 0;
  }
  if (length > 0) yield { bytes: joinBytes(...parts), at: end };
}
