import { seededRandom, shuffled } from '../hash/seeded-random.ts';

/** This many rows are counted at the service: few enough for any rate limit, and mostly within a few per cent. */
export const SAMPLE_SIZE = 20;

/** What is known of each row; one entry a row. */
export interface EstimatedRows {
  /** Tokens that one epoch is billed for, as estimated. */
  readonly likely: Uint32Array;
  readonly high: Uint32Array;
  /** 1 where the row can't be sent. */
  readonly faulty: Uint8Array;
  /** 1 where it has media, whose tokens no estimate knows. */
  readonly media: Uint8Array;
}

export interface SampledRow {
  /** In the version's list. */
  readonly position: number;
  /** For how many of the estimated tokens it stands. */
  readonly weight: number;
}

/**
 * Chooses the rows to count, for a correction of the whole estimate: systematically, with chances in proportion to the
 * estimates (Madow 1949), from rows that are sorted by the kind of their text and then by length. So each kind of text and
 * each length has its share of the sample, and a token of a long row counts like one of a short row. Rows so long that they
 * are chosen in any case are taken first. In an order of chance, so that a count that was cut short is a fair sample, too.
 */
export function chooseRows(rows: EstimatedRows, seed: number, size = SAMPLE_SIZE): readonly SampledRow[] {
  const random = seededRandom(seed);
  const start = random();
  const all = sortRows(rows).map((position): SampledRow => ({ position, weight: rows.likely[position] ?? 0 }));
  const { long, rest, step } = takeLong(all, size);
  return shuffled([...long, ...takeEvenly(rest, step, start)], random);
}

/** Rows that hold a whole part of what is left to choose from; where there are no more than are wanted, all. */
function takeLong(all: readonly SampledRow[], size: number) {
  let long: readonly SampledRow[] = [];
  let rest = all;
  while (rest.length > 0) {
    const left = size - long.length;
    const step = rest.length <= left ? 0 : sumOf(rest) / left;
    const more = rest.filter(({ weight }) => weight >= step);
    if (more.length === 0) return { long, rest, step };
    long = [...long, ...more];
    rest = rest.filter(({ weight }) => weight < step);
  }
  return { long, rest, step: 0 };
}

/** One row of each `step` of estimated tokens, each standing for as many. */
function takeEvenly(rows: readonly SampledRow[], step: number, start: number): readonly SampledRow[] {
  const chosen: SampledRow[] = [];
  let sum = 0;
  for (const { position, weight } of rows) {
    sum += weight;
    if ((start + chosen.length) * step < sum) chosen.push({ position, weight: step });
  }
  return chosen;
}

function sumOf(rows: readonly SampledRow[]): number {
  return rows.reduce((sum, { weight }) => sum + weight, 0);
}

/** Positions of the rows that can be counted. How wide an estimate is tells the kind of text: prose, code, other scripts. */
function sortRows({ likely, high, faulty, media }: EstimatedRows): readonly number[] {
  const keys: number[] = [];
  for (let row = 0; row < likely.length; row++) {
    const estimate = likely[row] ?? 0;
    if (estimate === 0 || faulty[row] === 1 || media[row] === 1) continue;
    const kind = Math.min(31, Math.round((10 * (high[row] ?? 0)) / estimate));
    // One number for what is sorted by, since numbers sort fast: 5 bits, 5 bits, and the position.
    keys.push((kind * 32 + octave(estimate)) * 2 ** 32 + row);
  }
  return Array.from(Float64Array.from(keys).sort(), (key) => key % 2 ** 32);
}

/** Unlike Math.log2, the same on every machine. */
function octave(estimate: number): number {
  return 31 - Math.clz32(estimate);
}
