import { sha256 } from '@noble/hashes/sha2.js';
import { toHex } from '../../src/core/hash/hex.ts';

const READ_BYTES = 4 << 20;

/** SHA-256 of a file of any size, read piece by piece: the browser's own can only take it whole. */
export async function hashBlob(blob: Blob, onProgress: (bytes: number) => void): Promise<string> {
  const hash = sha256.create();
  let next = blob.slice(0, READ_BYTES).arrayBuffer();
  for (let at = 0; at < blob.size; at += READ_BYTES) {
    const bytes = await next;
    next = blob.slice(at + READ_BYTES, at + 2 * READ_BYTES).arrayBuffer();
    hash.update(new Uint8Array(bytes));
    onProgress(at + bytes.byteLength);
  }
  return toHex(hash.digest());
}
