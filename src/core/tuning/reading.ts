import type { LossCurve } from './loss/loss-point.ts';
import type { ServedModel } from './model-ref.ts';

/** What becomes of a job at its service. */
export type RemoteState = 'queued' | 'running' | 'cancelling' | 'succeeded' | 'failed' | 'cancelled';

/** How often values of one kind occur in the examples, as the service counted them. */
export interface Distribution {
  readonly min: number;
  readonly max: number;
  readonly mean: number;
  readonly median: number;
  readonly p5: number;
  readonly p95: number;
  readonly sum: number;
  readonly buckets: readonly { readonly left: number; readonly right: number; readonly count: number }[];
}

/** What the service found when it read the training file. */
export interface DataReport {
  readonly examples: number | null;
  readonly billableTokens: number | null;
  readonly steps: number | null;
  readonly inputTokens: Distribution | null;
  readonly outputTokens: Distribution | null;
  /** How many examples were cut; the lines of some of them, 1-based. */
  readonly truncated: number;
  readonly truncatedLines: readonly number[];
  /** Examples that the service left out without a word of its own. */
  readonly droppedLines: readonly { readonly line: number | null; readonly reason: string }[];
}

/** A model as it was after some epoch. */
export interface Checkpoint {
  readonly id: string;
  readonly epoch: number | null;
  readonly step: number | null;
  readonly model: ServedModel;
}

/** A job as its service describes it now. Absent figures are null: nothing is made up. */
export interface JobReading {
  /** `tunedModels/x/operations/y` or `projects/P/locations/L/tuningJobs/ID`: what is asked for again. */
  readonly name: string;
  readonly displayName: string;
  readonly state: RemoteState;
  /** The service's own word for the state or phase: "JOB_STATE_PENDING". */
  readonly stateName: string;
  readonly baseModel: string;
  /** 0…100. */
  readonly percent: number | null;
  readonly step: number | null;
  readonly totalSteps: number | null;
  readonly epochs: number | null;
  /** RFC 3339, as the service gives it. */
  readonly createTime: string | null;
  readonly startTime: string | null;
  readonly endTime: string | null;
  readonly curve: LossCurve;
  /** Mean rewards in place of losses; absent where the job has none, because it learns otherwise. */
  readonly rewards?: LossCurve;
  readonly tunedModel: ServedModel | null;
  /** The name under which the tuned model is renamed or deleted: `tunedModels/x`, `projects/…/models/456@1`. */
  readonly modelName: string | null;
  readonly checkpoints: readonly Checkpoint[];
  readonly data: DataReport | null;
  readonly error: { readonly code: number; readonly message: string } | null;
  /** Our attempt's id, where the job carries it. */
  readonly attempt: string | null;
  /** Where the console shows it; null where there is no such page. */
  readonly consoleUrl: string | null;
}
