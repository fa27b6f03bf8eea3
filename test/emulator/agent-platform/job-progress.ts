import type { TuningJobRecord } from '../state.ts';

/** How far a job is, which its record and the time decide. */
export interface JobProgress {
  readonly state: 'PENDING' | 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'CANCELLING' | 'CANCELLED';
  /** Of the run: the dataset is read, steps are made, the model is deployed. */
  readonly phase: 'WAITING_FOR_QUOTA' | 'PROCESSING_DATASET' | 'TUNING' | 'POST_PROCESSING' | undefined;
  readonly steps: number;
  readonly startedAt?: number;
  readonly endedAt?: number;
  readonly error?: { readonly code: number; readonly message: string };
}

/** One run with 166 examples and 40 epochs had 840 steps: batches of eight, and no batch over two epochs. */
const BATCH = 8;
const CANCELLING_MS = 2000;
/** The part of a run in which it makes steps. */
const [FIRST, LAST] = [0.1, 0.95];
const MOST_VALIDATION = 5000;
/** Of reinforcement tuning. */
const [MOST_PROMPTS, MOST_HELD_PROMPTS] = [5000, 500];

export function countSteps({ training, epochs }: TuningJobRecord): number {
  return Math.ceil(training.examples.length / BATCH) * epochs;
}

export function stepsPerEpoch(job: TuningJobRecord): number {
  return countSteps(job) / job.epochs;
}

/** When a step was made, in ms. */
export function timeOfStep(job: TuningJobRecord, step: number): number {
  const share = FIRST + ((LAST - FIRST) * step) / Math.max(1, countSteps(job));
  return job.createdAt + job.plan.queueMs + job.plan.durationMs * share;
}

export function progressOf(job: TuningJobRecord, now: number): JobProgress {
  const { plan, createdAt, cancelledAt } = job;
  const startedAt = createdAt + plan.queueMs;
  const ending = endOf(job, startedAt);
  const until = Math.min(
    now,
    cancelledAt ?? Infinity,
    plan.outcome === 'stall' ? startedAt + plan.durationMs / 2 : ending.at,
  );
  const steps = countDone(job, until);
  const started = until >= startedAt ? { startedAt } : {};
  if (cancelledAt !== undefined && cancelledAt < ending.at) {
    const endedAt = cancelledAt + CANCELLING_MS;
    if (now < endedAt) return { state: 'CANCELLING', phase: undefined, steps, ...started };
    const error = { code: 1, message: 'The tuning job was cancelled.' };
    return { state: 'CANCELLED', phase: undefined, steps, ...started, endedAt, error };
  }
  if (now < startedAt) return { state: 'PENDING', phase: 'WAITING_FOR_QUOTA', steps: 0 };
  if (now < ending.at) return { state: 'RUNNING', phase: phaseOf(job, until), steps, startedAt };
  const { error } = ending;
  const end = { phase: undefined, steps, startedAt, endedAt: ending.at };
  return error === undefined ? { state: 'SUCCEEDED', ...end } : { state: 'FAILED', ...end, error };
}

function endOf(job: TuningJobRecord, startedAt: number): { at: number; error?: { code: number; message: string } } {
  const { plan } = job;
  const error = job.unread ?? findDataFault(job);
  if (error !== undefined) return { at: whenRead(job), error };
  if (plan.outcome === 'stall') return { at: Infinity };
  if (plan.outcome === 'succeed') return { at: startedAt + plan.durationMs };
  const internal = plan.error ?? { code: 13, message: 'Internal error occurred during tuning.' };
  return { at: startedAt + plan.durationMs / 2, error: internal };
}

/** Until then, a job needs its files, in ms. */
export function whenRead({ createdAt, plan }: TuningJobRecord): number {
  return createdAt + plan.queueMs + plan.durationMs * FIRST;
}

/** What about the data ends a job when it has read them. */
function findDataFault({
  method,
  training,
  validation,
}: TuningJobRecord): { code: number; message: string } | undefined {
  if (training.examples.length === 0) {
    const reason = training.dropped[0]?.reason ?? 'it is empty.';
    return { code: 3, message: `The training dataset has no valid example: ${reason}` };
  }
  const held = validation?.examples.length ?? 0;
  if (method === 'reinforcement') return findPromptFault(training.examples.length, held);
  // Over 1000 of them, there may not be more than 30 % of the training examples (gemini-api §4.1).
  const most = held > 1000 ? Math.min(MOST_VALIDATION, Math.floor(training.examples.length * 0.3)) : MOST_VALIDATION;
  if (held <= most) return undefined;
  return { code: 3, message: `The validation dataset has ${held} examples; at most ${most} are allowed.` };
}

function findPromptFault(prompts: number, held: number): { code: number; message: string } | undefined {
  if (prompts > MOST_PROMPTS)
    return { code: 3, message: `The training dataset has more than ${MOST_PROMPTS} examples.` };
  if (held > MOST_HELD_PROMPTS)
    return { code: 3, message: `The validation dataset has more than ${MOST_HELD_PROMPTS} examples.` };
  return undefined;
}

function countDone(job: TuningJobRecord, now: number): number {
  const total = countSteps(job);
  const run = now - job.createdAt - job.plan.queueMs;
  const share = job.plan.durationMs === 0 ? Number(run >= 0) : run / job.plan.durationMs;
  const done = Math.floor((total * (share - FIRST)) / (LAST - FIRST) + 1e-9);
  return Math.max(0, Math.min(total, done));
}

function phaseOf(job: TuningJobRecord, now: number): JobProgress['phase'] {
  const share = (now - job.createdAt - job.plan.queueMs) / job.plan.durationMs;
  if (share < FIRST) return 'PROCESSING_DATASET';
  return share < LAST ? 'TUNING' : 'POST_PROCESSING';
}
