/** Anything that bytes can be read from at any place: a File, a buffer, a file handle. */
export interface ByteSource {
  readonly size: number;
  /** The bytes from `start` up to `end`, which is at most `size`. */
  read(start: number, end: number): Promise<Uint8Array>;
}
