import type { JsonObject } from '../../core/json.ts';
import type { LossCurve, LossPoint } from '../../core/tuning/loss/loss-point.ts';
import type { JobReading, RemoteState } from '../../core/tuning/reading.ts';
import { attemptOfTunedModel } from '../../core/targets/parts/attempt.ts';
import { figureOf, numberOf, objectOf, objectsOf, textOf } from '../member.ts';
import { tunedModelName } from './resource-name.ts';

/** What an operation doesn't tell, and the model or the request does. */
export type ModelFacts = Pick<
  JobReading,
  'displayName' | 'baseModel' | 'epochs' | 'createTime' | 'startTime' | 'attempt'
>;

const STATES: Readonly<Record<string, RemoteState>> = {
  CREATING: 'running',
  ACTIVE: 'succeeded',
  FAILED: 'failed',
};
const CANCELLED = 1;

/** A tuned model, or the body that asks for one, as far as it tells of its job. */
export function modelFacts(model: JsonObject): ModelFacts {
  const task = objectOf(model, 'tuningTask');
  return {
    displayName: textOf(model, 'displayName') ?? '',
    baseModel: textOf(model, 'baseModel') ?? textOf(objectOf(model, 'tunedModelSource'), 'baseModel') ?? '',
    epochs: numberOf(objectOf(task, 'hyperparameters'), 'epochCount'),
    createTime: textOf(model, 'createTime'),
    startTime: textOf(task, 'startTime'),
    attempt: attemptOfTunedModel(textOf(model, 'name') ?? ''),
  };
}

/** A job as its model tells of it: without percent, and named like the model where the operation isn't known. */
export function readingOfModel(model: JsonObject, operation: string | null): JobReading {
  const name = textOf(model, 'name') ?? '';
  const stateName = textOf(model, 'state') ?? 'STATE_UNSPECIFIED';
  const state = STATES[stateName] ?? 'running';
  const task = objectOf(model, 'tuningTask');
  const curve = curveOf(task);
  return {
    ...modelFacts(model),
    name: operation ?? name,
    state,
    stateName,
    percent: state === 'succeeded' ? 100 : null,
    step: curve.training.at(-1)?.step ?? null,
    totalSteps: null,
    endTime: textOf(task, 'completeTime'),
    curve,
    ...servedModel(name, state),
    ...NEVER_TOLD,
    error: null,
  };
}

/** A job as its operation tells of it. A member that isn't there is zero: that is how Google's JSON spells it. */
export function readingOfOperation(operation: JsonObject, facts: ModelFacts): JobReading {
  const metadata = objectOf(operation, 'metadata');
  const response = objectOf(operation, 'response');
  const error = objectOf(operation, 'error');
  const name = textOf(operation, 'name') ?? '';
  const state = stateOf(operation, error);
  const model = textOf(metadata, 'tunedModel') ?? tunedModelName(name);
  const task = objectOf(response, 'tuningTask');
  return {
    ...facts,
    ...(response === null ? {} : modelFacts(response)),
    attempt: attemptOfTunedModel(model),
    name,
    state,
    stateName: textOf(response, 'state') ?? state.toUpperCase(),
    percent: state === 'succeeded' ? 100 : (numberOf(metadata, 'completedPercent') ?? 0),
    step: numberOf(metadata, 'completedSteps') ?? 0,
    totalSteps: numberOf(metadata, 'totalSteps'),
    endTime: textOf(task, 'completeTime'),
    curve: longer(curveOf(metadata), curveOf(task)),
    ...servedModel(model, state),
    ...NEVER_TOLD,
    error: error === null ? null : { code: numberOf(error, 'code') ?? 0, message: textOf(error, 'message') ?? '' },
  };
}

const NEVER_TOLD = { checkpoints: [], data: null, consoleUrl: null } as const;

function servedModel(name: string, state: RemoteState): Pick<JobReading, 'tunedModel' | 'modelName'> {
  return { tunedModel: state === 'succeeded' ? { service: 'gemini-api', name } : null, modelName: name };
}

function stateOf(operation: JsonObject, error: JsonObject | null): RemoteState {
  if (operation['done'] !== true) return 'running';
  if (error === null) return 'succeeded';
  return numberOf(error, 'code') === CANCELLED ? 'cancelled' : 'failed';
}

function curveOf(holder: JsonObject | null): LossCurve {
  const training = objectsOf(holder, 'snapshots').flatMap(pointOf);
  return { training: training.sort((a, b) => a.step - b.step), validation: [] };
}

function pointOf(snapshot: JsonObject): LossPoint[] {
  const time = textOf(snapshot, 'computeTime');
  const loss = figureOf(snapshot, 'meanLoss');
  if (loss === null) return [];
  const [step, epoch] = [numberOf(snapshot, 'step') ?? 0, numberOf(snapshot, 'epoch') ?? 0];
  return [{ step, loss, epoch, ...(time !== null && { time }) }];
}

function longer(one: LossCurve, other: LossCurve): LossCurve {
  return one.training.length >= other.training.length ? one : other;
}
