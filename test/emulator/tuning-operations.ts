import { json, type Call, type Reply } from './call.ts';
import { notFound } from './google-error.ts';
import type { JsonObject } from './json.ts';
import { takePage } from './paging.ts';
import { route, type Route } from './route.ts';
import type { TunedModelRecord } from './state.ts';
import { describeTunedModel, findTunedModel } from './tuned-model.ts';
import { describeMetadata, progressOf } from './tuned-progress.ts';

const RESPONSE = 'type.googleapis.com/google.ai.generativelanguage.v1beta.TunedModel';

/** Operations of tunedModels.create, under both versions: samples say that v1beta has none, others use it. */
export const OPERATION_ROUTES: readonly Route[] = ['v1', 'v1beta'].flatMap((version) => [
  route(`GET /${version}/tunedModels/{id}/operations/{op}`, (call, { id = '', op = '' }) =>
    json(describe(call, find(call, id, op))),
  ),
  route(`GET /${version}/tunedModels/{id}/operations`, (call, { id = '' }) => {
    const { items, ...next } = takePage(call, [describe(call, findTunedModel(call, id))], 50, 1000);
    return json({ operations: items, ...next });
  }),
  route(`POST /${version}/tunedModels/{id}/operations/{op}:cancel`, (call, { id = '', op = '' }) =>
    cancel(call, find(call, id, op)),
  ),
]);

function find(call: Call, id: string, op: string): TunedModelRecord {
  const record = call.world.state.tunedModels.get(id);
  if (record?.operation !== op) throw notFound(`Operation tunedModels/${id}/operations/${op} does not exist.`);
  return record;
}

/** E3 while it runs, E4 when it is done, E5 when it failed. */
function describe(call: Call, record: TunedModelRecord): JsonObject {
  const now = call.world.clock.now();
  const progress = progressOf(record, now);
  const name = `tunedModels/${record.id}/operations/${record.operation}`;
  const running = { name, metadata: describeMetadata(record, progress) };
  if (progress.endedAt === undefined) return running;
  if (progress.error !== undefined) return { ...running, done: true, error: progress.error };
  return { ...running, done: true, response: { '@type': RESPONSE, ...describeTunedModel(record, now) } };
}

function cancel(call: Call, record: TunedModelRecord): Reply {
  const now = call.world.clock.now();
  if (progressOf(record, now).endedAt === undefined) record.cancelledAt = now;
  return json({});
}
