import { json, type Call, type Reply } from '../call.ts';
import { badRequest, errorInfo, GoogleError, invalid, notFound } from '../google-error.ts';
import type { JsonObject } from '../json.ts';
import { randomName } from '../random.ts';
import { complete, PROJECT_NUMBER } from '../settings.ts';
import type { TunableBase, TuningJobRecord } from '../state.ts';
import { readDataset, type Dataset } from './dataset.ts';
import { progressOf } from './job-progress.ts';
import { describeJob, modelId } from './tuning-job.ts';
import { checkTuningRequest, readAdapterSize, readTuningRequest, type TuningRequest } from './tuning-request.ts';

interface Base extends TunableBase {
  readonly name: string;
  /** What it has learnt before. */
  readonly learnt: Dataset['examples'];
}

/** tuningJobs.create: V1, and the refusals of V5. */
export function createTuningJob(call: Call, location: string): Reply {
  const request = readTuningRequest(call);
  checkTuningRequest(request);
  const base = findBase(call, request);
  if (!base.methods.includes(request.method)) {
    throw invalid(`Base model ${base.name} is not supported for ${request.field}.`);
  }
  const adapter = readAdapterSize(request);
  if (adapter !== undefined && !base.adapterSizes.includes(adapter)) {
    throw invalid('The adapter size is not supported for this base model.');
  }
  const files = findFiles(call, request);
  checkQuota(call);
  const job = createRecord(call, location, request, base, files);
  call.world.state.tuningJobs.set(job.id, job);
  return json(describeJob(job, job.createdAt));
}

function findBase(call: Call, { job }: TuningRequest): Base {
  const { tunableBases, tuningJobs } = call.world.state;
  const { preTunedModel, baseModel = '' } = job;
  const name = preTunedModel?.tunedModelName;
  const earlier = [...tuningJobs.values()].find(
    (known) => name !== undefined && name.replace(/@\d+$/, '').endsWith(`/models/${modelId(known)}`),
  );
  if (name !== undefined && (earlier === undefined || !isReady(call, earlier))) {
    throw notFound(`The Model "${name}" does not exist.`);
  }
  if (earlier !== undefined) checkCheckpoint(earlier, preTunedModel?.checkpointId);
  const base = tunableBases.get(earlier?.baseModel ?? baseModel);
  if (base === undefined) throw invalid(`Base model ${earlier?.baseModel ?? baseModel} is not supported.`);
  const learnt = earlier === undefined ? [] : [...earlier.learnt, ...earlier.training.examples];
  return { ...base, name: earlier?.baseModel ?? baseModel, learnt };
}

function isReady(call: Call, job: TuningJobRecord): boolean {
  return job.modelDeleted !== true && progressOf(job, call.world.clock.now()).state === 'SUCCEEDED';
}

function checkCheckpoint({ epochs, lastCheckpointOnly }: TuningJobRecord, id: string | undefined): void {
  if (id === undefined) return;
  const ids = lastCheckpointOnly ? [] : Array.from({ length: epochs }, (_, index) => String(index + 1));
  if (!ids.includes(id)) throw notFound(`The checkpoint "${id}" of the pre-tuned model does not exist.`);
}

/** The files of the request, out of the bucket; all that are missing are named in one refusal. */
function findFiles(call: Call, { spec, field }: TuningRequest): { training: Buffer; validation: Buffer | undefined } {
  const training = findFile(call, spec.trainingDatasetUri);
  const validation = spec.validationDatasetUri === undefined ? undefined : findFile(call, spec.validationDatasetUri);
  const missing = [
    ...(training === undefined ? ['training_dataset_uri'] : []),
    ...(spec.validationDatasetUri !== undefined && validation === undefined ? ['validation_dataset_uri'] : []),
  ];
  if (training !== undefined && missing.length === 0) return { training, validation };
  const violations = missing.map((name) => ({
    field: `tuning_job.${field}.${name}`,
    description: `${name} should be a GCS object of type JSONL.`,
  }));
  const texts = violations.map((entry, index) => `${index + 1}.Field: ${entry.field}; Message: ${entry.description}\t`);
  throw invalid(`List of found errors:\t${texts.join('')}`, [badRequest(violations)]);
}

