import type { PairList } from './pair-list.ts';
import { BANDS, BANDS_AT, LEAST_ALIKE, LEAST_LONG, SHORT, SIZE_AT, SKETCH_WORDS } from './sketch.ts';

/** Of texts that share a band, each is compared with all others up to this many, beyond it with some only. */
const CROWD = 128;
/** In a larger crowd each is compared with the first ones and with the ones just before it. */
const FIRST_ONES = 32;
const JUST_BEFORE = 16;

/**
 * Finds pairs of longer texts that share a band of their sketches. They may be alike or not, and must be compared. Gives how
 * many rows were in a crowd too large to compare each with each, as texts are that share a long template.
 */
export function joinBands(sketches: Uint32Array, rows: Uint32Array, pairs: PairList): number {
  const long = rows.filter((row) => sizeOf(sketches, row) >= LEAST_LONG);
  const crowded = new Uint8Array(long.length);
  const keyed = new Float64Array(long.length);
  // Key and index in one number of 53 bits: those are sorted without a function. Two million rows leave a key its 32 bits.
  const room = 2 ** Math.max(1, Math.ceil(Math.log2(long.length + 1)));
  const lost = Math.max(0, Math.log2(room) - 21);
  const crowd: number[] = [];
  const end = (): void => {
    if (crowd.length > CROWD) for (const index of crowd) crowded[index] = 1;
    pairUp(crowd, long, sketches, pairs);
    crowd.length = 0;
  };
  for (let band = 0; band < BANDS; band++) {
    for (let index = 0; index < long.length; index++) {
      const key = sketches[(long[index] ?? 0) * SKETCH_WORDS + BANDS_AT + band] ?? 0;
      keyed[index] = (key >>> lost) * room + index;
    }
    keyed.sort();
    let last = -1;
    for (let at = 0; at < keyed.length; at++) {
      const key = Math.floor((keyed[at] ?? 0) / room);
      if (key !== last) end();
      last = key;
      crowd.push((keyed[at] ?? 0) % room);
    }
    end();
  }
  return crowded.reduce((sum, one) => sum + one, 0);
}

function pairUp(crowd: readonly number[], long: Uint32Array, sketches: Uint32Array, pairs: PairList): void {
  for (let at = 1; at < crowd.length; at++) {
    const isAll = at < CROWD;
    for (let other = 0; other < at; other++) {
      if (!isAll && other === FIRST_ONES) other = Math.max(FIRST_ONES, at - JUST_BEFORE);
      const one = long[crowd[at] ?? 0] ?? 0;
      const two = long[crowd[other] ?? 0] ?? 0;
      if (mayBeAlike(sizeOf(sketches, one), sizeOf(sketches, two))) pairs.add(one, two);
    }
  }
}

/** Two short texts are compared elsewhere, exactly. */
function mayBeAlike(one: number, other: number): boolean {
  return Math.max(one, other) > SHORT && Math.min(one, other) >= LEAST_ALIKE * Math.max(one, other) - 1e-9;
}

function sizeOf(sketches: Uint32Array, row: number): number {
  return sketches[row * SKETCH_WORDS + SIZE_AT] ?? 0;
}
