import type { Json, JsonObject } from '../json.ts';
import type { TuningJobRecord } from '../state.ts';
import { describeDistribution } from './distribution.ts';
import { countSteps } from './job-progress.ts';

const SAMPLE = 10;

/** What was found already: it does not change, and a large set takes long. */
const KNOWN = new WeakMap<TuningJobRecord, JsonObject>();

/** What the service found in the training set (V2). */
export function describeDataStats(job: TuningJobRecord): JsonObject {
  const stats = KNOWN.get(job) ?? compute(job);
  KNOWN.set(job, stats);
  return stats;
}

function compute(job: TuningJobRecord): JsonObject {
  const { examples } = job.training;
  const sum = (pick: (example: (typeof examples)[number]) => number): number =>
    examples.reduce((total, example) => total + pick(example), 0);
  const spread = (pick: (example: (typeof examples)[number]) => number, epochs = job.epochs): JsonObject =>
    describeDistribution(examples.map(pick), epochs);
  const common = {
    tuningDatasetExampleCount: String(examples.length),
    totalBillableTokenCount: String(sum(({ billableTokens }) => billableTokens) * job.epochs),
    tuningStepCount: String(countSteps(job)),
    userInputTokenDistribution: spread(({ inputTokens }) => inputTokens),
    userOutputTokenDistribution: spread(({ outputTokens }) => outputTokens),
  };
  if (job.method === 'preference') {
    const scores = describeDistribution(
      examples.flatMap(() => [1, 0]),
      1,
    );
    const variance = describeDistribution(
      examples.map(() => 0.25),
      1,
    );
    const spreads = { scoresDistribution: scores, scoreVariancePerExampleDistribution: variance };
    return {
      preferenceOptimizationDataStats: { ...common, ...spreads, ...describeSample(job), ...describeDropped(job) },
    };
  }
  if (job.method === 'reinforcement') {
    const contentsPerExampleDistribution = spread(({ messages }) => messages, 1);
    const shown = { userDatasetExamples: [{ contents: describeSample(job).userDatasetExamples }] };
    return {
      reinforcementTuningDataStats: {
        ...{ ...common, contentsPerExampleDistribution, reinforcementTuningUserDatasetExamples: shown },
        ...describeDropped(job),
      },
    };
  }
  return {
    supervisedTuningDataStats: {
      ...common,
      totalTuningCharacterCount: String(sum(({ characters }) => characters)),
      userMessagePerExampleDistribution: spread(({ messages }) => messages, 1),
      ...describeSample(job),
      ...describeDropped(job),
    },
  };
}

function describeSample({ training }: TuningJobRecord): { readonly userDatasetExamples: Json } {
  const sample = training.examples.slice(0, 1).flatMap(({ contents }) => contents);
  return { userDatasetExamples: sample };
}

/** The lists are a sample, parallel to each other; only supervised tuning counts what it left out. */
function describeDropped({ training, method }: TuningJobRecord): JsonObject {
  const { dropped } = training;
  if (dropped.length === 0) return {};
  const sample = dropped.slice(0, SAMPLE);
  const indices = sample.map(({ line }) => String(line));
  const droppedExampleReasons = sample.map(({ reason }) => reason);
  if (method !== 'supervised') return { droppedExampleIndices: indices, droppedExampleReasons };
  return {
    totalTruncatedExampleCount: String(dropped.length),
    truncatedExampleIndices: indices,
    droppedExampleReasons,
  };
}
