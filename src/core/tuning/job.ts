import type { Limits } from '../models/catalogue.ts';
import type { TokenCorrection } from '../tokens/correction.ts';
import type { RecipeStep } from '../version/version.ts';
import type { LossCurve } from './loss/loss-point.ts';
import type { ModelRef, ServiceId } from './model-ref.ts';
import type { JobReading, RemoteState } from './reading.ts';
import type { ServiceProblem } from './service-problem.ts';
import type { TuningMethod } from './tuning-method.ts';

/** The settings of a job as its target defines them; numbers in the units of the service. */
export type TuningSettings = Readonly<Record<string, number | string | boolean>>;

/**
 * - `preparing`: the intent is stored, files are being written or uploaded; nothing was paid
 * - `creating`: the one request that costs money is out
 * - `unknown`: its answer was lost; the job is being looked for
 * - `asking`: it was not found; the user decides whether to send it again
 */
export type JobState =
  | 'preparing'
  | 'creating'
  | 'unknown'
  | 'asking'
  | 'queued'
  | 'running'
  | 'cancelling'
  | 'succeeded'
  | 'failed'
  | 'cancelled';

/** Where a tuned model comes from: all that is needed to make it again. */
export interface Passport {
  readonly datasetName: string;
  readonly versionId: string;
  readonly versionNumber: number;
  /** The version's digest, its marks included. */
  readonly digest: string;
  readonly recipe: readonly RecipeStep[];
  /** SHA-256 of the recipe as canonical JSON. */
  readonly recipeHash: string;
  readonly target: string;
  readonly baseModel: string;
  /** The tuned model that was tuned on; absent where it was the base model itself. */
  readonly preTuned?: PreTunedSource;
  readonly settings: TuningSettings;
  readonly split: SplitSettings;
  /** The limits that rows were checked against, the user's own included; absent in passports of before. */
  readonly limits?: Limits;
  /** What their tokens were corrected by, where they were counted. */
  readonly correction?: TokenCorrection;
  readonly trainingRows: number;
  readonly validationRows: number;
  readonly leftOutRows: number;
  /** SHA-256 of the files as they were sent. */
  readonly trainingSha256: string | null;
  readonly validationSha256: string | null;
  readonly estimate: Estimate;
  /** The one system instruction of all rows; null where they have none, or several. */
  readonly system: string | null;
  /** What the inputs were written by; null where no template was used. */
  readonly template: string | null;
}

/** A tuned model that is tuned on. */
export interface PreTunedSource {
  readonly service: ServiceId;
  /** `tunedModels/x`, `projects/P/locations/L/models/456@1`. */
  readonly name: string;
  /** null for the model as it was in the end. */
  readonly checkpoint: string | null;
  /** What it was tuned from in the first place: prices and limits are that model's. */
  readonly baseModel: string;
}

/** How rows were held out for validation. */
export interface SplitSettings {
  readonly seed: number;
  /** `split`: as the dataset's own split says; its test rows stay out of the job. */
  readonly by: 'share' | 'count' | 'split';
  /** A share in percent, or a number of rows. It and the seed decide nothing where the split does. */
  readonly amount: number;
  /** The mark that holds which row is on which side. */
  readonly mark: string;
}

/** What a job is expected to use, before the service has said so. */
export interface Estimate {
  readonly trainingTokens: number;
  readonly steps: number | null;
  /** US dollars; null where no price is known. */
  readonly cost: number | null;
  /** Where the price is from, and of when. */
  readonly priceSource: string;
}

export interface JobEvent {
  readonly at: number;
  readonly text: string;
  readonly tone: 'plain' | 'good' | 'bad';
}

export interface UploadedFile {
  readonly part: 'training' | 'validation';
  readonly uri: string;
  readonly bytes: number;
  readonly sent: number;
}

/** A job that the service has beside ours because the same start arrived twice. */
export interface TwinJob {
  readonly name: string;
  /** As it was last listed. */
  readonly state: RemoteState;
  readonly consoleUrl: string | null;
}

/** A job as it is stored. It never holds a credential. */
export interface TuningJob {
  /** Made before anything is sent; the service keeps it as a label or in the name, so that a lost job can be found. */
  readonly id: string;
  /** null for a job that was made elsewhere. */
  readonly datasetId: string | null;
  /** null for a few-shot pack: it is made here, and whoever serves its base serves it. */
  readonly service: ServiceId | null;
  readonly method: TuningMethod;
  readonly displayName: string;
  readonly project: string | null;
  readonly region: string | null;
  readonly state: JobState;
  readonly createdAt: number;
  readonly endedAt: number | null;
  readonly passport: Passport | null;
  /** The body of the create request without its data, as the screen shows it. */
  readonly request: string;
  readonly uploads: readonly UploadedFile[];
  readonly reading: JobReading | null;
  /** Every point that was ever read. */
  readonly curve: LossCurve;
  /** Every mean reward that was ever read; absent where the job learns otherwise. */
  readonly rewards?: LossCurve;
  readonly model: ModelRef | null;
  readonly events: readonly JobEvent[];
  readonly problem: ServiceProblem | null;
  /** Why it is not known whether the start had its effect, in words; null or absent where that is not in doubt. */
  readonly doubt?: string | null;
  /** How often the request that costs money was sent, or may have been; absent where it never was. */
  readonly sends?: number;
  /** Other jobs of this attempt at the service; absent until they have been looked for. */
  readonly twins?: readonly TwinJob[];
  readonly poll: PollPlan;
  /** Cancel when the validation loss has not improved for this many readings; null where that is not wanted. */
  readonly patience: number | null;
}

export interface PollPlan {
  /** Milliseconds since 1970. */
  readonly dueAt: number;
  /** Before this the service wants no request, nor the user's either; it may have passed. */
  readonly notBefore?: number;
  /** Failed polls in a row. */
  readonly failures: number;
  /** How many of them were refusals that waiting doesn't cure. */
  readonly refusals?: number;
  /** How often a job whose start had no answer was looked for in vain. */
  readonly searches?: number;
  /** When a search is planned before which the user wants one more. */
  readonly plannedAt?: number;
  /** Why nobody asks now: no credential, a daily quota, the switch "No network", or a service that keeps refusing. */
  readonly waiting: 'credential' | 'daily-quota' | 'network' | 'user' | null;
}
