import { json, type Call, type Reply } from './call.ts';
import { protoTime } from './clock.ts';
import { GENERATE_REQUEST, type GenerateRequest } from './content.ts';
import { checkPrompt, generate } from './generate.ts';
import { findSpeaker } from './gemini-models.ts';
import { GoogleError, invalid, notFound } from './google-error.ts';
import { isObject, type Json, type JsonObject } from './json.ts';
import { takePage } from './paging.ts';
import { readMessage } from './proto-json.ts';
import { route, type Route } from './route.ts';
import type { BatchRecord } from './state.ts';

const TYPE = 'type.googleapis.com/google.ai.generativelanguage.v1main.GenerateContentBatch';
const REQUEST = {
  batch: {
    displayName: 'string',
    model: 'string',
    priority: 'int',
    inputConfig: { fileName: 'string', requests: { requests: [{ request: GENERATE_REQUEST, metadata: 'any' }] } },
  },
} as const;

/** Batches of generateContent, inline (gemini-api.md §00, names of @google/genai 2.32.0). */
export const BATCH_ROUTES: readonly Route[] = [
  route('POST /v1beta/models/{id}:batchGenerateContent', (call, { id = '' }) => create(call, id)),
  route('GET /v1beta/batches', list),
  route('GET /v1beta/batches/{id}', (call, { id = '' }) => json(describe(call, find(call, id), true))),
  route('POST /v1beta/batches/{id}:cancel', (call, { id = '' }) => cancel(call, find(call, id))),
];

function create(call: Call, id: string): Reply {
  findSpeaker(call, id, 'generateContent', 'v1beta');
  const { batch = {} } = readMessage(call.body, REQUEST);
  const { displayName = '', inputConfig = {} } = batch;
  const requests = inputConfig.requests?.requests ?? [];
  const field = '* BatchGenerateContentRequest.batch.';
  if (displayName === '') throw invalid(`${field}display_name: display_name is not specified\n`);
  if (requests.length === 0) throw invalid(`${field}input_config: no requests are specified\n`);
  const { state, clock } = call.world;
  const record: BatchRecord = {
    ...{ id: state.batchIds.next(), model: `models/${id}`, displayName, createdAt: clock.now() },
    requests: requests.map(({ request = {}, metadata = null }) => ({ request, metadata })),
    durationMs: state.batchMs,
  };
  state.batches.set(record.id, record);
  return json(describe(call, record, false));
}

function list(call: Call): Reply {
  const all = [...call.world.state.batches.values()].reverse();
  const { items, ...next } = takePage(call, all, 50, 100);
  const operations = items.map((record) => describe(call, record, false));
  return json({ ...(operations.length > 0 && { operations }), ...next });
}

function find(call: Call, id: string): BatchRecord {
  const record = call.world.state.batches.get(id);
  if (!record) throw notFound(`Batch batches/${id} not found.`);
  return record;
}

function cancel(call: Call, record: BatchRecord): Reply {
  if (stateOf(call, record) === 'SUCCEEDED') throw new GoogleError(400, 'FAILED_PRECONDITION', 'The batch is done.');
  record.cancelledAt ??= call.world.clock.now();
  return json({});
}

function stateOf({ world: { clock } }: Call, { createdAt, durationMs, cancelledAt }: BatchRecord): string {
  const age = clock.now() - createdAt;
  if (cancelledAt !== undefined) return 'CANCELLED';
  if (age >= durationMs) return 'SUCCEEDED';
  return age < durationMs / 4 ? 'PENDING' : 'RUNNING';
}

/** The operation; its answers come with the one that is asked for, once it is done. */
function describe(call: Call, record: BatchRecord, withAnswers: boolean): JsonObject {
  const { id, model, displayName, createdAt, requests } = record;
  const state = stateOf(call, record);
  const isDone = state === 'SUCCEEDED' || state === 'CANCELLED';
  const requestCount = String(requests.length);
  const metadata: JsonObject = {
    ...{ '@type': TYPE, model, displayName, createTime: protoTime(createdAt, 9), name: `batches/${id}` },
    ...{ state: `BATCH_STATE_${state}` },
    batchStats: { requestCount, ...(isDone ? {} : { pendingRequestCount: requestCount }) },
  };
  const name = `batches/${id}`;
  if (!isDone) return { name, metadata };
  if (state === 'CANCELLED')
    return { name, metadata, done: true, error: { code: 1, message: 'The batch was cancelled.' } };
  const output = { '@type': `${TYPE}Output`, inlinedResponses: { inlinedResponses: answersOf(call, record) } };
  return { name, metadata, done: true, ...(withAnswers && { response: output }) };
}

function answersOf(call: Call, record: BatchRecord): Json[] {
  // Answered, and charged, once.
  record.answers ??= record.requests.map(({ request, metadata }) => ({ ...answerTo(call, record, request), metadata }));
  return [...record.answers];
}

function answerTo(call: Call, { model }: BatchRecord, request: GenerateRequest): JsonObject {
  try {
    checkPrompt(request);
    const speaker = findSpeaker(call, model.replace('models/', ''), 'generateContent', 'v1beta');
    // What the reply holds is JSON.
    const response = JSON.parse(generate(request, speaker).chunks.join('')) as Json;
    return { response };
  } catch (error) {
    if (!(error instanceof GoogleError)) throw error;
    const { body } = error;
    return { error: isObject(body) ? (body['error'] ?? null) : null };
  }
}
