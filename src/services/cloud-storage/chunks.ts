/** Cloud Storage takes chunks in multiples of 256 KiB. */
export const CHUNK_BYTES = 8 * 1024 * 1024;

/** Where the chunk that begins at `start` ends. */
export function chunkEnd(start: number, total: number): number {
  return Math.min(start + CHUNK_BYTES, total);
}

/** The `Content-Range` of bytes `start` up to, but not including, `end`. */
export function contentRange(start: number, end: number, total: number): string {
  return start === end ? `bytes */${total}` : `bytes ${start}-${end - 1}/${total}`;
}

/** How many bytes are kept, by the `Range` of a 308: "bytes=0-8388607". null where it can't be read or makes no sense. */
export function receivedBytes(range: string | null, total: number): number | null {
  const last = /^bytes=0-(\d+)$/.exec(range ?? '')?.[1];
  if (last === undefined) return null;
  const received = Number(last) + 1;
  return received <= total ? received : null;
}

/**
 * The path and query of an upload session. null where `Location` can't be read, or leads elsewhere than to an upload: the
 * token goes to no address that an answer makes up.
 */
export function sessionPath(location: string | null): string | null {
  if (location === null) return null;
  const [path] = /\/(resumable\/)?upload\/storage\/v1\/b\/[\w.%~-]+\/o\?[^#\s]*$/.exec(location) ?? [];
  return path !== undefined && /[?&]upload_id=[^&]/.test(path) ? path : null;
}
