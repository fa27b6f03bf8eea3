import type { Call } from './call.ts';
import { protoTime } from './clock.ts';
import { notFound } from './google-error.ts';
import type { JsonObject } from './json.ts';
import type { TunedModelRecord } from './state.ts';
import { progressOf } from './tuned-progress.ts';

export function findTunedModel(call: Call, id: string): TunedModelRecord {
  const record = call.world.state.tunedModels.get(id);
  if (record === undefined) throw notFound(`Tuned model tunedModels/${id} does not exist.`);
  return record;
}

/** A tuned model as the service shows it: without its training data (E6). */
export function describeTunedModel(record: TunedModelRecord, now: number): JsonObject {
  const { state, endedAt, snapshots } = progressOf(record, now);
  const { displayName, description, temperature, topP, topK, readerProjectNumbers } = record;
  const tuningTask = {
    startTime: protoTime(record.createdAt + Math.min(300, record.plan.queueMs), 9),
    ...(endedAt !== undefined && { completeTime: protoTime(endedAt, 9) }),
    ...(snapshots.length > 0 && { snapshots }),
    hyperparameters: { ...record.hyperparameters },
  };
  return {
    name: `tunedModels/${record.id}`,
    baseModel: record.baseModel,
    ...(displayName !== '' && { displayName }),
    ...(description !== '' && { description }),
    state,
    createTime: protoTime(record.createdAt),
    updateTime: protoTime(Math.max(record.updatedAt, endedAt ?? 0)),
    tuningTask,
    temperature,
    topP,
    topK,
    // An int64 is a text in JSON.
    ...(readerProjectNumbers.length > 0 && { readerProjectNumbers: readerProjectNumbers.map(String) }),
  };
}
