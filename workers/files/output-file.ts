import { joinBytes } from '../../src/core/row/join-bytes.ts';
import { openOutputs, type OutputPart } from '../../src/store/output-files.ts';

/** A file that is written at once, without waiting: FileSystemSyncAccessHandle. */
interface SyncFile {
  write(bytes: Uint8Array, options: { readonly at: number }): number;
  close(): void;
}

/** What a worker writes of an output. Where the browser grants it no file, or the disk no room, parts are Blobs. */
export class OutputFile {
  readonly #name: string;
  #handle: SyncFile | null;
  #size = 0;

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
    if (this.#handle && this.#append(joinBytes(pieces))) return { file: this.#name, start, end: this.#size };
    // The cast: nothing here is over shared memory.
    return new Blob(pieces as Uint8Array<ArrayBuffer>[]);
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
