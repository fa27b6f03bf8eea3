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

/** To cut a slice waits for the browser once more: from this share on the whole is read instead. */
const MOST_OF_IT = 0.75;

export async function readStored(stored: StoredBytes, start = 0, end = stored.size): Promise<Uint8Array> {
  if (end - start < stored.size * MOST_OF_IT) return new Uint8Array(await stored.slice(start, end).arrayBuffer());
  return new Uint8Array(await stored.arrayBuffer()).subarray(start, end);
}
