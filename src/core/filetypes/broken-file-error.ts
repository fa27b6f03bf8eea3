/** A file of a known type that can't be read. The message says why, in words that follow "is broken:". */
export class BrokenFileError extends Error {
  override name = 'BrokenFileError';
}
