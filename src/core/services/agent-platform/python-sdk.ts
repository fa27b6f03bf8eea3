import { isObject, type Json, type JsonObject } from '../../json.ts';
import { pythonLiteral } from '../../snippets/parts/literal.ts';
import type { ProgramRequest } from '../service.ts';

/** Members of the request and what the SDK calls them. Source: google-genai, types.CreateTuningJobConfig. */
const OF_JOB = {
  tunedModelDisplayName: 'tuned_model_display_name',
  description: 'description',
  labels: 'labels',
} as const;
const OF_SPEC = {
  validationDatasetUri: 'validation_dataset',
  exportLastCheckpointOnly: 'export_last_checkpoint_only',
} as const;
const OF_HYPERPARAMETERS = {
  epochCount: 'epoch_count',
  learningRateMultiplier: 'learning_rate_multiplier',
  adapterSize: 'adapter_size',
  beta: 'beta',
} as const;

const METHODS: Readonly<Record<string, string>> = {
  supervisedTuningSpec: 'SUPERVISED_FINE_TUNING',
  preferenceOptimizationSpec: 'PREFERENCE_TUNING',
};

/** The request as a call of the Agent Platform's SDK; null where the SDK can't say all of it. */
export function sdkCall({ method, url, body }: ProgramRequest): readonly string[] | null {
  const place = /\/projects\/([^/?]+)\/locations\/([^/?]+)\/tuningJobs$/.exec(url);
  const [project, location] = place?.slice(1).map((part) => decodeURIComponent(part)) ?? [];
  const job = readJob(body);
  if (method !== 'POST' || project === undefined || location === undefined || !job) return null;
  const line = ([name, value]: readonly [string, Json]): string => `        ${name}=${argument(name, value)},`;
  return [
    'from google import genai',
    'from google.genai import types',
    `client = genai.Client(vertexai=True, project=${JSON.stringify(project)}, location=${JSON.stringify(location)})`,
    'job = client.tunings.tune(',
    `    base_model=${pythonLiteral(job.baseModel)},`,
    `    training_dataset=types.TuningDataset(gcs_uri=${pythonLiteral(job.training)}),`,
    '    config=types.CreateTuningJobConfig(',
    ...job.config.map(line),
    '    ),',
    ')',
    'print(job.name, job.state)',
  ];
}

interface SdkJob {
  readonly baseModel: string;
  readonly training: string;
  readonly config: readonly (readonly [name: string, value: Json])[];
}

function readJob(body: JsonObject): SdkJob | null {
  const specName = Object.keys(METHODS).find((name) => isObject(body[name]));
  const spec = body[specName ?? ''];
  if (specName === undefined || !isObject(spec)) return null;
  const { hyperParameters = {}, trainingDatasetUri: training, ...ofSpec } = spec;
  const { baseModel, preTunedModel, ...ofJob } = body;
  const base = isObject(preTunedModel) ? preTunedModel['tunedModelName'] : baseModel;
  const config = isObject(hyperParameters) && [
    renamed(ofJob, OF_JOB, specName),
    renamed(ofSpec, OF_SPEC),
    renamed(hyperParameters, OF_HYPERPARAMETERS),
    isObject(preTunedModel) ? checkpointOf(preTunedModel) : [],
  ];
  if (!config || typeof base !== 'string' || typeof training !== 'string') return null;
  if (config.some((part) => part === null)) return null;
  const known = config.flatMap((part) => part ?? []);
  return { baseModel: base, training, config: [['method', METHODS[specName] ?? ''], ...known] };
}

type Renamed = readonly (readonly [string, Json])[] | null;

/** null where there is a member without a name in the SDK, but for one that is said elsewhere. */
function renamed(members: JsonObject, names: Readonly<Record<string, string>>, elsewhere?: string): Renamed {
  const entries = Object.entries(members).filter(([name]) => name !== elsewhere);
  if (entries.some(([name]) => !Object.hasOwn(names, name))) return null;
  return entries.map(([name, value]) => [names[name] ?? name, value]);
}

function checkpointOf(model: JsonObject): Renamed {
  return renamed(model, { checkpointId: 'pre_tuned_model_checkpoint_id' }, 'tunedModelName');
}

function argument(name: string, value: Json): string {
  // The service writes 64-bit whole numbers as texts.
  if (name === 'epoch_count' && typeof value === 'string' && /^\d+$/.test(value)) return value;
  if (name === 'validation_dataset') return `types.TuningValidationDataset(gcs_uri=${pythonLiteral(value)})`;
  return pythonLiteral(value, '        ');
}
