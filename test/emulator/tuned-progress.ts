import { protoTime } from './clock.ts';
import { shortFloat, type JsonObject } from './json.ts';
import { plannedLoss, seedOf } from './loss.ts';
import type { TunedModelRecord } from './state.ts';

/** How far a tuning with an API key is, which the record and the time decide. */
export interface TunedProgress {
  readonly state: 'CREATING' | 'ACTIVE' | 'FAILED';
  readonly totalSteps: number;
  readonly completedSteps: number;
  readonly snapshots: readonly JsonObject[];
  /** When it ended, in ms. */
  readonly endedAt?: number;
  readonly error?: JsonObject;
}

const MOST_SNAPSHOTS = 200;

export function progressOf(record: TunedModelRecord, now: number): TunedProgress {
  const { examples, hyperparameters, plan } = record;
  // The three formulas fit every recorded output (gemini-api §3.2).
  const totalSteps = Math.ceil((examples.length * hyperparameters.epochCount) / hyperparameters.batchSize);
  const start = record.createdAt + plan.queueMs;
  const planned = start + plan.durationMs * (plan.outcome === 'succeed' ? 1 : 0.5);
  const until = Math.min(now, planned, record.cancelledAt ?? Infinity);
  const share = plan.durationMs === 0 ? Number(until >= start) : (until - start) / plan.durationMs;
  const completedSteps = Math.max(0, Math.floor(totalSteps * share + 1e-9));
  const snapshots = listSnapshots(record, totalSteps, completedSteps);
  return { totalSteps, completedSteps, snapshots, ...judge(record, planned, now) };
}

function judge(
  { plan, cancelledAt }: TunedModelRecord,
  planned: number,
  now: number,
): Pick<TunedProgress, 'state' | 'endedAt' | 'error'> {
  if (cancelledAt !== undefined && !(plan.outcome !== 'stall' && planned <= cancelledAt)) {
    return { state: 'FAILED', endedAt: cancelledAt, error: status(1, 'The operation was cancelled.') };
  }
  if (plan.outcome === 'stall' || now < planned) return { state: 'CREATING' };
  if (plan.outcome === 'succeed') return { state: 'ACTIVE', endedAt: planned };
  return { state: 'FAILED', endedAt: planned, error: plannedError(plan) };
}

function plannedError({ error }: TunedModelRecord['plan']): JsonObject {
  return status(error?.code ?? 13, error?.message ?? 'Internal error occurred during tuning.');
}

/** google.rpc.Status, whose code is gRPC's (E5). */
function status(code: number, message: string): JsonObject {
  return { code, message, details: [] };
}

function listSnapshots(record: TunedModelRecord, totalSteps: number, completedSteps: number): JsonObject[] {
  const stride = Math.ceil(totalSteps / MOST_SNAPSHOTS);
  const snapshots: JsonObject[] = [];
  for (let step = 1; step <= completedSteps; step++) {
    if (step % stride === 0 || step === 1 || step === totalSteps) snapshots.push(describe(record, step, totalSteps));
  }
  return snapshots;
}

function describe(
  { createdAt, plan, hyperparameters, examples }: TunedModelRecord,
  step: number,
  totalSteps: number,
): JsonObject {
  const epoch = Math.floor((step * hyperparameters.batchSize) / examples.length);
  const at = createdAt + plan.queueMs + (plan.durationMs * step) / totalSteps;
  // Proto3's JSON leaves zeros out: the first snapshots have no epoch.
  return {
    step,
    ...(epoch > 0 && { epoch }),
    meanLoss: plannedLoss(plan.curve, step, totalSteps, { seed: seedOf(examples), epochs: hyperparameters.epochCount }),
    computeTime: protoTime(at, 9),
  };
}

/** What an operation tells of its progress (E2, E3). */
export function describeMetadata(record: TunedModelRecord, progress: TunedProgress): JsonObject {
  const { totalSteps, completedSteps, snapshots } = progress;
  const completedPercent = shortFloat((100 * completedSteps) / totalSteps);
  return {
    '@type': 'type.googleapis.com/google.ai.generativelanguage.v1beta.CreateTunedModelMetadata',
    totalSteps,
    ...(completedSteps > 0 && { completedSteps, completedPercent, snapshots }),
    tunedModel: `tunedModels/${record.id}`,
  };
}
