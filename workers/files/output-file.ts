import { openOutputs, type OutputPart } from '../../src/store/output-files.ts';

/** A file that is written at once, without waiting: FileSystemSyncAccessHandle. */
interface SyncFile {
  write(bytes: Uint8Array, options: { readonly at: number }): number;
  close(): void;
}

/** More views than this cost a Blob more than the copy that they save. */
const MAX_VIEWS = 2_000;

/** What a worker writes of an output. Where the browser grants it no file, or the disk no room, parts are Blobs. */
export class OutputFile {
  readonly #name: string;
  #handle: SyncFile | null;
  #size = 0;
  #joined = new Uint8Array(0);

  private constructor(name: string, handle: SyncFile | null) {
    this.#name = name;
    this.#handle = handle;
  }

  static async create(id: string): Promise<OutputFile> {
    const name = crypto.randomUUID();
    try {
      const folder = await (await openOutputs()).getDirectoryHandle(id, { create: true });
      const file = await folder.getFileHandle(name, { create: true });
      // The cast: the types that the page is checked with know this of workers only.
      const writable = file as FileSystemFileHandle & { createSyncAccessHandle(): Promise<SyncFile> };
      return new OutputFile(name, await writable.createSyncAccessHandle());
    } catch {
      return new OutputFile(name, null);
    }
  }

  /** Writes bytes one after another and returns where they are. */
  write(pieces: readonly Uint8Array[]): OutputPart {
    const start = this.#size;
    // In one go: a write costs more than the bytes of a row.
    if (this.#handle && this.#append(this.#together(pieces))) return { file: this.#name, start, end: this.#size };
    const views = pieces.length > MAX_VIEWS ? [this.#together(pieces)] : pieces;
    // The cast: nothing here is over shared memory.
    return new Blob(views as Uint8Array<ArrayBuffer>[]);
  }

  /** The pieces in one array, good until the next ones: fresh memory is cleared first, and this is not. */
  #together(pieces: readonly Uint8Array[]): Uint8Array {
    const [only, ...others] = pieces;
    if (only && others.length === 0) return only;
    const size = pieces.reduce((sum, piece) => sum + piece.length, 0);
    if (this.#joined.length < size) this.#joined = new Uint8Array(size + (size >> 3));
    let at = 0;
    for (const piece of pieces) {
      this.#joined.set(piece, at);
      at += piece.length;
    }
    return this.#joined.subarray(0, size);
  }

  /** Call before the output is read. */
  close(): void {
    this.#handle?.close();
    this.#handle = null;
  }

  #append(bytes: Uint8Array): boolean {
    try {
      if (this.#handle?.write(bytes, { at: this.#size }) !== bytes.length) return false;
    } catch {
      // The disk is full, or the quota used up. A file to save is not refused for that.
      return false;
    }
    this.#size += bytes.length;
    return true;
  }
}
