import { hashBoth, joinLeaves, LEAF_BYTES, LEAF_ROWS } from './digest.ts';

/**
 * The digest of a mark, `lapidary-mark/2026-11`: SHA-256 over its name and the SHA-256 of every LEAF_ROWS values in list
 * order. A leaf names the values that occur in it, so that it depends on no other row, nor on the order in which values
 * came into the dictionary: setting one value hashes one leaf.
 */
export async function digestOfMark(name: string, leaves: Uint8Array): Promise<string> {
  return hashBoth(new TextEncoder().encode(JSON.stringify(name)), leaves);
}

/** Leaves without any value, by their number of rows: those of most marks, made once. */
const emptyLeaves = new Map<number, Promise<Uint8Array>>();

/** The leaf of rows of which none has a value. */
export function emptyLeaf(rows: number): Promise<Uint8Array> {
  const known = emptyLeaves.get(rows) ?? hashLeaf(new Uint16Array(rows), []);
  emptyLeaves.set(rows, known);
  return known;
}

/** The leaf of rows with these codes: at most LEAF_ROWS, each 1 + an index of `dictionary`, or 0. */
export function markLeaf(codes: Uint16Array, dictionary: readonly string[]): Promise<Uint8Array> {
  return codes.every((code) => code === 0) ? emptyLeaf(codes.length) : hashLeaf(codes, dictionary);
}

/** The sorted values that occur, as JSON, and for each row 1 + the index of its value among them. */
async function hashLeaf(codes: Uint16Array, dictionary: readonly string[]): Promise<Uint8Array> {
  const valueOf = (code: number): string => dictionary[code - 1] ?? '';
  const used = [...new Set(codes)].filter((code) => code > 0);
  used.sort((a, b) => (valueOf(a) < valueOf(b) ? -1 : 1));
  const ranks = new Map(used.map((code, index) => [code, index + 1]));
  const head = new TextEncoder().encode(JSON.stringify(used.map(valueOf)));
  const column = new Uint8Array(codes.map((code) => ranks.get(code) ?? 0).buffer);
  const bytes = new Uint8Array(head.length + column.length);
  bytes.set(head);
  bytes.set(column, head.length);
  return new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
}

/** Cuts the codes of rows in list order, however they come, into leaves of LEAF_ROWS. */
export class MarkLeafBuilder {
  readonly #dictionary: readonly string[];
  readonly #leaves: Promise<Uint8Array>[] = [];
  #codes = new Uint16Array(LEAF_ROWS);
  #filled = 0;

  constructor(dictionary: readonly string[]) {
    this.#dictionary = dictionary;
  }

  add(code: number): void {
    this.#codes[this.#filled++] = code;
    if (this.#filled === LEAF_ROWS) this.#close();
  }

  /** The leaves, 32 bytes each. */
  async finish(): Promise<Uint8Array> {
    if (this.#filled > 0) this.#close();
    return joinLeaves(await Promise.all(this.#leaves));
  }

  #close(): void {
    this.#leaves.push(markLeaf(this.#codes.slice(0, this.#filled), this.#dictionary));
    this.#filled = 0;
  }
}

/** The leaves of a mark that no row of a list has. */
export async function emptyLeavesOf(rows: number): Promise<Uint8Array> {
  const sizes = Array.from({ length: Math.ceil(rows / LEAF_ROWS) }, (_, index) =>
    Math.min(LEAF_ROWS, rows - index * LEAF_ROWS),
  );
  return joinLeaves(await Promise.all(sizes.map(emptyLeaf)));
}

/** A copy of leaves in which some are others. */
export function replaceLeaves(leaves: Uint8Array, changed: ReadonlyMap<number, Uint8Array>): Uint8Array {
  const copy = leaves.slice();
  for (const [index, leaf] of changed) copy.set(leaf, index * LEAF_BYTES);
  return copy;
}