function findFile(call: Call, uri = ''): Buffer | undefined {
  const { state, settings } = call.world;
  const inBucket = uri.startsWith(`gs://${complete(settings).bucket}/`);
  return inBucket ? state.objects.get(nameIn(uri) ?? '')?.bytes : undefined;
}

/** The name of the object at an address such as `gs://bucket/name.jsonl`. */
function nameIn(uri: string): string | undefined {
  return /^gs:\/\/[^/]+\/(.+\.jsonl)$/.exec(uri)?.[1];
}

/** The real text is not known. */
function notReadable(): { code: number; message: string } {
  const account = `service-${PROJECT_NUMBER}@gcp-sa-aiplatform.iam.gserviceaccount.com`;
  return {
    code: 7,
    message: `${account} does not have storage.objects.get access to the Google Cloud Storage object.`,
  };
}

function checkQuota(call: Call): void {
  const { tuningJobs, concurrentJobs } = call.world.state;
  const now = call.world.clock.now();
  const open = [...tuningJobs.values()].filter((job) => progressOf(job, now).endedAt === undefined);
  if (open.length < concurrentJobs) return;
  const metric = 'aiplatform.googleapis.com/global_concurrent_tuning_jobs';
  const info = errorInfo('RATE_LIMIT_EXCEEDED', { quota_metric: metric, quota_limit_value: String(concurrentJobs) });
  const message = `Quota exceeded for ${metric}. Please submit a quota increase request: https://cloud.google.com/docs/quota/view-manage`;
  throw new GoogleError(429, 'RESOURCE_EXHAUSTED', message, [info]);
}

function createRecord(
  call: Call,
  location: string,
  { job, method, spec }: TuningRequest,
  base: Base,
  files: { training: Buffer; validation: Buffer | undefined },
): TuningJobRecord {
  const { random, clock, state } = call.world;
  const training = readDataset(files.training, method);
  return {
    id: `4${randomName(random, 18, '0123456789')}`,
    location,
    method,
    baseModel: base.name,
    multiRegion: base.multiRegion,
    echoed: echo(job, base.name),
    labels: job.labels ?? {},
    epochs: spec.hyperParameters?.epochCount ?? chooseEpochs(training.examples.length),
    lastCheckpointOnly: 'exportLastCheckpointOnly' in spec && spec.exportLastCheckpointOnly,
    files: [spec.trainingDatasetUri, spec.validationDatasetUri].flatMap((uri = '') => nameIn(uri) ?? []),
    ...(!state.bucket.readableByJobs && { unread: notReadable() }),
    training,
    learnt: base.learnt,
    validation: files.validation && readDataset(files.validation, method),
    plan: { ...state.plan },
    createdAt: clock.now(),
  };
}

/** Left to itself the service is lavish: 40 epochs for 166 examples (gemini-api §4.1). */
function chooseEpochs(examples: number): number {
  return Math.max(1, Math.min(40, Math.round((40 * 166) / Math.max(1, examples))));
}

/** The request as answers repeat it: int64 as text, `false` left out, the base of a pre-tuned model filled in. */
function echo(job: TuningRequest['job'], baseModel: string): JsonObject {
  const { supervisedTuningSpec, preferenceOptimizationSpec, reinforcementTuningSpec, preTunedModel, ...rest } = job;
  return {
    ...rest,
    ...(preTunedModel && { preTunedModel: { ...preTunedModel, baseModel } }),
    ...(supervisedTuningSpec && { supervisedTuningSpec: echoSpec(supervisedTuningSpec) }),
    ...(preferenceOptimizationSpec && { preferenceOptimizationSpec: echoSpec(preferenceOptimizationSpec) }),
    ...(reinforcementTuningSpec && { reinforcementTuningSpec: echoSpec(reinforcementTuningSpec) }),
  };
}

function echoSpec({ hyperParameters, ...rest }: TuningRequest['spec']): JsonObject {
  const { exportLastCheckpointOnly, ...more } = { exportLastCheckpointOnly: false, ...rest };
  const epochCount = hyperParameters?.epochCount;
  // The cast: all of it was read from JSON.
  const spec = { ...more, ...(hyperParameters && { hyperParameters }) } as unknown as JsonObject;
  return {
    ...spec,
    ...(epochCount !== undefined && { hyperParameters: { ...hyperParameters, epochCount: String(epochCount) } }),
    ...(exportLastCheckpointOnly && { exportLastCheckpointOnly }),
  };
}
