import { textOfTurn } from '../conversion/changes/turn-text.ts';
import { findMetric } from '../metrics/index.ts';
import type { MetricSettings, ScoredRow } from '../metrics/metric.ts';
import { classesOf } from '../metrics/parts/classes-of.ts';
import type { EvaluationRow } from './evaluation.ts';
import { type Estimate, estimateAll } from './interval.ts';
import { SCORE_SEED } from './scores.ts';
import { TELLING } from './telling-metrics.ts';

/** Rows of an evaluation that have something in common. */
export interface Slice {
  readonly of: SliceOf;
  /** Ascending indexes of its rows. */
  readonly rows: Uint32Array;
}

/** What its rows have in common: their label, the value of a mark, or about the length of their question in characters. */
export type SliceOf =
  | { readonly kind: 'label'; readonly label: string }
  | { readonly kind: 'mark'; readonly name: string; readonly value: string }
  /** Both ends inclusive; null where it has no end. */
  | { readonly kind: 'length'; readonly from: number; readonly to: number | null };

/** A mark of the version with its value for each row of the evaluation; null where a row has none. */
export interface RowMarks {
  readonly name: string;
  readonly values: readonly (string | null)[];
}

/** With more values a mark or a label divides rows so finely that no slice says anything. */
const MOST_VALUES = 30;
/** Questions are sorted by length into this many slices of about equal size. */
const LENGTHS = 3;
/** Fewer rows make no slices by length. */
const FEWEST_ROWS = 9;

/** All slices of an evaluation: by label where outputs are classes, by mark, and by the length of the question. */
export function slicesOf(rows: readonly EvaluationRow[], marks: readonly RowMarks[]): readonly Slice[] {
  return [
    ...byLabel(rows),
    ...marks.flatMap(({ name, values }) => byValue(values, (value) => ({ kind: 'mark', name, value }))),
    ...byLength(rows),
  ];
}

function byLabel(rows: readonly EvaluationRow[]): readonly Slice[] {
  const classes = classesOf(rows.map(({ expected }) => ({ reference: expected, answer: null, ms: null, cost: null })));
  if (!classes) return [];
  const { names, references } = classes;
  return byValue(
    Array.from(references, (code) => names[code] ?? null),
    (label) => ({ kind: 'label', label }),
  );
}

/** None where all rows have the same value, or nearly each another one. */
function byValue(values: readonly (string | null)[], of: (value: string) => SliceOf): readonly Slice[] {
  const groups = new Map<string, number[]>();
  for (const [row, value] of values.entries()) {
    if (value === null) continue;
    const group = groups.get(value);
    if (group) group.push(row);
    else groups.set(value, [row]);
  }
  const isOne = groups.size < 2 && [...groups.values()][0]?.length === values.length;
  if (groups.size === 0 || isOne || groups.size > MOST_VALUES) return [];
  return [...groups]
    .sort(([, one], [, other]) => other.length - one.length)
    .map(([value, found]) => ({ of: of(value), rows: Uint32Array.from(found) }));
}

function byLength(rows: readonly EvaluationRow[]): readonly Slice[] {
  if (rows.length < FEWEST_ROWS) return [];
  const lengths = rows.map(({ turns }) => turns.reduce((sum, turn) => sum + textOfTurn(turn).length, 0));
  const sorted = [...lengths].sort((one, other) => one - other);
  const ends = Array.from(
    { length: LENGTHS - 1 },
    (_, at) => sorted[Math.ceil(((at + 1) * rows.length) / LENGTHS) - 1] ?? 0,
  );
  const bounds = [...new Set(ends)].filter((end) => end < (sorted.at(-1) ?? 0));
  if (bounds.length === 0) return [];
  const indexes = [...rows.keys()];
  return [...bounds, null].map((to, at) => {
    const from = (bounds[at - 1] ?? -1) + 1;
    const isInside = (length: number): boolean => length >= from && (to === null || length <= to);
    const inside = indexes.filter((row) => isInside(lengths[row] ?? 0));
    return { of: { kind: 'length', from, to }, rows: Uint32Array.from(inside) };
  });
}

/** How well each model does on a slice. */
export interface SliceScore extends Slice {
  /** By model; null where it has answered none of these rows. */
  readonly estimates: readonly (Estimate | null)[];
}

export interface SliceScores {
  /** null where no metric tells more from less: slices have no estimates then. */
  readonly metric: string | null;
  readonly slices: readonly SliceScore[];
}

/**
 * Scores slices by the first metric that says something about all rows: accuracy, fields of JSON, match, else ROUGE-L.
 * `scored`: for each model its rows. The metric is measured over all rows, so that classes are those of all.
 */
export function scoreSlices(
  slices: readonly Slice[],
  scored: readonly (readonly ScoredRow[])[],
  settings: MetricSettings,
): SliceScores {
  for (const metric of TELLING) {
    const measures = scored.map((rows) => findMetric(metric)?.measure(rows, settings) ?? null);
    if (measures.length === 0 || measures.some((measure) => measure === null)) continue;
    const estimateOf = (model: number, rows: Uint32Array): Estimate | null => {
      const answered = [...rows].filter((row) => scored[model]?.[row]?.answer !== null);
      if (answered.length === 0) return null;
      return estimateAll([measures[model] ?? null], answered, SCORE_SEED)[0] ?? null;
    };
    const estimates = (rows: Uint32Array): (Estimate | null)[] => measures.map((_, model) => estimateOf(model, rows));
    return { metric, slices: slices.map((slice) => ({ ...slice, estimates: estimates(slice.rows) })) };
  }
  return { metric: null, slices: slices.map((slice) => ({ ...slice, estimates: [] })) };
}
