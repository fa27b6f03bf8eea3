import type { PairList } from './pair-list.ts';
import { BANDS, LEAST_ALIKE, LEAST_LONG, SHORT, type Sketches } from './sketch.ts';

/** Of texts that share a band, each is compared with all others up to this many, beyond it with some only. */
const CROWD = 128;
/** In a larger crowd each is compared with the first ones and with the ones just before it. */
const FIRST_ONES = 32;
const JUST_BEFORE = 16;

/**
 * Finds pairs of longer texts that share a band of their sketches. They may be alike or not, and must be compared. Gives how
 * many rows were in a crowd too large to compare each with each, as texts are that share a long template.
 */
export function joinBands(sketches: Sketches, rows: Uint32Array, pairs: PairList): number {
  const long = rows.filter((row) => sketches.sizeOf(row) >= LEAST_LONG);
  const crowded = new Uint8Array(long.length);
  const crowds = new Crowds(long.length);
  const bands = new Bands(sketches, long);
  for (let band = 0; band < BANDS; band++) {
    crowds.each(bands.keys(band), (crowd) => {
      if (crowd.length > CROWD) for (const index of crowd) crowded[index] = 1;
      pairUp(crowd, long, sketches, pairs);
    });
  }
  return crowded.reduce((sum, one) => sum + one, 0);
}

function pairUp(crowd: readonly number[], long: Uint32Array, sketches: Sketches, pairs: PairList): void {
  for (let at = 1; at < crowd.length; at++) {
    const isAll = at < CROWD;
    for (let other = 0; other < at; other++) {
      if (!isAll && other === FIRST_ONES) other = Math.max(FIRST_ONES, at - JUST_BEFORE);
      const one = long[crowd[at] ?? 0] ?? 0;
      const two = long[crowd[other] ?? 0] ?? 0;
      if (mayBeAlike(sketches.sizeOf(one), sketches.sizeOf(two))) pairs.add(one, two);
    }
  }
}

/** Two short texts are compared elsewhere, exactly. */
function mayBeAlike(one: number, other: number): boolean {
  return Math.max(one, other) > SHORT && Math.min(one, other) >= LEAST_ALIKE * Math.max(one, other) - 1e-9;
}

/** The bands of texts, those of short ones made from their shingles. */
class Bands {
  readonly #sketches: Sketches;
  readonly #rows: Uint32Array;
  /** Of the short texts among them, one after another. */
  readonly #ofShort: Uint32Array;
  readonly #keys: Uint32Array;

  constructor(sketches: Sketches, rows: Uint32Array) {
    this.#sketches = sketches;
    this.#rows = rows;
    this.#keys = new Uint32Array(rows.length);
    const short = rows.filter((row) => sketches.sizeOf(row) <= SHORT);
    this.#ofShort = new Uint32Array(short.length * BANDS);
    for (const [at, row] of short.entries()) sketches.bandsOfShort(row, this.#ofShort, at * BANDS);
  }

  /** One band of all texts. Good until the next one. */
  keys(band: number): Uint32Array {
    const { signatures } = this.#sketches;
    let short = 0;
    for (const [index, row] of this.#rows.entries()) {
      const isShort = this.#sketches.sizeOf(row) <= SHORT;
      this.#keys[index] = isShort
        ? (this.#ofShort[short++ * BANDS + band] ?? 0)
        : (signatures[this.#sketches.signatureAt(row) + band] ?? 0);
    }
    return this.#keys;
  }
}

/** Finds who shares a key: an open-addressing table of the first of each, who names the next. */
class Crowds {
  /** Index + 1; 0 is free. */
  readonly #slots: Uint32Array;
  readonly #next: Uint32Array;
  /** Of the first of each crowd, who came last. */
  readonly #last: Uint32Array;

  constructor(count: number) {
    this.#slots = new Uint32Array(2 ** Math.ceil(Math.log2(Math.max(count * 1.5, 2))));
    this.#next = new Uint32Array(count);
    this.#last = new Uint32Array(count);
  }

  /** Visits each crowd of at least two, ascending. */
  each(keys: Uint32Array, visit: (crowd: readonly number[]) => void): void {
    const [slots, next, last] = [this.#slots.fill(0), this.#next, this.#last];
    const firsts: number[] = [];
    for (let index = 0; index < keys.length; index++) {
      let slot = (keys[index] ?? 0) & (slots.length - 1);
      while (slots[slot] !== 0 && keys[(slots[slot] ?? 1) - 1] !== keys[index]) slot = (slot + 1) & (slots.length - 1);
      const first = (slots[slot] ?? 0) - 1;
      if (first < 0) {
        slots[slot] = index + 1;
        last[index] = index;
        continue;
      }
      const before = last[first] ?? 0;
      if (before === first) firsts.push(first);
      next[before] = index;
      last[first] = index;
    }
    for (const first of firsts) {
      const crowd = [first];
      for (let at = first; at !== last[first];) crowd.push((at = next[at] ?? 0));
      visit(crowd);
    }
  }
}
