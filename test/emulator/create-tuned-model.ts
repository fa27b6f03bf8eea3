import { supports } from './base-models.ts';
import { json, type Call, type Reply } from './call.ts';
import { noSuchModel } from './gemini-models.ts';
import { badRequest, GoogleError, invalid } from './google-error.ts';
import { readMessage, type Read, type Shape } from './proto-json.ts';
import { randomName } from './random.ts';
import { complete } from './settings.ts';
import type { Hyperparameters, TunedModelRecord } from './state.ts';
import { describeMetadata, progressOf } from './tuned-progress.ts';

export const TUNED_MODEL = {
  name: 'string',
  displayName: 'string',
  description: 'string',
  baseModel: 'string',
  tunedModelSource: { tunedModel: 'string', baseModel: 'string' },
  temperature: 'number',
  topP: 'number',
  topK: 'int',
  state: 'string',
  createTime: 'string',
  updateTime: 'string',
  readerProjectNumbers: ['int'],
  tuningTask: {
    startTime: 'string',
    completeTime: 'string',
    snapshots: ['any'],
    trainingData: { examples: { examples: [{ textInput: 'string', output: 'string' }] } },
    hyperparameters: { learningRate: 'number', learningRateMultiplier: 'number', epochCount: 'int', batchSize: 'int' },
  },
} as const satisfies Shape;
type TunedModel = Read<typeof TUNED_MODEL>;
type Examples = TunedModelRecord['examples'];

const TASK = 'tuned_model.tuning_task';
/** Limits of the service before its last tunable model went (gemini-api §3.3). */
const LIMITS = { examples: 20, input: 40_000, output: 5000, displayName: 40 };

/** tunedModels.create: E2. */
export function createTunedModel(call: Call): Reply {
  const { world } = call;
  const model = readMessage(call.body, TUNED_MODEL, 'tuned_model');
  const record = createRecord(call, model);
  const { state } = world;
  state.tunedModels.set(record.id, record);
  state.operations.set(record.operation, record.id);
  const owner = { granteeType: 'USER', emailAddress: state.account, role: 'OWNER' };
  state.permissions.set(record.id, [{ id: randomName(world.random, 12), ...owner }]);
  const metadata = describeMetadata(record, progressOf(record, record.createdAt));
  return json({ name: `tunedModels/${record.id}/operations/${record.operation}`, metadata });
}

function createRecord(call: Call, model: TunedModel): TunedModelRecord {
  const { displayName = '', description = '', temperature = 1, topP = 0.95, topK = 64 } = model;
  checkSettings(model);
  const baseModel = checkBase(call, model);
  const examples = checkExamples(model);
  const hyperparameters = chooseHyperparameters(model, examples.length);
  const now = call.world.clock.now();
  return {
    id: chooseId(call, displayName),
    baseModel,
    displayName,
    description,
    temperature,
    topP,
    topK,
    readerProjectNumbers: model.readerProjectNumbers ?? [],
    hyperparameters,
    examples,
    plan: { ...call.world.state.plan },
    operation: randomName(call.world.random, 12),
    createdAt: now,
    updatedAt: now,
  };
}

export function checkSettings({ displayName = '', temperature = 0, topP = 0.5, topK = 1 }: TunedModel): void {
  if (Array.from(displayName).length > LIMITS.displayName) {
    throw violation('tuned_model.display_name', `Display name must be at most ${LIMITS.displayName} characters long.`);
  }
  if (temperature < 0 || temperature > 1)
    throw violation('tuned_model.temperature', 'Temperature must be in [0.0, 1.0].');
  if (topP < 0 || topP > 1) throw violation('tuned_model.top_p', 'top_p must be in [0.0, 1.0].');
  if (topK < 1) throw violation('tuned_model.top_k', 'top_k must be positive.');
}

