/** How many neighbouring words make one shingle. */
const SHINGLE_WORDS = 3;

/** Below this many characters of room, a text needs no larger arrays. */
const FIRST_ROOM = 1_024;

const WORD = /^[\p{L}\p{N}_]$/u;
/** Scripts that put no spaces between words: each letter counts as a word. Korean has spaces. */
const LETTER_IS_WORD =
  /^(?=\p{L})[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Thai}\p{scx=Lao}\p{scx=Khmer}\p{scx=Myanmar}]$/u;

const BREAK = 1;
const IN_WORD = 2;
const ALONE = 3;

/** What each UTF-16 unit is, found when first met: 0 is not known yet. */
const kinds = new Uint8Array(0x10000);

/**
 * The distinct shingles of a text as hashes of 53 bits: three neighbouring words of its lower-cased text, a word being a run of
 * letters, digits and underscores, or one letter of a script without spaces. A text of one or two words is one shingle; a text
 * without words has none. Good until the next text.
 */
export class Shingler {
  /** Two hashes of each word of the text. */
  #high = new Int32Array(FIRST_ROOM);
  #low = new Int32Array(FIRST_ROOM);
  #shingles = new Float64Array(FIRST_ROOM);
  /** Where each shingle is, + 1: a table of at least twice as many places as the text has shingles, 0 is free. */
  #places = new Uint32Array(2 * FIRST_ROOM);

  /** Ascending. */
  of(text: string): Float64Array {
    return this.unsorted(text).sort();
  }

  /** In the order in which the text has them first. */
  unsorted(text: string): Float64Array {
    const words = this.#hashWords(text.toLowerCase());
    const shingles = Math.min(words, Math.max(1, words - SHINGLE_WORDS + 1));
    const places = this.#places.subarray(0, 2 ** Math.ceil(Math.log2(2 * shingles + 1))).fill(0);
    let count = 0;
    for (let at = 0; at < shingles; at++) {
      const shingle = this.#shingleAt(at, words);
      // Its lowest bits choose the place: they are part of a mixed hash.
      let place = shingle & (places.length - 1);
      while (places[place] !== 0 && this.#shingles[(places[place] ?? 1) - 1] !== shingle)
        place = (place + 1) & (places.length - 1);
      if (places[place] !== 0) continue;
      this.#shingles[count++] = shingle;
      places[place] = count;
    }
    return this.#shingles.subarray(0, count);
  }

  #shingleAt(at: number, words: number): number {
    let [high, low] = [0x2f0b4a1d, 0x6b43a9b5];
    for (let word = at; word < at + SHINGLE_WORDS; word++) {
      // Behind the end of a short text is the same nothing each time.
      high = Math.imul(high ^ (word < words ? (this.#high[word] ?? 0) : 0), 0x9e3779b1);
      high = ((high << 13) | (high >>> 19)) + 0x52dce729;
      low = Math.imul(low ^ (word < words ? (this.#low[word] ?? 0) : 0), 0x85ebca77);
      low = ((low << 15) | (low >>> 17)) + 0x38495ab5;
    }
    return (spread(high) >>> 0) * 0x200000 + (spread(low) >>> 11);
  }

  /** Returns how many words there are. */
  #hashWords(text: string): number {
    if (text.length > this.#high.length) this.#grow(text.length);
    const [highs, lows] = [this.#high, this.#low];
    let words = 0;
    let [high, low, isInside] = [0, 0, false];
    for (let at = 0; at < text.length; at++) {
      const unit = text.charCodeAt(at);
      const isPair = unit >= 0xd800 && unit < 0xdc00 && at + 1 < text.length;
      const kind = isPair ? kindOf(text.slice(at, at + 2)) : kinds[unit] || learn(unit);
      if (isInside && kind !== IN_WORD) {
        highs[words] = spread(high);
        lows[words++] = spread(low);
        isInside = false;
      }
      if (kind === BREAK) continue;
      if (!isInside) [high, low] = [0x811c9dc5 | 0, 0x1b873593];
      high = Math.imul(high ^ unit, 0x01000193);
      low = Math.imul(low ^ unit, 0x5bd1e995);
      if (isPair) {
        const second = text.charCodeAt(++at);
        high = Math.imul(high ^ second, 0x01000193);
        low = Math.imul(low ^ second, 0x5bd1e995);
      }
      if (kind === IN_WORD) isInside = true;
      else {
        highs[words] = spread(high);
        lows[words++] = spread(low);
      }
    }
    if (isInside) {
      highs[words] = spread(high);
      lows[words++] = spread(low);
    }
    return words;
  }

  #grow(length: number): void {
    const room = 2 ** Math.ceil(Math.log2(length));
    this.#high = new Int32Array(room);
    this.#low = new Int32Array(room);
    this.#shingles = new Float64Array(room);
    this.#places = new Uint32Array(2 * room);
  }
}

function learn(unit: number): number {
  const kind = kindOf(String.fromCharCode(unit));
  kinds[unit] = kind;
  return kind;
}

function kindOf(character: string): number {
  if (!WORD.test(character)) return BREAK;
  return LETTER_IS_WORD.test(character) ? ALONE : IN_WORD;
}

/** The end of MurmurHash3 x86_32: every bit of the input moves every bit of the output. */
export function spread(hash: number): number {
  let h = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}

/** The upper 32 bits of a shingle, as good a hash as all of it for what is verified later. */
export function shortHash(shingle: number): number {
  return Math.floor(shingle / 0x200000);
}

/** What two ascending lists of distinct shingles share: their intersection by their union, 0 where either is empty. */
export function jaccard(one: ArrayLike<number>, other: ArrayLike<number>): number {
  let [i, j, shared] = [0, 0, 0];
  while (i < one.length && j < other.length) {
    const a = one[i] ?? 0;
    const b = other[j] ?? 0;
    if (a === b) shared++;
    if (a <= b) i++;
    if (b <= a) j++;
  }
  const union = one.length + other.length - shared;
  return union === 0 ? 0 : shared / union;
}
