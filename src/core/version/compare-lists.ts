import { Alike } from './alike.ts';

/**
 * Rows of one of two lists that the other list has not, ascending. In typed arrays, since all of a million rows may be: an
 * object with keys for each took four times the memory.
 */
export interface LoneRows {
  /** 0-based places in the list. */
  readonly positions: Uint32Array;
  /** The row ids with which they came in: a changed row keeps that of the row it was made of. */
  readonly origins: Uint32Array;
  /** Four words a row, equal where the texts are. */
  readonly hashes: Uint32Array;
}

/** What is different between two lists of rows, by places, each list ascending. */
export interface ComparedLists {
  /** Places of rows in both with another text: the earlier and the later ones, of which the later ones ascend. */
  readonly changed: { readonly before: Uint32Array; readonly after: Uint32Array };
  readonly removed: Uint32Array;
  readonly added: Uint32Array;
}

/** Places of rows that only one of two lists names, ascending. */
export interface LonePlaces {
  readonly before: Uint32Array;
  readonly after: Uint32Array;
}

const HASH_WORDS = 4;
const NOBODY = -1;

/** One way in which a row of the later list is found in the earlier one. */
interface Round {
  /** A number that rows share that may be alike. */
  readonly keyOf: (rows: LoneRows, row: number) => number;
  readonly isAlike: (old: number, young: number) => boolean;
}

/** The rows that only one of two lists names. A row that is in a list twice counts twice. */
export function lonePlaces(before: Uint32Array, after: Uint32Array): LonePlaces {
  return { before: missingIn(after, before), after: missingIn(before, after) };
}

/** Places in `own` of ids that `other` has not, or not as often. */
function missingIn(other: Uint32Array, own: Uint32Array): Uint32Array {
  const left = new Uint32Array(other.reduce((most, id) => Math.max(most, id), 0) + 1);
  for (const id of other) left[id] = (left[id] ?? 0) + 1;
  const missing = new Uint32Array(own.length);
  let count = 0;
  for (let position = 0; position < own.length; position++) {
    const id = own[position] ?? 0;
    const rest = left[id] ?? 0;
    if (rest === 0) missing[count++] = position;
    else left[id] = rest - 1;
  }
  return missing.slice(0, count);
}

/**
 * Finds for each lone row the one that it became: of the same origin with the same text, else of the same origin, else
 * with the same text. What is left over was removed or added. Rows whose text is the same are in none of the lists.
 */
export function compareLists(before: LoneRows, after: LoneRows): ComparedLists {
  const sameOrigin = (old: number, young: number): boolean => before.origins[old] === after.origins[young];
  const sameText = (old: number, young: number): boolean => isSameHash(before.hashes, old, after.hashes, young);
  const rounds: readonly Round[] = [
    {
      keyOf: (rows, row) => originAt(rows, row) ^ textAt(rows, row),
      isAlike: (old, young) => sameOrigin(old, young) && sameText(old, young),
    },
    { keyOf: originAt, isAlike: sameOrigin },
    { keyOf: textAt, isAlike: sameText },
  ];
  const partners = new Int32Array(after.positions.length).fill(NOBODY);
  const taken = new Uint8Array(before.positions.length);
  for (const { keyOf, isAlike } of rounds) {
    const waiting = new Alike(
      taken.length,
      (old) => keyOf(before, old),
      (old) => taken[old] === 0,
    );
    for (let young = 0; young < partners.length; young++) {
      if (partners[young] !== NOBODY) continue;
      const old = waiting.take(keyOf(after, young), (each) => isAlike(each, young));
      if (old === null) continue;
      partners[young] = old;
      taken[old] = 1;
    }
  }
  return {
    changed: changedPlaces(before, after, partners),
    removed: before.positions.filter((_, old) => taken[old] === 0),
    added: after.positions.filter((_, young) => partners[young] === NOBODY),
  };
}

function originAt({ origins }: LoneRows, row: number): number {
  return origins[row] ?? 0;
}

/** Enough of a text's hash to tell most texts apart. */
function textAt({ hashes }: LoneRows, row: number): number {
  return hashes[row * HASH_WORDS] ?? 0;
}

function changedPlaces(before: LoneRows, after: LoneRows, partners: Int32Array): ComparedLists['changed'] {
  const isChanged = (young: number): boolean => {
    const old = partners[young] ?? NOBODY;
    return old !== NOBODY && !isSameHash(before.hashes, old, after.hashes, young);
  };
  const places = after.positions.filter((_, young) => isChanged(young));
  const earlier = new Uint32Array(places.length);
  let at = 0;
  for (let young = 0; young < partners.length; young++) {
    if (isChanged(young)) earlier[at++] = before.positions[partners[young] ?? 0] ?? 0;
  }
  return { before: earlier, after: places };
}

function isSameHash(ones: Uint32Array, one: number, others: Uint32Array, other: number): boolean {
  for (let word = 0; word < HASH_WORDS; word++) {
    if (ones[one * HASH_WORDS + word] !== others[other * HASH_WORDS + word]) return false;
  }
  return true;
}

/** True where the rows that both lists name, which are all but the lone ones, are in another order. */
export function isReordered(before: Uint32Array, after: Uint32Array, lone: LonePlaces): boolean {
  const [old, young] = [without(before, lone.before), without(after, lone.after)];
  return old.some((id, at) => id !== young[at]);
}

/** The ids but those at the places, which ascend. */
function without(ids: Uint32Array, places: Uint32Array): Uint32Array {
  let next = 0;
  return ids.filter((_, place) => {
    if (places[next] !== place) return true;
    next++;
    return false;
  });
}
