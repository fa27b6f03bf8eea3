import type { ByteSource } from '../../src/core/filetypes/byte-source.ts';

/** A file that is in memory. */
export function sourceOf(bytes: Uint8Array): ByteSource {
  return { size: bytes.length, read: (start, end) => Promise.resolve(bytes.slice(start, end)) };
}
