import type { Lesson } from './answers.ts';
import type { Dataset } from './agent-platform/dataset.ts';
import type { Content, GenerateRequest } from './content.ts';
import { decideByHash, type DecisionAsked } from './decision-question.ts';
import type { Json, JsonObject } from './json.ts';

/** How the next jobs end, by the emulator's clock. */
export interface JobPlan {
  outcome: 'succeed' | 'fail' | 'stall';
  /** How its training loss goes on; it falls where nothing is said. */
  curve?: 'diverges' | 'breaks';
  /** What it fails with; an internal error where nothing is said. */
  error?: { readonly code: number; readonly message: string };
  queueMs: number;
  durationMs: number;
}

export interface Hyperparameters {
  readonly epochCount: number;
  readonly batchSize: number;
  readonly learningRate?: number;
  readonly learningRateMultiplier?: number;
}

/** A model that was tuned with an API key; how far it is follows from the plan and the clock. */
export interface TunedModelRecord {
  readonly id: string;
  readonly baseModel: string;
  displayName: string;
  description: string;
  temperature: number;
  topP: number;
  topK: number;
  readerProjectNumbers: readonly number[];
  readonly hyperparameters: Hyperparameters;
  readonly examples: readonly Lesson[];
  readonly plan: Readonly<JobPlan>;
  readonly operation: string;
  readonly createdAt: number;
  updatedAt: number;
  cancelledAt?: number;
}

export interface PermissionRecord {
  readonly id: string;
  readonly granteeType: string;
  /** Empty for EVERYONE. */
  readonly emailAddress: string;
  role: string;
}

export interface CachedContentRecord {
  readonly id: string;
  readonly model: string;
  readonly displayName: string;
  readonly contents: readonly Content[];
  readonly systemInstruction: Content | undefined;
  readonly tokens: number;
  readonly createdAt: number;
  expiresAt: number;
}

/** Questions that are answered within a day. */
export interface BatchRecord {
  readonly id: string;
  readonly model: string;
  readonly displayName: string;
  readonly createdAt: number;
  readonly requests: readonly { readonly request: GenerateRequest; readonly metadata: Json }[];
  readonly durationMs: number;
  cancelledAt?: number;
  /** Once it is done. */
  answers?: readonly Json[];
}

/** What the bucket holds under a name. */
export interface StoredObject {
  readonly name: string;
  readonly bytes: Buffer;
  readonly contentType: string;
  readonly generation: number;
  readonly createdAt: number;
}

/** An upload in pieces that is under way, or done. */
export interface UploadRecord {
  readonly name: string;
  readonly contentType: string;
  /** Only where no object has the name. */
  readonly mustBeNew: boolean;
  parts: Buffer[];
  received: number;
  done?: StoredObject;
}

/** The only bucket. */
export interface BucketRecord {
  location: string;
  versioning: boolean;
  /** What the token's account may do in it. */
  permissions: readonly string[];
  /** Whether Agent Platform's own account may read it; jobs find out when they run. */
  readableByJobs: boolean;
}

/** What Agent Platform tunes on a base model. */
export interface TunableBase {
  readonly methods: readonly Method[];
  readonly adapterSizes: readonly number[];
  /** Models from 3 on are served by `us` and `eu`, older ones where the job ran. */
  readonly multiRegion: boolean;
}

export type Method = 'supervised' | 'preference' | 'reinforcement';

/** A job on Agent Platform; how far it is follows from the plan and the clock. */
export interface TuningJobRecord {
  /** 19 digits; its model, endpoints and experiment have numbers that follow from it. */
  readonly id: string;
  readonly location: string;
  readonly method: Method;
  readonly baseModel: string;
  readonly multiRegion: boolean;
  /** The fields of the request that come back as they were. */
  readonly echoed: JsonObject;
  readonly labels: Readonly<Record<string, string>>;
  readonly epochs: number;
  readonly lastCheckpointOnly: boolean;
  /** The names of its files, which must stay until they are read. */
  readonly files: readonly string[];
  /** Why they could not be read. */
  unread?: { readonly code: number; readonly message: string };
  readonly training: Dataset;
  /** What the model that it went on from had learnt. */
  readonly learnt: Dataset['examples'];
  readonly validation: Dataset | undefined;
  readonly plan: Readonly<JobPlan>;
  readonly createdAt: number;
  cancelledAt?: number;
  modelDeleted?: boolean;
  /** What was changed of its model. */
  modelChanges?: Readonly<Record<string, string>>;
}

