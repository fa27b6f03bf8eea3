import { json, type Call } from '../call.ts';
import { protoTime } from '../clock.ts';
import { notFound } from '../google-error.ts';
import type { JsonObject } from '../json.ts';
import { takePage } from '../paging.ts';
import { randomName } from '../random.ts';
import { route, type Route } from '../route.ts';
import type { TuningJobRecord } from '../state.ts';
import { progressOf } from './job-progress.ts';
import { checkPlace, nameOf } from './place.ts';
import { endpointId, modelId, servingLocation } from './tuning-job.ts';

const PARENT = 'projects/{project}/locations/{location}/models';

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
    deployedModels: [{ endpoint, deployedModelId: modelId(job) }],
    createTime: end,
    updateTime: end,
    labels: { ...job.labels, 'tune-type': job.method === 'supervised' ? 'sft' : 'preference' },
    versionId: '1',
  };
}
