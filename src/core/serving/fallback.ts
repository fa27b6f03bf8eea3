import { seededRandom, shuffled } from '../hash/seeded-random.ts';

/** A row that both models answered. */
export interface ServedRow {
  /** Of the model's answer, from 0 to 1. */
  readonly confidence: number;
  /** Whether the model was right, and whether the base was. */
  readonly model: boolean;
  readonly base: boolean;
}

/** What comes of asking the base wherever the model's confidence is below a threshold. */
export interface FallbackPoint {
  /** Below it the base is asked. 0: never. */
  readonly threshold: number;
  /** Share of rows that go to the base. */
  readonly asked: number;
  /** Share of rows that are answered right. */
  readonly right: number;
}

export interface Fallback {
  readonly rows: number;
  /** Share of rows that each alone answers right. */
  readonly model: number;
  readonly base: number;
  /** From no fallback on, by threshold. */
  readonly curve: readonly FallbackPoint[];
  /** The point with the most right answers; of several the one that asks the base least. */
  readonly best: FallbackPoint;
  /** Share of right answers where the threshold is chosen on one half of the rows and tried on the other: what to expect. */
  readonly expected: number;
}

const SEED = 20_261_130;

/** Chooses a threshold by what it would have done; null without rows. */
export function chooseFallback(rows: readonly ServedRow[]): Fallback | null {
  if (rows.length === 0) return null;
  const curve = curveOf(rows);
  const mixed = shuffled(rows, seededRandom(SEED));
  const half = Math.ceil(rows.length / 2);
  const [one, other] = [mixed.slice(0, half), mixed.slice(half)];
  const right = rightWith(other, bestOf(curveOf(one)).threshold) + rightWith(one, bestOf(curveOf(other)).threshold);
  const share = (pick: (row: ServedRow) => boolean): number => rows.filter(pick).length / rows.length;
  return {
    rows: rows.length,
    ...{ model: share((row) => row.model), base: share((row) => row.base) },
    ...{ curve, best: bestOf(curve), expected: right / rows.length },
  };
}

/** How many rows are right with a threshold. */
function rightWith(rows: readonly ServedRow[], threshold: number): number {
  return rows.filter((row) => (row.confidence < threshold ? row.base : row.model)).length;
}

function curveOf(rows: readonly ServedRow[]): FallbackPoint[] {
  const sorted = [...rows].sort((one, other) => one.confidence - other.confidence);
  let right = sorted.filter((row) => row.model).length;
  const points: FallbackPoint[] = [{ threshold: 0, asked: 0, right: right / Math.max(1, rows.length) }];
  sorted.forEach((row, at) => {
    right += Number(row.base) - Number(row.model);
    const next = sorted[at + 1];
    if (next?.confidence === row.confidence) return;
    // Between this confidence and the next: a rounded threshold still parts the same rows.
    const threshold = next === undefined ? row.confidence + 1e-9 : (row.confidence + next.confidence) / 2;
    points.push({ threshold, asked: (at + 1) / rows.length, right: right / rows.length });
  });
  return points;
}

function bestOf(curve: readonly FallbackPoint[]): FallbackPoint {
  return curve.reduce(
    (best, point) => (point.right > best.right ? point : best),
    curve[0] ?? { threshold: 0, asked: 0, right: 0 },
  );
}