/** What the Decisions API decides, and how much it was asked. */
export interface DecisionState {
  /** The weight of each outcome, in their order; all probabilities follow from these. */
  decide: (asked: DecisionAsked) => readonly number[];
  /** Why an input is refused as a whole, such as `PROHIBITED_CONTENT`; null where it is not. */
  blocks: (input: string) => string | null;
  /** Whether the limits of a key without billing hold. */
  freeTier: boolean;
  /** By the emulator's clock. */
  readonly sent: { readonly at: number; readonly tokens: number }[];
}

/** All that the services hold; tests may read and seed it. */
export interface EmulatorState {
  plan: JobPlan;
  /** The account that the key and the token belong to. */
  account: string;
  /** By id, without `tunedModels/`. */
  readonly tunedModels: Map<string, TunedModelRecord>;
  /** By id, which model each tunes. */
  readonly operations: Map<string, string>;
  /** By the tuned model's id. */
  readonly permissions: Map<string, PermissionRecord[]>;
  readonly cachedContents: Map<string, CachedContentRecord>;
  /** By id, without `batches/`. */
  readonly batches: Map<string, BatchRecord>;
  readonly batchIds: { next(): string };
  /** How long the next batches take. */
  batchMs: number;
  readonly decisions: DecisionState;
  /** What models say in place of what they would, to a prompt that this knows; null otherwise. */
  says: (prompt: string) => string | null;
  readonly bucket: BucketRecord;
  /** By name. */
  readonly objects: Map<string, StoredObject>;
  readonly uploads: Map<string, UploadRecord>;
  readonly tunableBases: Map<string, TunableBase>;
  /** By id. */
  readonly tuningJobs: Map<string, TuningJobRecord>;
  /** How many jobs may wait or run at a time, over all regions. */
  concurrentJobs: number;
}

// Preference tuning is documented for retired models alone; without it here, nobody could rehearse it.
const SERVED_BY_MULTI_REGION: TunableBase = {
  methods: ['supervised', 'preference'],
  adapterSizes: [1, 2, 4, 8, 16],
  multiRegion: true,
};

const PERMISSIONS = ['get', 'list', 'create', 'delete']
  .map((action) => `storage.objects.${action}`)
  .concat('storage.buckets.get');

export function createState(): EmulatorState {
  return {
    plan: { outcome: 'succeed', queueMs: 2000, durationMs: 20_000 },
    account: 'owner@example.com',
    tunedModels: new Map(),
    operations: new Map(),
    permissions: new Map(),
    cachedContents: new Map(),
    batches: new Map(),
    batchIds: countUp('batch-'),
    batchMs: 5_000,
    decisions: { decide: decideByHash, blocks: () => null, freeTier: false, sent: [] },
    says: () => null,
    bucket: { location: 'US-CENTRAL1', versioning: false, permissions: PERMISSIONS, readableByJobs: true },
    objects: new Map(),
    uploads: new Map(),
    tunableBases: new Map([
      ['gemini-3.5-flash', { ...SERVED_BY_MULTI_REGION, methods: ['supervised', 'preference', 'reinforcement'] }],
      ['gemini-3.1-flash-lite', SERVED_BY_MULTI_REGION],
    ]),
    tuningJobs: new Map(),
    concurrentJobs: 1,
  };
}

/** Names that differ: "batch-1", "batch-2". */
function countUp(prefix: string): { next(): string } {
  let count = 0;
  return { next: () => `${prefix}${++count}` };
}
