import { json, type Call, type Reply } from '../call.ts';
import { protoTime } from '../clock.ts';
import { invalid, notFound } from '../google-error.ts';
import type { JsonObject } from '../json.ts';
import { takePage } from '../paging.ts';
import { readMessage } from '../proto-json.ts';
import { randomName } from '../random.ts';
import { route, type Route } from '../route.ts';
import type { TuningJobRecord } from '../state.ts';
import { progressOf } from './job-progress.ts';
import { checkPlace, nameOf } from './place.ts';
import { endpointId, modelId, servingLocation } from './tuning-job.ts';

const PARENT = 'projects/{project}/locations/{location}/models';
const TUNE_TYPES = { supervised: 'sft', preference: 'preference', reinforcement: 'rlft' };
const CHANGEABLE = ['displayName', 'description'] as const;

/** The models that jobs made. */
export const AGENT_MODEL_ROUTES: readonly Route[] = ['v1', 'v1beta1'].flatMap((version) => [
  route(`GET /${version}/${PARENT}`, (call, { project = '', location = '' }) => {
    checkPlace(call, project, location, 'aiplatform.models.list');
    const { items, ...next } = takePage(call, listModels(call, location), 100, 1000);
    return json({ ...(items.length > 0 && { models: items.map(describe) }), ...next });
  }),
  route(`GET /${version}/${PARENT}/{id}`, (call, { project = '', location = '', id = '' }) => {
    checkPlace(call, project, location, 'aiplatform.models.get');
    return json(describe(find(call, location, id)));
  }),
  route(`PATCH /${version}/${PARENT}/{id}`, (call, { project = '', location = '', id = '' }) => {
    checkPlace(call, project, location, 'aiplatform.models.update');
    return patch(call, find(call, location, id));
  }),
  route(`DELETE /${version}/${PARENT}/{id}`, (call, { project = '', location = '', id = '' }) => {
    checkPlace(call, project, location, 'aiplatform.models.delete');
    find(call, location, id).modelDeleted = true;
    const operation = randomName(call.world.random, 19, '123456789');
    const type = (name: string): JsonObject => ({ '@type': `type.googleapis.com/${name}` });
    return json({
      name: nameOf(location, `models/${id}/operations/${operation}`),
      metadata: type('google.cloud.aiplatform.v1.DeleteOperationMetadata'),
      done: true,
      response: type('google.protobuf.Empty'),
    });
  }),
]);

function listModels(call: Call, location: string): TuningJobRecord[] {
  const { state, clock } = call.world;
  return [...state.tuningJobs.values()].filter(
    (job) =>
      servingLocation(job) === location &&
      job.modelDeleted !== true &&
      progressOf(job, clock.now()).state === 'SUCCEEDED',
  );
}

function find(call: Call, location: string, id: string): TuningJobRecord {
  const job = listModels(call, location).find((known) => modelId(known) === id.replace(/@\d+$/, ''));
  if (job === undefined) throw notFound(`The Model "${nameOf(location, `models/${id}`)}" does not exist.`);
  return job;
}

function patch(call: Call, job: TuningJobRecord): Reply {
  const paths = (call.query.get('updateMask') ?? call.query.get('update_mask') ?? '').split(',');
  const fields = paths.map((path) => {
    const field = CHANGEABLE.find((name) => name === path.replace('display_name', 'displayName'));
    if (field === undefined) throw invalid(`Invalid field "${path}" in update_mask.`);
    return field;
  });
  const body = readMessage(call.body, { name: 'string', displayName: 'string', description: 'string' }, 'model');
  const changes = Object.fromEntries(fields.map((field) => [field, body[field] ?? '']));
  if (changes['displayName'] === '') throw invalid('display_name must not be empty.');
  job.modelChanges = { ...job.modelChanges, ...changes };
  return json(describe(job));
}

function describe(job: TuningJobRecord): JsonObject {
  const { tunedModelDisplayName } = job.echoed;
  const end = protoTime(job.createdAt + job.plan.queueMs + job.plan.durationMs);
  const endpoint = nameOf(
    servingLocation(job),
    `endpoints/${endpointId(job, job.lastCheckpointOnly ? 0 : job.epochs)}`,
  );
  return {
    name: nameOf(servingLocation(job), `models/${modelId(job)}`),
    ...(tunedModelDisplayName !== undefined && { displayName: tunedModelDisplayName }),
    ...job.modelChanges,
    deployedModels: [{ endpoint, deployedModelId: modelId(job) }],
    createTime: end,
    updateTime: end,
    labels: { ...job.labels, 'tune-type': TUNE_TYPES[job.method] },
    versionId: '1',
  };
}
