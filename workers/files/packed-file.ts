/** A file in an archive, before it is unpacked. */
export interface PackedFile {
  readonly name: string;
  /** Unpacked. */
  readonly bytes: number;
  /** As it is in the archive. */
  readonly packedBytes: number;
  /** `onBytes` hears how many of the packed bytes were read since it was told last. */
  read(onBytes: (bytes: number) => void): Promise<Blob>;
}

/** Tells how many bytes of an archive are unpacked, of those that are to be. */
export type OnUnpacked = (done: number, total: number) => void;

/** An archive is unpacked into the browser's own store of Blobs: not more than this. */
export const MOST_UNPACKED_BYTES = 4 * 2 ** 30;
