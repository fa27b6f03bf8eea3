/** The `Content-Range` of a piece: `bytes 0-99/1000`. */
export function contentRange(start: number, end: number, total: number): string {
  return end > start ? `bytes ${start}-${end - 1}/${total}` : whatIsMissing(total);
}

/** The `Content-Range` that asks how much has arrived, and ends the upload of an empty file. */
export function whatIsMissing(total: number): string {
  return `bytes */${total}`;
}

/** How many bytes have arrived, by the answer's `Range`; null where there is none, or none that a page may read. */
export function receivedBytes(range: string | null): number | null {
  const last = /^bytes=0-(\d+)$/.exec(range ?? '')?.[1];
  return last === undefined ? null : Number(last) + 1;
}

/**
 * The path of an upload's session, from the answer's `Location`; null where that is absent or can't be read. Its host is
 * not taken over: a session is only ever asked at the host we know, be it Google's or the rehearsal's.
 */
export function sessionPath(location: string | null): string | null {
  const path = /\/upload\/storage\/v1\/b\/[\w.-]+\/o\?[^#\s]+/.exec(location ?? '')?.[0];
  return path?.includes('upload_id=') === true ? path : null;
}
