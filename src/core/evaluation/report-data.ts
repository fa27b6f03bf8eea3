import { type Headroom, headroomOf } from '../insight/headroom.ts';
import { type Learned, type LearningCurve, learningCurves } from '../insight/learning-curve.ts';
import { findMetric } from '../metrics/index.ts';
import type { Metric } from '../metrics/metric.ts';
import type { Comparison } from './compare-models.ts';
import type { Evaluation } from './evaluation.ts';
import type { Estimate } from './interval.ts';
import { resamplesFor } from './interval.ts';
import { ROW_FLAGS, type Scores } from './scores.ts';
import type { SliceOf, SliceScores } from './slices.ts';

/** A row that a report shows. */
export interface ReportExample {
  readonly kind: 'regression' | 'improvement';
  /** From 1, in the version. */
  readonly row: number;
  readonly input: string;
  readonly reference: string | null;
  /** In the order of the models; null where there is none. */
  readonly answers: readonly (string | null)[];
}

/** Everything that a report says, for programs. */
export interface ReportData {
  readonly kind: 'lapidary-evaluation';
  readonly version: 1;
  readonly dataset: { readonly name: string; readonly version: number; readonly digest: string };
  readonly createdAt: string;
  readonly sample: Evaluation['sample'];
  readonly rows: number;
  readonly unaskable: number;
  readonly settings: Evaluation['settings'];
  readonly state: Evaluation['state'];
  readonly models: readonly ReportModel[];
  readonly metrics: readonly ReportMetric[];
  readonly changes: Readonly<Record<'different' | 'regressions' | 'improvements' | 'errors', number>>;
  /** What is to be gained by tuning; null where that isn't known, as long as answers are missing for one. */
  readonly headroom: Headroom | null;
  readonly curves: readonly LearningCurve[];
  /** null where nobody has asked for slices, or nothing tells right answers from wrong ones. */
  readonly slices: ReportSlices | null;
  readonly examples: readonly ReportExample[];
  /** What the figures can't say. */
  readonly limits: readonly string[];
}

export interface ReportModel {
  readonly title: string;
  readonly key: string;
  readonly kind: 'base' | 'tuned';
  readonly answered: number;
  readonly failed: number;
  readonly maybeCharged: number;
  readonly cost: number | null;
  readonly versions: Scores['models'][number]['versions'];
}

export interface ReportMetric {
  readonly id: string;
  readonly title: string;
  readonly summary: string;
  readonly unit: Metric['unit'];
  /** In the order of the models. */
  readonly estimates: readonly (Estimate | null)[];
  /** Each further model against the first. */
  readonly comparisons: readonly { readonly model: number; readonly comparison: Comparison }[];
}

export interface ReportSlices {
  /** The one that slices are scored by. */
  readonly metric: string;
  readonly slices: readonly {
    readonly of: SliceOf;
    /** How many. */
    readonly rows: number;
    /** In the order of the models. */
    readonly estimates: readonly (Estimate | null)[];
  }[];
}

/** What a report is made of beside the evaluation and its scores. */
export interface ReportInput {
  readonly datasetName: string;
  readonly examples: readonly ReportExample[];
  /** null where nobody has asked for them. */
  readonly slices: SliceScores | null;
  /** What tuned models have learned from, by their key. */
  readonly learned: ReadonlyMap<string, Learned>;
}

/** All that is known when the report is made. Conclusions are drawn where the page draws them: once all answers are there. */
export function reportData(
  evaluation: Evaluation,
  scores: Scores,
  { datasetName, examples, slices, learned }: ReportInput,
): ReportData {
  const isDone = evaluation.state === 'done';
  const count = (flag: number): number => scores.flags.reduce((sum, each) => sum + ((each & flag) === 0 ? 0 : 1), 0);
  return {
    ...{ kind: 'lapidary-evaluation', version: 1 },
    dataset: { name: datasetName, version: evaluation.versionNumber, digest: evaluation.digest },
    createdAt: new Date(evaluation.createdAt).toISOString(),
    ...{ sample: evaluation.sample, rows: evaluation.rows, unaskable: evaluation.unaskable },
    ...{ settings: evaluation.settings, state: evaluation.state },
    models: evaluation.models.map(({ title, key, kind }, index) => {
      const { answered = 0, failed = 0, lost = 0, cost = null, versions = [] } = scores.models[index] ?? {};
      return { title, key, kind, answered, failed, maybeCharged: lost, cost, versions };
    }),
    metrics: scores.metrics.flatMap((id) => {
      const metric = findMetric(id);
      return metric ? [metricOf(metric, scores)] : [];
    }),
    changes: {
      ...{ different: count(ROW_FLAGS.different), regressions: count(ROW_FLAGS.regression) },
      ...{ improvements: count(ROW_FLAGS.improvement), errors: count(ROW_FLAGS.error) },
    },
    headroom: isDone ? headroomOf(evaluation.models, scores) : null,
    curves: isDone ? learningCurves(evaluation.models, scores, learned) : [],
    ...{ slices: isDone ? slicesOfReport(slices) : null, examples },
    limits: limitsOf(evaluation, scores),
  };
}

function slicesOfReport(found: SliceScores | null): ReportSlices | null {
  if (!found || found.metric === null || found.slices.length === 0) return null;
  const slices = found.slices.map(({ of, rows, estimates }) => ({ of, rows: rows.length, estimates }));
  return { metric: found.metric, slices };
}

function metricOf({ id, title, summary, unit }: Metric, scores: Scores): ReportMetric {
  return {
    ...{ id, title, summary, unit },
    estimates: scores.models.map(({ estimates }) => estimates[id] ?? null),
    comparisons: scores.comparisons.flatMap(({ metric, model, comparison }) =>
      metric === id ? [{ model, comparison }] : [],
    ),
  };
}

function limitsOf(evaluation: Evaluation, scores: Scores): readonly string[] {
  const { models, rows, state, sample } = evaluation;
  const compared = scores.comparisons.length;
  const versions = new Set(scores.models.flatMap((each) => each.versions.map(({ version }) => version)));
  return [
    `Intervals are 95%: drawn again ${resamplesFor(rows)} times for sums, Wilson’s for shares. They say how much the choice of rows matters, not whether the rows are like those in production.`,
    ...(rows < 100 ? [`${rows} rows are few: small differences can’t be seen.`] : []),
    ...(compared > 5
      ? [`Of ${compared} comparisons at p = 0.05, about ${Math.round(compared / 20)} would look different by chance.`]
      : []),
    ...(sample.split === null
      ? ['The rows were not limited to a held-out split: a tuned model may have been trained on some of them.']
      : []),
    ...(state !== 'done' ? ['Not all questions were answered when this report was made.'] : []),
    ...(versions.size > models.length ? ['Some models answered as more than one version.'] : []),
  ];
}
