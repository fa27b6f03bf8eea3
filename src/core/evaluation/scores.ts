import { metrics } from '../metrics/index.ts';
import type { Measure, MetricSettings, ScoredRow } from '../metrics/metric.ts';
import { isRight } from '../metrics/parts/is-right.ts';
import { type Comparison, compareModels } from './compare-models.ts';
import { type Confusion, confusionOf } from './confusion.ts';
import type { EvaluationRow, StoredAnswer } from './evaluation.ts';
import { type Estimate, estimateAll } from './interval.ts';

/** What an evaluation has come to so far. Models are named by their index. */
export interface Scores {
  readonly models: readonly ModelScores[];
  /** Metrics that say something about these rows, by id, in the order in which they are shown. */
  readonly metrics: readonly string[];
  /** Each further model against the first, by metric. */
  readonly comparisons: readonly ModelComparison[];
  /** A byte for each row of the evaluation: a sum of `ROW_FLAGS`. */
  readonly flags: Uint8Array;
}

export interface ModelScores {
  readonly answered: number;
  readonly failed: number;
  /** Answers that a blind comparison hides. */
  readonly sealed: number;
  /** Requests that may have been charged without an answer. */
  readonly lost: number;
  /** US dollars; null where no price is known. */
  readonly cost: number | null;
  /** How many answers each served version gave, most first; '' where the service didn't say. */
  readonly versions: readonly { readonly version: string; readonly answers: number }[];
  readonly estimates: Readonly<Record<string, Estimate>>;
  readonly confusion: Confusion | null;
}

export interface ModelComparison {
  readonly metric: string;
  /** The model that is compared with the first. */
  readonly model: number;
  readonly comparison: Comparison;
}

export const ROW_FLAGS = { different: 1, regression: 2, improvement: 4, error: 8, open: 16 } as const;

/** Draws the rows again: fixed, so that the same answers always have the same intervals. */
export const SCORE_SEED = 20_261_129;

/** Scores what is answered so far. `answers` by fingerprint. */
export function scoreEvaluation(
  rows: readonly EvaluationRow[],
  answers: ReadonlyMap<string, StoredAnswer>,
  models: number,
  settings: MetricSettings,
): Scores {
  const table = tableOf(rows, answers, models);
  const scored = scoredOf(rows, table);
  const measures = scored.map((each) => metrics.map((metric) => metric.measure(each, settings)));
  const all = [...rows.keys()];
  const answeredBy = scored.map((each) => all.filter((row) => each[row]?.answer !== null));
  const shown = metrics.filter((_, index) => measures.some((each) => each[index] !== null));
  return {
    models: table.map((column, model) => ({
      ...countsOf(column),
      estimates: estimatesOf(measures[model] ?? [], answeredBy[model] ?? []),
      confusion: confusionOf(scored[model] ?? []),
    })),
    metrics: shown.map(({ id }) => id),
    comparisons: comparisonsOf(measures, answeredBy),
    flags: Uint8Array.from(rows, (_, row) => flagsOf(rows[row], table, row)),
  };
}

/** For each model the rows with what it answered, as metrics take them. */
export function scoredRows(
  rows: readonly EvaluationRow[],
  answers: ReadonlyMap<string, StoredAnswer>,
  models: number,
): readonly (readonly ScoredRow[])[] {
  return scoredOf(rows, tableOf(rows, answers, models));
}

function scoredOf(
  rows: readonly EvaluationRow[],
  table: readonly (readonly (StoredAnswer | undefined)[])[],
): readonly (readonly ScoredRow[])[] {
  return table.map((column) => column.map((answer, row) => scoredRow(rows[row], answer)));
}

function tableOf(
  rows: readonly EvaluationRow[],
  answers: ReadonlyMap<string, StoredAnswer>,
  models: number,
): readonly (readonly (StoredAnswer | undefined)[])[] {
  return Array.from({ length: models }, (_, model) => rows.map(({ asks }) => answers.get(asks[model] ?? '')));
}

function scoredRow(row: EvaluationRow | undefined, stored: StoredAnswer | undefined): ScoredRow {
  const isAnswered = stored?.state === 'answered' && stored.answer !== null;
  return {
    reference: row?.expected ?? null,
    answer: isAnswered ? stored.answer.text : null,
    ms: stored?.ms ?? null,
    cost: stored?.cost ?? null,
  };
}

type Counts = Omit<ModelScores, 'estimates' | 'confusion'>;

function countsOf(column: readonly (StoredAnswer | undefined)[]): Counts {
  // Equal questions have one answer, which was paid once.
  const known = [...new Map(column.flatMap((each) => (each ? [[each.fingerprint, each] as const] : []))).values()];
  const versions = new Map<string, number>();
  for (const { answer } of known) {
    if (answer) versions.set(answer.modelVersion ?? '', (versions.get(answer.modelVersion ?? '') ?? 0) + 1);
  }
  const costs = known.flatMap(({ cost }) => (cost === null ? [] : [cost]));
  const count = (state: StoredAnswer['state']): number => column.filter((each) => each?.state === state).length;
  return {
    answered: count('answered'),
    failed: count('failed'),
    sealed: count('sealed'),
    lost: known.reduce((sum, { lost }) => sum + lost, 0),
    cost: costs.length === 0 ? null : costs.reduce((sum, cost) => sum + cost, 0),
    versions: [...versions]
      .map(([version, each]) => ({ version, answers: each }))
      .sort((a, b) => b.answers - a.answers),
  };
}

function estimatesOf(measures: readonly (Measure | null)[], rows: readonly number[]): Record<string, Estimate> {
  const estimates = estimateAll(measures, rows, SCORE_SEED);
  return Object.fromEntries(
    metrics.flatMap(({ id }, index) => {
      const estimate = estimates[index];
      return estimate ? [[id, estimate] as const] : [];
    }),
  );
}

function comparisonsOf(
  measures: readonly (readonly (Measure | null)[])[],
  answeredBy: readonly (readonly number[])[],
): ModelComparison[] {
  const first = new Set(answeredBy[0]);
  return measures.slice(1).flatMap((others, index) => {
    const model = index + 1;
    const both = (answeredBy[model] ?? []).filter((row) => first.has(row));
    return metrics.flatMap(({ id }, at) => {
      const comparison = compareModels(measures[0]?.[at] ?? null, others[at] ?? null, both, SCORE_SEED);
      return comparison ? [{ metric: id, model, comparison }] : [];
    });
  });
}

function flagsOf(
  row: EvaluationRow | undefined,
  table: readonly (readonly (StoredAnswer | undefined)[])[],
  at: number,
): number {
  const stored = table.map((column) => column[at]);
  const texts = stored.map((each) => (each?.state === 'answered' ? (each.answer?.text ?? '') : null));
  const [first = null, ...others] = texts;
  let flags = 0;
  if (others.some((each) => first !== null && each !== null && !isRight(first, each))) flags |= ROW_FLAGS.different;
  if (stored.some((each) => each?.state === 'failed' || (each?.answer?.blockReason ?? null) !== null))
    flags |= ROW_FLAGS.error;
  if (stored.some((each) => each === undefined || ['open', 'asking', 'batched'].includes(each.state)))
    flags |= ROW_FLAGS.open;
  const expected = row?.expected ?? null;
  if (expected === null || first === null) return flags;
  const isFirstRight = isRight(expected, first);
  for (const each of others) {
    if (each === null || isRight(expected, each) === isFirstRight) continue;
    flags |= isFirstRight ? ROW_FLAGS.regression : ROW_FLAGS.improvement;
  }
  return flags;
}
