import type { Mark } from '../../core/version/mark.ts';
import { BlockReader } from '../rows/block-reader.ts';
import { type SegmentDraft, toSlice } from '../../core/version/segments.ts';
import { toHex } from '../../core/hash/hex.ts';
import { walkList } from '../rows/list-parts.ts';

/**
 * A version's digest, `lapidary-digest/2026-11`: SHA-256 over the SHA-256 of every 4,096 row hashes in list order,
 * then over the marks. A row hash is MurmurHash3 x86 128 of the row's bytes: of hashes with fewer multiplications, tried
 * in plain JavaScript on 2026-11-29, the quickest took 0.83 of its time, which is no reason to leave a known one. The
 * middle level is there so that a single edit of a long list hashes one leaf and not the whole list; it depends on
 * positions alone, never on segments.
 */
export const LEAF_ROWS = 4_096;
const LEAF_BYTES = 32;
/** Words in a row hash. */
export const HASH_WORDS = 4;

export interface Measured {
  readonly leaves: Uint8Array;
  /** Bytes of the rows as JSON Lines. */
  readonly bytes: number;
  readonly marks: readonly Mark[];
}

/** Segments whose hashes are read at once: to find a block waits for the database, and the next one need not wait too. */
const SEGMENTS_AT_ONCE = 8;

/** Reads the hashes of a whole list, but none of its rows. */
export async function measureList(
  datasetId: string,
  segments: readonly SegmentDraft[],
): Promise<Omit<Measured, 'marks'>> {
  const reader = new BlockReader(datasetId, 2 * SEGMENTS_AT_ONCE);
  const leaves = new LeafBuilder();
  let bytes = 0;
  for (let at = 0; at < segments.length; at += SEGMENTS_AT_ONCE) {
    const group = segments.slice(at, at + SEGMENTS_AT_ONCE);
    for (const segment of await Promise.all(group.map((each) => readHashes(reader, each)))) {
      leaves.add(segment.hashes);
      bytes += segment.bytes;
    }
  }
  return { leaves: await leaves.finish(), bytes };
}

async function readHashes(reader: BlockReader, segment: SegmentDraft): Promise<{ hashes: Uint32Array; bytes: number }> {
  const hashes = new Uint32Array(segment.count * HASH_WORDS);
  let filled = 0;
  let bytes = 0;
  for await (const { ids, owners, blocks } of walkList(reader, [toSlice(segment)])) {
    for (let at = 0; at < ids.length; at++) {
      const block = blocks[owners[at] ?? 0]?.record;
      if (!block) continue;
      const index = (ids[at] ?? 0) - block.firstRow;
      bytes += (block.offsets[index + 1] ?? 0) - (block.offsets[index] ?? 0);
      for (let word = 0; word < HASH_WORDS; word++) hashes[filled++] = block.hashes[index * HASH_WORDS + word] ?? 0;
    }
  }
  return { hashes, bytes };
}

/** Cuts hashes, however they come, into leaves of LEAF_ROWS. */
class LeafBuilder {
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

function joinLeaves(leaves: readonly ArrayBuffer[]): Uint8Array {
  const joined = new Uint8Array(leaves.length * LEAF_BYTES);
  leaves.forEach((leaf, index) => {
    joined.set(new Uint8Array(leaf), index * LEAF_BYTES);
  });
  return joined;
}

/** Replaces one leaf: what an edit at one position does to a version's leaves. */
export async function replaceLeaf(leaves: Uint8Array, index: number, hashes: Uint32Array): Promise<Uint8Array> {
  const copy = leaves.slice();
  // The cast: no array here lies over shared memory.
  const leaf = await crypto.subtle.digest('SHA-256', hashes as Uint32Array<ArrayBuffer>);
  copy.set(new Uint8Array(leaf), index * LEAF_BYTES);
  return copy;
}

/** The digest as 64 hexadecimal digits. */
export async function digestOf(leaves: Uint8Array, marks: readonly Mark[]): Promise<string> {
  const names = [...marks].sort((a, b) => (a.name < b.name ? -1 : 1));
  const tail = new TextEncoder().encode(names.map((mark) => mark.digest).join(''));
  const bytes = new Uint8Array(leaves.length + tail.length);
  bytes.set(leaves);
  bytes.set(tail, leaves.length);
  return toHex(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)));
}
