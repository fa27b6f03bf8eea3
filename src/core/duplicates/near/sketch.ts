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

/** Words of a sketch: 0, 1 and 3 are a key of the set of shingles, word 2 says how many there are. */
export const SKETCH_WORDS = 4;
const SIZE_AT = 2;
/** The most words of a signature: the shingles of a short text, or the bands of another one. */
export const SIGNATURE_WORDS = Math.max(SHORT, BANDS);

const EMPTY = 0xffffffff;
const minima = new Uint32Array(BINS);
let hashes = new Uint32Array(1_024);
/** An odd factor for each throw. */
const FACTORS = Int32Array.from({ length: THROWS }, (_, turn) => spread(Math.imul(turn + 1, 0x9e3779b9)) | 1);

/** The sketches of rows, and the signatures by which those of texts that may be alike are found. */
export class Sketches {
  /** The sketch of row 0 is in the first words, that of row 1 `width` further, and so on. */
  readonly words: Uint32Array;
  readonly width: number;
  readonly signatures: Uint32Array;
  /** Where the signature of a row begins in `signatures`. */
  readonly signatureAt: (row: number) => number;

  private constructor(words: Uint32Array, width: number, signatures: Uint32Array, at: (row: number) => number) {
    this.words = words;
    this.width = width;
    this.signatures = signatures;
    this.signatureAt = at;
  }

  /** Signatures are among the words of each row, from word `from` on. */
  static inRows(words: Uint32Array, width: number, from: number): Sketches {
    return new Sketches(words, width, words, (row) => row * width + from);
  }

  /** Signatures lie apart, that of a row from `starts[row]` on. */
  static apart(words: Uint32Array, width: number, signatures: Uint32Array, starts: Uint32Array): Sketches {
    return new Sketches(words, width, signatures, (row) => starts[row] ?? 0);
  }

  /** How many distinct shingles the text of a row has. */
  sizeOf(row: number): number {
    return this.words[row * this.width + SIZE_AT] ?? 0;
  }

  /** Writes the bands of a short text of at least `LEAST_LONG` shingles. */
  bandsOfShort(row: number, into: Uint32Array, at: number): void {
    const from = this.signatureAt(row);
    writeBands(this.signatures.subarray(from, from + this.sizeOf(row)), into, at);
  }
}

/** How many words the signature takes that belongs to the sketch at a place. */
export function signatureWords(words: Uint32Array, at: number): number {
  const size = words[at + SIZE_AT] ?? 0;
  return size > SHORT ? BANDS : size;
}

/**
 * Writes what is needed of a text to find those that are nearly the same. Into its sketch: how many shingles it has and a key of
 * them. Into its signature: the shingles of a short text, or MinHash bands of a longer one (one permutation, each shingle thrown
 * several times; empty bins borrow from others). Two texts share a band with the chance s⁴, s being how alike they are: of pairs
 * at 0.7 at least 99.8% share one of 24. `shingles`: distinct, in any order.
 */
export function writeSketch(shingles: Float64Array, into: Uint32Array, at: number, signatureAt: number): void {
  writeKey(shingles, into, at);
  const count = shingles.length;
  if (count > hashes.length) hashes = new Uint32Array(2 * count);
  for (let index = 0; index < count; index++) hashes[index] = shortHash(shingles[index] ?? 0);
  const all = hashes.subarray(0, count);
  if (count <= SHORT) into.set(all, signatureAt);
  else writeBands(all, into, signatureAt);
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
