/**
 * Whether bytes are in the database as a Blob or as an array is this file's secret. A Blob: a single row is read
 * through a slice without the rest, and a record can be read for its offsets alone.
 */
export type StoredBytes = Blob;

/**
 * Bytes of a chosen file as they are. The browser copies them by itself when they are stored, in half the time that they take from
 * a worker's memory; where the file has changed since it was chosen, the transaction fails.
 */
export function sliceOf(file: File, start: number, end: number): StoredBytes {
  return file.slice(start, end);
}

export function toStored(bytes: Uint8Array): StoredBytes {
  // The cast: Blob wants an array over an ArrayBuffer, which all arrays here are; nothing is shared.
  return new Blob([bytes as Uint8Array<ArrayBuffer>]);
}

export async function readStored(stored: StoredBytes, start = 0, end = stored.size): Promise<Uint8Array> {
  const part = start === 0 && end === stored.size ? stored : stored.slice(start, end);
  return new Uint8Array(await part.arrayBuffer());
}
