import { toHex } from '../hash/hex.ts';

/**
 * A version's digest, `lapidary-digest/2026-11`: SHA-256 over the SHA-256 of every 4,096 row hashes in list order,
 * then over the marks. A row hash is MurmurHash3 x86 128 of the row's bytes: of hashes with fewer multiplications, tried
 * in plain JavaScript on 2026-11-29, the quickest took 0.83 of its time, which is no reason to leave a known one. The middle level is there so that a
 * single edit of a long list hashes one leaf and not the whole list; it depends on positions alone, never on segments.
 */
export const LEAF_ROWS = 4_096;
export const LEAF_BYTES = 32;
/** Words in a row hash. */
export const HASH_WORDS = 4;

/** Cuts row hashes, however they come, into leaves of LEAF_ROWS. */
export class LeafBuilder {
  readonly #leaves: Promise<ArrayBuffer>[] = [];
  #words = new Uint32Array(LEAF_ROWS * HASH_WORDS);
  #filled = 0;

  add(hashes: Uint32Array): void {
    for (let at = 0; at < hashes.length;) {
      const part = hashes.subarray(at, at + this.#words.length - this.#filled);
      this.#words.set(part, this.#filled);
      this.#filled += part.length;
      at += part.length;
      if (this.#filled === this.#words.length) this.#close();
    }
  }

  /** The leaves, 32 bytes each. */
  async finish(): Promise<Uint8Array> {
    if (this.#filled > 0) this.#close();
    return joinLeaves(await Promise.all(this.#leaves));
  }

  #close(): void {
    this.#leaves.push(crypto.subtle.digest('SHA-256', this.#words.subarray(0, this.#filled)));
    this.#words = new Uint32Array(LEAF_ROWS * HASH_WORDS);
    this.#filled = 0;
  }
}

/** Leaves, 32 bytes each, one after another. */
export function joinLeaves(leaves: readonly (ArrayBuffer | Uint8Array)[]): Uint8Array {
  const joined = new Uint8Array(leaves.length * LEAF_BYTES);
  leaves.forEach((leaf, index) => {
    joined.set(new Uint8Array(leaf), index * LEAF_BYTES);
  });
  return joined;
}

/** Replaces one leaf: what an edit at one position does to a version's leaves. */
export async function replaceLeaf(leaves: Uint8Array, index: number, hashes: Uint32Array): Promise<Uint8Array> {
  const copy = leaves.slice();
  // The cast: no array here is over shared memory.
  const leaf = await crypto.subtle.digest('SHA-256', hashes as Uint32Array<ArrayBuffer>);
  copy.set(new Uint8Array(leaf), index * LEAF_BYTES);
  return copy;
}

/** The digest of a version as 64 hexadecimal digits. */
export function digestOf(
  leaves: Uint8Array,
  marks: readonly { readonly name: string; readonly digest: string }[],
): Promise<string> {
  const names = [...marks].sort((a, b) => (a.name < b.name ? -1 : 1));
  return hashBoth(leaves, new TextEncoder().encode(names.map((mark) => mark.digest).join('')));
}

/** SHA-256 over two arrays, one after the other, as hexadecimal digits. */
export async function hashBoth(head: Uint8Array, tail: Uint8Array): Promise<string> {
  const bytes = new Uint8Array(head.length + tail.length);
  bytes.set(head);
  bytes.set(tail, head.length);
  return toHex(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)));
}
