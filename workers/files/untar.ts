import { joinBytes } from '../../src/core/filetypes/bytes.ts';
import { BrokenFileError } from '../../src/core/filetypes/broken-file-error.ts';
import { RefusedFileError } from '../../src/core/filetypes/refused-type.ts';
import { paxName, readTarHeader, TAR_BLOCK, type TarHeader } from '../../src/core/filetypes/tar.ts';
import { readPieces } from './file-source.ts';
import { MOST_UNPACKED_BYTES, type OnUnpacked, type PackedFile } from './packed-file.ts';

/** Bytes that become one part of a Blob, which the browser may lay on its disk. */
const PART_BYTES = 8 << 20;
/** A name is never longer. */
const MOST_NAME_BYTES = 1 << 20;

/** The files of a tar archive, compressed or not. It has no list: it is read from its start to its end. */
export async function untar(file: File, onUnpacked: OnUnpacked): Promise<readonly PackedFile[]> {
  const found: PackedFile[] = [];
  const reader = new TarReader((name, blob) =>
    found.push({ name, bytes: blob.size, packedBytes: blob.size, read: () => Promise.resolve(blob) }),
  );
  for await (const { bytes, at } of readPieces(file)) {
    reader.push(bytes);
    onUnpacked(at, file.size);
  }
  reader.end();
  return found;
}

class TarReader {
  readonly #onFile: (name: string, blob: Blob) => void;
  #rest: Uint8Array = new Uint8Array(0);
  #open: {
    readonly header: TarHeader;
    left: number;
    parts: Blob[];
    pieces: Uint8Array<ArrayBuffer>[];
    held: number;
  } | null = null;
  /** Filling behind a file's bytes that is still to come. */
  #filling = 0;
  #longName: string | undefined;
  #total = 0;
  #ended = false;

  constructor(onFile: (name: string, blob: Blob) => void) {
    this.#onFile = onFile;
  }

  push(bytes: Uint8Array): void {
    let rest = this.#rest.length > 0 ? joinBytes(this.#rest, bytes) : bytes;
    while (!this.#ended && rest.length > 0) {
      if (this.#open) {
        const part = rest.subarray(0, this.#open.left);
        this.#take(part);
        rest = rest.subarray(part.length);
      } else if (this.#filling > 0) {
        const passed = Math.min(this.#filling, rest.length);
        this.#filling -= passed;
        rest = rest.subarray(passed);
      } else if (rest.length < TAR_BLOCK) {
        break;
      } else {
        this.#begin(rest.subarray(0, TAR_BLOCK));
        rest = rest.subarray(TAR_BLOCK);
      }
    }
    this.#rest = rest.slice();
  }

  end(): void {
    if (this.#open) throw new BrokenFileError(`the archive ends within “${this.#open.header.name}”`);
  }

  #begin(block: Uint8Array): void {
    const header = readTarHeader(block);
    if (!header) {
      this.#ended = true;
      return;
    }
    this.#total += header.bytes;
    if (this.#total > MOST_UNPACKED_BYTES) {
      throw new RefusedFileError(
        'too large to be unpacked here: over 4 GiB',
        'Unpack it, then import what you need of it.',
      );
    }
    this.#open = { header, left: header.bytes, parts: [], pieces: [], held: 0 };
    if (header.bytes === 0) this.#close();
  }

  #take(part: Uint8Array): void {
    const open = this.#open;
    if (!open) return;
    open.left -= part.length;
    const isKept =
      open.header.kind === 'file' || (open.header.kind !== 'other' && open.header.bytes <= MOST_NAME_BYTES);
    if (isKept) {
      open.pieces.push(part.slice());
      open.held += part.length;
    }
    if (open.held >= PART_BYTES) this.#lay();
    if (open.left === 0) this.#close();
  }

  #lay(): void {
    const open = this.#open;
    if (!open) return;
    open.parts.push(new Blob(open.pieces.splice(0)));
    open.held = 0;
  }

  #close(): void {
    const open = this.#open;
    if (!open) return;
    const { kind, name, bytes } = open.header;
    this.#filling = (TAR_BLOCK - (bytes % TAR_BLOCK)) % TAR_BLOCK;
    const long = (): Uint8Array => joinBytes(...open.pieces);
    if (kind === 'long name') this.#longName = new TextDecoder().decode(long()).replace(/\0.*$/s, '');
    if (kind === 'pax') this.#longName = paxName(long()) ?? this.#longName;
    if (kind === 'file') {
      this.#lay();
      if (!(this.#longName ?? name).endsWith('/')) this.#onFile(this.#longName ?? name, new Blob(open.parts));
    }
    if (kind === 'file' || kind === 'other') this.#longName = undefined;
    this.#open = null;
  }
}
