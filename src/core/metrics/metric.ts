import type { AnswerContract } from '../health/output-form-words.ts';

/** One question with what should come out and what one model answered. */
export interface ScoredRow {
  /** null where the row has no output to compare with. */
  readonly reference: string | null;
  /** null where there is no answer: such a row is never counted. */
  readonly answer: string | null;
  /** From the request to the end of the answer, in milliseconds; null where it wasn't measured. */
  readonly ms: number | null;
  /** In US dollars; null where no price is known. */
  readonly cost: number | null;
}

/** What some metrics need to know. */
export interface MetricSettings {
  /** A regular expression that answers should match; empty where none is wanted. */
  readonly pattern: string;
  /** What the user says outputs should look like; absent or null where that is learned from the references. */
  readonly contract?: AnswerContract | null;
}

/**
 * A figure that follows from sums over rows. So a corpus metric (BLEU is no mean of rows) can be resampled as cheaply as a
 * mean: the statistics of a row are made once and only added up again.
 */
export interface SummedMeasure {
  readonly kind: 'sums';
  /** How many numbers are summed. */
  readonly width: number;
  /** Whether each row is a yes or a no: the sums are then how many are yes, and how many were counted. */
  readonly binary: boolean;
  /** Adds the statistics of a row, by its index. */
  add(row: number, into: Float64Array): void;
  /** The figure; null where nothing was counted. */
  figure(sums: Float64Array): number | null;
}

/** A percentile of a number that each row has. */
export interface RankedMeasure {
  readonly kind: 'ranks';
  /** NaN where a row has none. */
  readonly values: Float64Array;
  /** 0.5 is the median. */
  readonly share: number;
}

export type Measure = SummedMeasure | RankedMeasure;

/** One way to score answers: a file of this folder. */
export interface Metric {
  /** Equal to the file's name. */
  readonly id: string;
  readonly title: string;
  /** What it measures, in one sentence for people. */
  readonly summary: string;
  /** `share`: 0 to 1, shown as per cent. `score`: 0 to 100. `ratio`: 1 is even. */
  readonly unit: 'share' | 'score' | 'ratio' | 'ms' | 'dollars';
  readonly better: 'higher' | 'lower' | 'neither';
  /** Where it is shown among the others; those that most people look for first. */
  readonly order: number;
  /** Reads all rows of one model; null where the metric says nothing about such rows. */
  measure(rows: readonly ScoredRow[], settings: MetricSettings): Measure | null;
}
