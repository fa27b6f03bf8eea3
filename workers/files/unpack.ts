import { sized } from '../../src/core/amount.ts';
import { BrokenFileError } from '../../src/core/filetypes/broken-file-error.ts';
import { findWholeType } from '../../src/core/filetypes/index.ts';
import { RefusedFileError } from '../../src/core/filetypes/refused-type.ts';
import { isTar } from '../../src/core/filetypes/tar.ts';
import type { Unpacked } from '../contracts/reader.ts';
import { readHead } from './file-source.ts';
import { FREE_BYTES, MAX_RATIO } from './gunzip.ts';
import { MOST_UNPACKED_BYTES, type OnUnpacked, type PackedFile } from './packed-file.ts';
import { untar } from './untar.ts';

/** Files that are offered; of more the largest. */
const MOST_FILES = 100;
/** What the names of files with rows end with. */
const DATA = /\.(csv|tsv|tab|psv|txt|jsonl?|ndjson|parquet|xlsx|gz)$/i;
const ZIP = [0x50, 0x4b, 0x03, 0x04];
/** Enough to see what the files in a small archive are called. */
const HEAD_BYTES = 64 << 10;

/** True for an archive that `unpack` knows: what is one file, packed or not, is none. */
export async function isArchive(file: File): Promise<boolean> {
  return (await kindOf(file)) !== null;
}

/** The files in an archive; null where the file is none. Throws BrokenFileError and RefusedFileError. */
export async function unpack(file: File, onUnpacked: OnUnpacked = () => undefined): Promise<Unpacked | null> {
  switch (await kindOf(file)) {
    case 'tar':
      return choose(await untar(file, onUnpacked), file.size, () => undefined);
    case 'zip':
      return choose(await unzip(file), file.size, onUnpacked);
    case null:
      return null;
  }
}

async function kindOf(file: File): Promise<'tar' | 'zip' | null> {
  // What can't even be read so far is for the preview to say.
  const bytes = await readHead(file, HEAD_BYTES).then(
    (head) => head.bytes,
    () => new Uint8Array(0),
  );
  if (isTar(bytes)) return 'tar';
  return ZIP.every((byte, at) => bytes[at] === byte) && !findWholeType(bytes) ? 'zip' : null;
}

async function unzip(file: File): Promise<readonly PackedFile[]> {
  const { configure, BlobReader, BlobWriter, ZipReader } = await import('@zip.js/zip.js');
  // This is a worker already, and the browser unpacks by itself.
  configure({ useWebWorkers: false });
  const archive = new ZipReader(new BlobReader(file));
  try {
    const entries = await archive.getEntries();
    if (entries.length > 0 && entries.every(({ encrypted }) => encrypted)) {
      throw new RefusedFileError('an archive with a password', 'Unpack it, then import what is in it.');
    }
    return entries.flatMap((entry) => {
      if (entry.directory || entry.encrypted) return [];
      const { filename: name, uncompressedSize: bytes, compressedSize: packedBytes } = entry;
      const read: PackedFile['read'] = (onBytes) => {
        let told = 0;
        const onprogress = (done: number): undefined => {
          onBytes(done - told);
          told = done;
        };
        return guarded(name, () => entry.getData(new BlobWriter(), { checkSignature: true, onprogress }));
      };
      return [{ name, bytes, packedBytes, read }];
    });
  } catch (error) {
    if (error instanceof RefusedFileError) throw error;
    throw new BrokenFileError(`its archive is not whole (${messageOf(error)})`);
  }
}

async function guarded<T>(name: string, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    throw new BrokenFileError(`“${name}” in it can't be unpacked (${messageOf(error)})`);
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** Unpacks the files that may have rows, and names the others. */
async function choose(packed: readonly PackedFile[], packedBytes: number, onUnpacked: OnUnpacked): Promise<Unpacked> {
  const own = packed.filter(({ name }) => !/(^|\/)(__MACOSX\/|\.)/.test(name));
  const named = own.filter(({ name }) => DATA.test(name));
  const isNeeded = new Set((named.length > 0 ? named : own).toSorted((a, b) => b.bytes - a.bytes).slice(0, MOST_FILES));
  const chosen = own.filter((each) => isNeeded.has(each));
  const bytes = chosen.reduce((sum, each) => sum + each.bytes, 0);
  if (bytes > MOST_UNPACKED_BYTES) {
    throw new RefusedFileError(
      `too large to be unpacked here: ${sized(bytes)}, and at most ${sized(MOST_UNPACKED_BYTES)} are`,
      'Unpack it, then import what you need of it.',
    );
  }
  if (bytes > FREE_BYTES && bytes > packedBytes * MAX_RATIO) {
    throw new RefusedFileError(
      `an archive that unpacks to ${sized(bytes)}, more than ${MAX_RATIO} times its size`,
      'If you trust it, unpack it yourself, then import what is in it.',
    );
  }
  const files: File[] = [];
  const total = chosen.reduce((sum, each) => sum + each.packedBytes, 0);
  let done = 0;
  const onBytes = (more: number): void => {
    done += more;
    onUnpacked(done, total);
  };
  for (const each of chosen) files.push(new File([await each.read(onBytes)], each.name));
  return { files, leftOut: own.filter((each) => !isNeeded.has(each)).map(({ name }) => name) };
}