function checkBase(call: Call, { baseModel, tunedModelSource }: TunedModel): string {
  if (tunedModelSource !== undefined) {
    throw violation('tuned_model.tuned_model_source', 'Tuning an already tuned model is not supported.');
  }
  if (baseModel === undefined) throw violation('tuned_model.base_model', 'Base model is required.');
  if (!supports(baseModel, 'createTunedModel', complete(call.world.settings).tunable)) {
    throw noSuchModel(baseModel, 'createTunedModel', 'v1beta');
  }
  return baseModel;
}

function checkExamples({ tuningTask }: TunedModel): Examples {
  const field = `${TASK}.training_data.examples.examples`;
  const examples = tuningTask?.trainingData?.examples?.examples ?? [];
  if (examples.length < LIMITS.examples) {
    throw violation(field, `At least ${LIMITS.examples} training examples are required, got ${examples.length}.`);
  }
  return examples.map(({ textInput: input = '', output = '' }, index) => {
    if (input === '') throw violation(`${field}[${index}].text_input`, 'Text input must not be empty.');
    if (output === '') throw violation(`${field}[${index}].output`, 'Output must not be empty.');
    checkLength(`${field}[${index}].text_input`, input, LIMITS.input);
    checkLength(`${field}[${index}].output`, output, LIMITS.output);
    return { input, output };
  });
}

function checkLength(field: string, text: string, most: number): void {
  const { length } = Array.from(text);
  if (length > most) throw violation(field, `Must be at most ${most} characters long, got ${length}.`);
}

function chooseHyperparameters({ tuningTask }: TunedModel, examples: number): Hyperparameters {
  const {
    learningRate,
    learningRateMultiplier,
    epochCount = 5,
    batchSize = examples < 1000 ? 4 : 16,
  } = tuningTask?.hyperparameters ?? {};
  const field = `${TASK}.hyperparameters`;
  if (learningRate !== undefined && learningRateMultiplier !== undefined) {
    const text = `oneof field 'learning_rate_option' is already set. Cannot set 'learningRateMultiplier'`;
    throw violation(field, `Invalid value at '${field}' (oneof), ${text}`);
  }
  if (epochCount < 1) throw violation(`${field}.epoch_count`, 'Epoch count must be positive.');
  if (batchSize < 1) throw violation(`${field}.batch_size`, 'Batch size must be positive.');
  if ((learningRateMultiplier ?? learningRate ?? 1) <= 0) throw violation(field, 'Learning rate must be positive.');
  const rate =
    learningRateMultiplier === undefined
      ? { learningRate: learningRate ?? (examples < 1000 ? 0.001 : 0.0002) }
      : { learningRateMultiplier };
  return { epochCount, batchSize, ...rate };
}

function chooseId(call: Call, displayName: string): string {
  const { state, random } = call.world;
  const id = call.query.get('tunedModelId') ?? call.query.get('tuned_model_id');
  if (id === null) return nameAfter(displayName, randomName(random, 12));
  if (!/^[a-z]([a-z0-9-]{0,38}[a-z0-9])?$/.test(id)) {
    throw violation('tuned_model_id', `Invalid tuned model id "${id}": it must match [a-z]([a-z0-9-]{0,38}[a-z0-9])?`);
  }
  if (state.tunedModels.has(id)) {
    throw new GoogleError(409, 'ALREADY_EXISTS', `Tuned model tunedModels/${id} already exists.`);
  }
  return id;
}

/** Words joined by '-' with a random end, as recorded: "number generator" gives number-generator-wl1qr34x2py. */
function nameAfter(displayName: string, end: string): string {
  const words = displayName
    .toLowerCase()
    .replace(/[^a-z0-9 -]/g, '')
    .split(/[ -]+/)
    .filter((word) => word !== '');
  return [...words, end].join('-').replace(/^(?=\d)/, 't');
}

export function violation(field: string, description: string): GoogleError {
  return invalid(description, [badRequest([{ field, description }])]);
}
