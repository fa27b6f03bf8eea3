import { shortHash, spread } from './shingle-hashes.ts';

/** Pairs less alike than this are not looked for. */
export const LEAST_ALIKE = 0.6;

/** Texts of at most this many shingles are compared exactly, by their shingles; their sketch holds them all. */
export const SHORT = 32;
/** A text of fewer shingles can't be alike to one that is not short. */
export const LEAST_LONG = Math.floor(SHORT * LEAST_ALIKE) + 1;

/** Bands of a long text's sketch, and how many minima each is made of. */
export const BANDS = 24;
const MINIMA = 4;
const BINS = BANDS * MINIMA;
/** How often each shingle is thrown into the bins, so that texts of few shingles fill them as well. */
const THROWS = 8;

/** Words 0, 1 and 3 are a key of the set of shingles, word 2 says how many there are. */
const KEY_AND_SIZE = 4;
export const SIZE_AT = 2;
export const SHINGLES_AT = KEY_AND_SIZE;
export const BANDS_AT = SHINGLES_AT + SHORT;
/** Words that a sketch takes. */
export const SKETCH_WORDS = BANDS_AT + BANDS;

const EMPTY = 0xffffffff;
const minima = new Uint32Array(BINS);

/**
 * Writes what is needed of a text to find those that are nearly the same: how many shingles it has and a key of them, the
 * shingles themselves of a short text, and MinHash bands of a longer one (one permutation, each shingle thrown several
 * times; empty bins borrow from others). Two texts share a band with the chance s⁴, s being how alike they are: of pairs
 * at 0.7 at least 99.8% share one of 24.
 */
export function writeSketch(shingles: Float64Array, into: Uint32Array, at: number): void {
  into.fill(0, at, at + SKETCH_WORDS);
  writeKey(shingles, into, at);
  if (shingles.length <= SHORT) {
    for (let index = 0; index < shingles.length; index++) {
      into[at + SHINGLES_AT + index] = shortHash(shingles[index] ?? 0);
    }
  }
  if (shingles.length >= LEAST_LONG) writeBands(shingles, into, at + BANDS_AT);
}

function writeKey(shingles: Float64Array, into: Uint32Array, at: number): void {
  let [one, two, three] = [0x3c6ef372, 0x510e527f, 0x1f83d9ab];
  for (let index = 0; index < shingles.length; index++) {
    const shingle = shingles[index] ?? 0;
    const high = shortHash(shingle) | 0;
    const low = (shingle - (high >>> 0) * 0x200000) | 0;
    one = Math.imul(one ^ high, 0x9e3779b1) + low;
    one = (one << 13) | (one >>> 19);
    two = Math.imul(two ^ low, 0x85ebca77) + high;
    two = (two << 15) | (two >>> 17);
    three = Math.imul(three ^ (high + low), 0xc2b2ae3d) + 0x27d4eb2f;
    three = (three << 17) | (three >>> 15);
  }
  into[at] = spread(one);
  into[at + 1] = spread(two);
  into[at + SIZE_AT] = shingles.length;
  into[at + 3] = spread(three);
}

function writeBands(shingles: Float64Array, into: Uint32Array, at: number): void {
  minima.fill(EMPTY);
  for (let index = 0; index < shingles.length; index++) {
    const hash = shortHash(shingles[index] ?? 0);
    for (let turn = 1; turn <= THROWS; turn++) {
      const thrown = spread(hash ^ Math.imul(turn, 0x9e3779b9));
      const bin = ((thrown >>> 16) * BINS) >>> 16;
      // The bin took the upper half; the value must not depend on it.
      const value = Math.imul(thrown ^ 0x5bd1e995, 0x2c1b3c6d) >>> 0;
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
