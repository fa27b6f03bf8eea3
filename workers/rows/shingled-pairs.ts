import { byLaterRow } from '../../src/core/recipe/compare-pairs.ts';
import { jaccard } from '../../src/core/duplicates/near/shingle-hashes.ts';

/** Shingles that the lead has in memory at once, 8 bytes each. */
const ROUND_SHINGLES = 5 << 20;
/** Shingles that a worker hands over at once. */
const TASK_SHINGLES = 512 << 10;

/** Rows of which a worker is asked for the shingles. */
export interface ShingleTask {
  readonly kind: 'shingles';
  /** Positions, ascending. */
  readonly rows: Uint32Array;
  /** How many shingles they have together. */
  readonly room: number;
}

/** The shingles of rows, one row after another, ascending in each. */
export interface Shingles {
  readonly shingles: Float64Array;
  /** Where those of each row end. */
  readonly ends: Uint32Array;
}

/** Pairs that are compared in one go, and the rows that they need, ascending. */
interface Round {
  /** Where the pairs are among all. */
  readonly places: Float64Array;
  readonly rows: Uint32Array;
}

/** Pairs of rows that are to be compared by their shingles, two positions a pair. */
export interface ShingledPairs {
  readonly pairs: Uint32Array;
  /** Every row is below it. */
  readonly count: number;
  /** How many shingles a row has. */
  readonly sizeOf: (row: number) => number;
}

/** What the lead needs of its team. */
interface ShingleTeam {
  /** Hears how many rows will be read before the first one is. */
  readonly expect: (rows: number) => void;
  /** Has tasks done by all workers; `onPart` gets what they give, in any order. */
  readonly run: (tasks: readonly ShingleTask[], onPart: (part: Shingles, index: number) => void) => Promise<void>;
}

/** How alike the rows of each pair are. Each row is read once a round, in as few rounds as bounded memory allows. */
export async function compareShingled(all: ShingledPairs, { expect, run }: ShingleTeam): Promise<Float64Array> {
  const { pairs } = all;
  const rounds = cutRounds(all, ROUND_SHINGLES);
  expect(rounds.reduce((sum, { rows }) => sum + rows.length, 0));
  const found = new Float64Array(pairs.length / 2);
  for (const round of rounds) {
    const sets = new Map<number, Float64Array>();
    const tasks = cutTasks(round, all, TASK_SHINGLES);
    await run(tasks, ({ shingles, ends }, index) => {
      for (const [at, row] of (tasks[index]?.rows ?? []).entries()) {
        sets.set(row, shingles.subarray(at === 0 ? 0 : ends[at - 1], ends[at]));
      }
    });
    for (const place of round.places) {
      const [one, other] = [sets.get(pairs[place * 2] ?? 0), sets.get(pairs[place * 2 + 1] ?? 0)];
      if (!one || !other) throw new Error('a row of a pair was not read');
      found[place] = jaccard(one, other);
    }
  }
  return found;
}

/** Puts pairs in rounds whose rows have at most `most` shingles; a pair that has more is a round by itself. */
export function cutRounds({ pairs, count, sizeOf }: ShingledPairs, most: number): Round[] {
  const order = byLaterRow(pairs);
  /** The round that a row was last needed in, + 1. */
  const seen = new Uint32Array(count);
  const rounds: Round[] = [];
  let rows: number[] = [];
  let [from, shingles] = [0, 0];
  const close = (to: number): void => {
    if (to > from) rounds.push({ places: order.subarray(from, to), rows: Uint32Array.from(rows).sort() });
    [from, shingles, rows] = [to, 0, []];
  };
  const missing = (row: number): number => (seen[row] === rounds.length + 1 ? 0 : sizeOf(row));
  const need = (row: number): void => {
    if (seen[row] === rounds.length + 1) return;
    shingles += sizeOf(row);
    seen[row] = rounds.length + 1;
    rows.push(row);
  };
  for (let at = 0; at < order.length; at++) {
    const place = order[at] ?? 0;
    const [one, other] = [pairs[place * 2] ?? 0, pairs[place * 2 + 1] ?? 0];
    if (shingles + missing(one) + missing(other) > most) close(at);
    need(one);
    need(other);
  }
  close(order.length);
  return rounds;
}

/** The rows of a round as tasks of about `most` shingles. */
function cutTasks({ rows }: Round, { sizeOf }: ShingledPairs, most: number): ShingleTask[] {
  const tasks: ShingleTask[] = [];
  let [from, room] = [0, 0];
  for (let at = 0; at < rows.length; at++) {
    room += sizeOf(rows[at] ?? 0);
    if (room < most && at + 1 < rows.length) continue;
    tasks.push({ kind: 'shingles', rows: rows.slice(from, at + 1), room });
    [from, room] = [at + 1, 0];
  }
  return tasks;
}
