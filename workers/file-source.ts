import type { ByteSource } from '../src/core/filetypes/line-range.ts';

/** Thrown where a file can't be read: it was deleted, moved or changed after it was chosen. */
export class UnreadableFileError extends Error {
  override name = 'UnreadableFileError';
  readonly file: string;
  constructor(file: string, why: string) {
    super(why);
    this.file = file;
  }
}

/** A chosen file as bytes on demand. */
export function openFile(file: File): ByteSource {
  const read = async (start: number, end: number): Promise<Uint8Array> => {
    try {
      return new Uint8Array(await file.slice(start, end).arrayBuffer());
    } catch (error) {
      throw new UnreadableFileError(file.name, error instanceof Error ? error.message : String(error));
    }
  };
  return { size: file.size, read };
}
