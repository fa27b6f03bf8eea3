import { hashBytes } from './murmur3.ts';

const encoder = new TextEncoder();

/** The hash of a text's UTF-8 bytes, four words into `into` from index `at`: equal to that of the stored bytes. */
export function hashText(text: string, into: Uint32Array, at: number): void {
  const bytes = encoder.encode(text);
  hashBytes(bytes, 0, bytes.length, into, at);
}

/** The hash of a text's UTF-8 bytes as 32 hexadecimal digits. */
export function hashHex(text: string): string {
  const words = new Uint32Array(4);
  hashText(text, words, 0);
  return hexOf(words, 0);
}

/** Four words from index `at` as 32 hexadecimal digits, each word's lowest byte first, as they are in memory. */
export function hexOf(words: Uint32Array, at: number): string {
  const bytes = Array.from(words.subarray(at, at + 4)).flatMap((word) => [word, word >>> 8, word >>> 16, word >>> 24]);
  return bytes.map((byte) => (byte & 0xff).toString(16).padStart(2, '0')).join('');
}
