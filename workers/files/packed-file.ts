/** A file in an archive, before it is unpacked. */
export interface PackedFile {
  readonly name: string;
  /** Unpacked. */
  readonly bytes: number;
  read(): Promise<Blob>;
}

/** An archive is unpacked into the browser's own store of Blobs: not more than this. */
export const MOST_UNPACKED_BYTES = 4 * 2 ** 30;
