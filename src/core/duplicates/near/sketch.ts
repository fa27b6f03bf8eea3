import { shortHash, spread } from './shingle-hashes.ts';

/** Pairs less alike than this are not looked for. */
export const LEAST_ALIKE = 0.6;

/** Texts of at most this many shingles are compared exactly, by their shingles; their sketch holds them all. */
export const SHORT = 32;
/** A text of fewer shingles can't be alike to one that is not short. */
export const LEAST_LONG = Math.floor(SHORT * LEAST_ALIKE) + 1;

/** Bands of a text's sketch, and how many minima each is made of. */
export const BANDS = 24;
const MINIMA = 4;
const BINS = BANDS * MINIMA;
/** How often each shingle is thrown into the bins, so that texts of few shingles fill them as well. */
const THROWS = 4;

/** Words 0, 1 and 3 are a key of the set of shingles, word 2 says how many there are. */
const KEY_AND_SIZE = 4;
const SIZE_AT = 2;
/** The shingles of a short text, or the bands of another one. */
const REST_AT = KEY_AND_SIZE;
/** Words that a sketch takes. */
export const SKETCH_WORDS = REST_AT + Math.max(SHORT, BANDS);

const EMPTY = 0xffffffff;
const minima = new Uint32Array(BINS);
let hashes = new Uint32Array(1_024);
/** An odd factor for each throw. */
const FACTORS = Int32Array.from({ length: THROWS }, (_, turn) => spread(Math.imul(turn + 1, 0x9e3779b9)) | 1);

/** The sketches of rows, each in the first words of its row's own. */
export class Sketches {
  /** Where the words of row 0 are, those of row 1 and so on `width` further each. */
  readonly words: Uint32Array;
  readonly width: number;

  constructor(words: Uint32Array, width = SKETCH_WORDS) {
    this.words = words;
    this.width = width;
  }

  /** How many distinct shingles the text of a row has. */
  sizeOf(row: number): number {
    return this.words[row * this.width + SIZE_AT] ?? 0;
  }

  /** Where the shingles of a short text begin in `words`, or the bands of another one. */
  restAt(row: number): number {
    return row * this.width + REST_AT;
  }

  /** Writes the bands of a short text of at least `LEAST_LONG` shingles. */
  bandsOfShort(row: number, into: Uint32Array, at: number): void {
    const from = this.restAt(row);
    writeBands(this.words.subarray(from, from + this.sizeOf(row)), into, at);
  }
}

/**
 * Writes what is needed of a text to find those that are nearly the same: how many shingles it has and a key of them, the
 * shingles themselves of a short text, and MinHash bands of a longer one (one permutation, each shingle thrown several
 * times; empty bins borrow from others). Two texts share a band with the chance s⁴, s being how alike they are: of pairs
 * at 0.7 at least 99.8% share one of 24. `shingles`: distinct, in any order.
 */
export function writeSketch(shingles: Float64Array, into: Uint32Array, at: number): void {
  into.fill(0, at, at + SKETCH_WORDS);
  writeKey(shingles, into, at);
  const count = shingles.length;
  if (count > hashes.length) hashes = new Uint32Array(2 * count);
  for (let index = 0; index < count; index++) hashes[index] = shortHash(shingles[index] ?? 0);
  const all = hashes.subarray(0, count);
  if (count <= SHORT) into.set(all, at + REST_AT);
  else writeBands(all, into, at + REST_AT);
}

/** Sums, which are the same in any order. */
function writeKey(shingles: Float64Array, into: Uint32Array, at: number): void {
  let [one, two, three] = [0, 0, 0];
  for (let index = 0; index < shingles.length; index++) {
    const shingle = shingles[index] ?? 0;
    const high = shortHash(shingle) | 0;
    const low = (shingle - (high >>> 0) * 0x200000) | 0;
    one = (one + spread(high ^ Math.imul(low, 0x9e3779b1))) | 0;
    two = (two + spread(Math.imul(high, 0x85ebca77) + low)) | 0;
    three = (three + spread(Math.imul(high, 0xc2b2ae3d) ^ Math.imul(low, 0x27d4eb2f))) | 0;
  }
  into[at] = spread(one);
  into[at + 1] = spread(two);
  into[at + SIZE_AT] = shingles.length;
  into[at + 3] = spread(three);
}

/** `hashes`: `shortHash` of each shingle. */
function writeBands(hashes: Uint32Array, into: Uint32Array, at: number): void {
  minima.fill(EMPTY);
  for (let index = 0; index < hashes.length; index++) {
    const hash = hashes[index] ?? 0;
    for (let turn = 0; turn < THROWS; turn++) {
      const thrown = Math.imul(hash ^ (turn * 0x9e3779b9), FACTORS[turn] ?? 1);
      const bin = ((thrown >>> 16) * BINS) >>> 16;
      // The bin took the upper half; the value must not depend on it.
      const value = Math.imul(thrown ^ (thrown >>> 16), 0x2c1b3c6d) >>> 0;
      if (value < (minima[bin] ?? 0)) minima[bin] = value;
    }
  }
  for (let band = 0; band < BANDS; band++) {
    let hash = band + 1;
    for (let bin = band * MINIMA; bin < (band + 1) * MINIMA; bin++) {
      hash = Math.imul(hash ^ filled(bin), 0x9e3779b1);
      hash = ((hash << 13) | (hash >>> 19)) + 0x52dce729;
    }
    into[at + band] = spread(hash);
  }
}

/** The minimum of a bin, or of the first bin with one in an order of the bin's own. */
function filled(bin: number): number {
  for (let turn = 0; ; turn++) {
    const other = turn === 0 ? bin : ((spread(bin * 0x10001 + turn * 0x61c88647) >>> 16) * BINS) >>> 16;
    const value = minima[other] ?? EMPTY;
    if (value !== EMPTY) return value;
  }
}
