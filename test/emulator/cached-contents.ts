import { supports } from './base-models.ts';
import { json, type Call, type Reply } from './call.ts';
import { protoTime } from './clock.ts';
import { CONTENT, textOf, tokensOf, tokensOfAll, type GenerateRequest } from './content.ts';
import { GoogleError, invalid } from './google-error.ts';
import type { JsonObject } from './json.ts';
import { takePage } from './paging.ts';
import { readMessage, type Shape } from './proto-json.ts';
import { randomName } from './random.ts';
import { route, type Route } from './route.ts';
import { complete } from './settings.ts';
import type { CachedContentRecord } from './state.ts';

const CACHED_CONTENT = {
  name: 'string',
  model: 'string',
  displayName: 'string',
  contents: [CONTENT],
  systemInstruction: CONTENT,
  tools: ['any'],
  toolConfig: 'any',
  ttl: 'string',
  expireTime: 'string',
} as const satisfies Shape;

const FEWEST_TOKENS = 1024;
const USUAL_TTL_MS = 3_600_000;

/** cachedContents.*: a long prompt that is kept for some time. */
export const CACHE_ROUTES: readonly Route[] = [
  route('POST /v1beta/cachedContents', create),
  route('GET /v1beta/cachedContents', (call) => {
    const { items, ...next } = takePage(
      call,
      [...call.world.state.cachedContents.values()].filter(isFresh(call)),
      50,
      1000,
    );
    return json({ ...(items.length > 0 && { cachedContents: items.map(describe) }), ...next });
  }),
  route('GET /v1beta/cachedContents/{id}', (call, { id = '' }) => json(describe(find(call, `cachedContents/${id}`)))),
  route('PATCH /v1beta/cachedContents/{id}', (call, { id = '' }) => {
    const record = find(call, `cachedContents/${id}`);
    record.expiresAt = readExpiry(call, readMessage(call.body, CACHED_CONTENT, 'cached_content'));
    return json(describe(record));
  }),
  route('DELETE /v1beta/cachedContents/{id}', (call, { id = '' }) => {
    call.world.state.cachedContents.delete(find(call, `cachedContents/${id}`).id);
    return json({});
  }),
];

function create(call: Call): Reply {
  const body = readMessage(call.body, CACHED_CONTENT, 'cached_content');
  const { model = '', displayName = '', contents = [], systemInstruction } = body;
  const { settings, state, clock, random } = call.world;
  if (!supports(model, 'createCachedContent', complete(settings).tunable)) {
    throw new GoogleError(
      404,
      'NOT_FOUND',
      `${model} is not found for API version v1beta, or is not supported for createCachedContent.`,
    );
  }
  const tokens = tokensOfAll(contents) + tokensOf(textOf(systemInstruction));
  if (tokens < FEWEST_TOKENS) {
    throw invalid(`Cached content is too small. total_token_count=${tokens}, min_total_token_count=${FEWEST_TOKENS}`);
  }
  const expiresAt = readExpiry(call, body);
  const id = randomName(random, 12);
  const record = { id, model, displayName, contents, systemInstruction, tokens, createdAt: clock.now(), expiresAt };
  state.cachedContents.set(id, record);
  return json(describe(record));
}

function readExpiry(call: Call, { ttl, expireTime }: { readonly ttl?: string; readonly expireTime?: string }): number {
  if (expireTime !== undefined) return Date.parse(expireTime);
  const seconds = ttl === undefined ? USUAL_TTL_MS / 1000 : Number(/^(\d+(?:\.\d+)?)s$/.exec(ttl)?.[1] ?? NaN);
  if (Number.isNaN(seconds))
    throw invalid(
      `Invalid value at 'cached_content.ttl' (type.googleapis.com/google.protobuf.Duration), "${ttl ?? ''}"`,
    );
  return call.world.clock.now() + seconds * 1000;
}

function isFresh(call: Call): (record: CachedContentRecord) => boolean {
  return ({ expiresAt }) => expiresAt > call.world.clock.now();
}

/** One that is missing or over is told like one of another's: 403. */
function find(call: Call, name: string): CachedContentRecord {
  const record = call.world.state.cachedContents.get(name.replace('cachedContents/', ''));
  if (record !== undefined && isFresh(call)(record)) return record;
  throw new GoogleError(403, 'PERMISSION_DENIED', 'CachedContent not found (or permission denied)');
}

/** The request with what it takes from the cache, and how many tokens that is. */
export function expandCache(
  call: Call,
  request: GenerateRequest,
  model: string,
): { request: GenerateRequest; cached: number } {
  if (request.cachedContent === undefined) return { request, cached: 0 };
  const record = find(call, request.cachedContent);
  if (record.model !== model) {
    throw invalid(
      `Model used by GenerateContent request (${model}) and CachedContent (${record.model}) has to be the same.`,
    );
  }
  if (request.systemInstruction !== undefined || request.tools !== undefined || request.toolConfig !== undefined) {
    throw invalid(
      'CachedContent can not be used with GenerateContent request setting system_instruction, tools or tool_config.\n\nProposed fix: move those values to CachedContent from GenerateContent request.',
    );
  }
  const { systemInstruction } = record;
  const contents = [...record.contents, ...(request.contents ?? [])];
  return { request: { ...request, contents, ...(systemInstruction && { systemInstruction }) }, cached: record.tokens };
}

function describe({ id, model, displayName, tokens, createdAt, expiresAt }: CachedContentRecord): JsonObject {
  return {
    name: `cachedContents/${id}`,
    model,
    ...(displayName !== '' && { displayName }),
    createTime: protoTime(createdAt),
    updateTime: protoTime(createdAt),
    expireTime: protoTime(expiresAt),
    usageMetadata: { totalTokenCount: tokens },
  };
}
