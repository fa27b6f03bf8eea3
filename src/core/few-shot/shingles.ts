import { normalise } from '../text/normalise.ts';
import { listWords } from '../text/word-list.ts';

/** The most hashes that are kept of a text; up to this many shingles the distance is exact, beyond that an estimate. */
export const SKETCH_SIZE = 256;

const SAME = { letterCase: true, whiteSpace: true, compatibility: true, punctuation: true };

/**
 * What a text is about, roughly: hashes of its words and pairs of neighbouring words. Case, punctuation and spacing don't
 * count; where words have no spaces between them, letters stand for words.
 */
export function wordShingles(text: string): Set<number> {
  return pairShingles(listWords(normalise(text, SAME)));
}

/** The same of a text without words: hashes of its symbols and of pairs of neighbouring ones. */
export function symbolShingles(text: string): Set<number> {
  return pairShingles(text.match(/\S/gu) ?? []);
}

/**
 * The SKETCH_SIZE lowest hashes, ascending: a fair sample of a long text, which two texts share as they share their
 * shingles (bottom-k sketch; Cohen & Kaplan 2007).
 */
export function sketch(shingles: ReadonlySet<number>): Uint32Array {
  return Uint32Array.from(shingles).sort().slice(0, SKETCH_SIZE);
}

function pairShingles(words: readonly string[]): Set<number> {
  const hashes = new Set<number>();
  let before = 0;
  for (const [index, word] of words.entries()) {
    const hash = hashWord(word);
    hashes.add(spread(hash));
    if (index > 0) hashes.add(spread(Math.imul(before, 31) ^ hash));
    before = hash;
  }
  return hashes;
}

/**
 * The Jaccard distance of two sketches: 0 for the same shingles, 1 for none in common. Two empty texts are the same.
 */
export function distance(one: Uint32Array, other: Uint32Array): number {
  let i = 0;
  let j = 0;
  let shared = 0;
  let union = 0;
  // Beyond SKETCH_SIZE of the union a cut sketch says nothing about its text.
  for (; (i < one.length || j < other.length) && union < SKETCH_SIZE; union++) {
    const a = one[i] ?? Infinity;
    const b = other[j] ?? Infinity;
    if (a === b) shared++;
    if (a <= b) i++;
    if (b <= a) j++;
  }
  return union === 0 ? 0 : 1 - shared / union;
}

/** FNV-1a over UTF-16 units. */
function hashWord(word: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < word.length; i++) hash = Math.imul(hash ^ word.charCodeAt(i), 0x01000193);
  return hash;
}

/** FNV leaves similar words close together; the lowest hashes would then not be a fair sample. */
function spread(hash: number): number {
  let h = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}
