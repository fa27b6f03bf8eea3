import { answeringModel, listBaseModels, supports } from './base-models.ts';
import { expandCache } from './cached-contents.ts';
import { json, type Call, type Reply } from './call.ts';
import { GENERATE_REQUEST, textOf, tokensOf, tokensOfAll, type GenerateRequest } from './content.ts';
import { checkPrompt, generate, stream, type Speaker } from './generate.ts';
import { invalid, notFound, type GoogleError } from './google-error.ts';
import { takePage } from './paging.ts';
import { readMessage } from './proto-json.ts';
import { route, type Route } from './route.ts';
import { complete } from './settings.ts';

const COUNT_REQUEST = { contents: GENERATE_REQUEST.contents, generateContentRequest: GENERATE_REQUEST } as const;

/** models.* of the Gemini API (E1, E10, E12). */
export const MODEL_ROUTES: readonly Route[] = ['v1beta', 'v1'].flatMap((version) => [
  route(`GET /${version}/models`, list),
  route(`GET /${version}/models/{id}`, (call, { id = '' }) => get(call, id, version)),
  route(`POST /${version}/models/{id}:generateContent`, (call, { id = '' }) => {
    const speaker = findSpeaker(call, id, 'generateContent', version);
    const { request, cached } = expandCache(call, readPrompt(call), `models/${id}`);
    return generate(request, { ...speaker, cached });
  }),
  route(`POST /${version}/models/{id}:streamGenerateContent`, (call, { id = '' }) => {
    const speaker = findSpeaker(call, id, 'generateContent', version);
    const { request, cached } = expandCache(call, readPrompt(call), `models/${id}`);
    return stream(request, { ...speaker, cached }, call.query.get('alt') === 'sse');
  }),
  route(`POST /${version}/models/{id}:countTokens`, (call, { id = '' }) => {
    findSpeaker(call, id, 'countTokens', version);
    return count(call);
  }),
]);

export function readPrompt(call: Call): GenerateRequest {
  const request = readMessage(call.body, GENERATE_REQUEST);
  checkPrompt(request);
  return request;
}

function list(call: Call): Reply {
  const { items, ...next } = takePage(call, listBaseModels(isTunable(call)), 50, 1000);
  return json({ ...(items.length > 0 && { models: items }), ...next });
}

function get(call: Call, id: string, version: string): Reply {
  const model = listBaseModels(isTunable(call)).find(({ name }) => name === `models/${id}`);
  if (model === undefined) {
    throw notFound(`Model is not found: models/${id} for api version ${version}`);
  }
  return json(model);
}

export function findSpeaker(call: Call, id: string, method: string, version: string): Speaker {
  if (!supports(`models/${id}`, method, isTunable(call))) throw noSuchModel(`models/${id}`, method, version);
  return { model: answeringModel(id), lessons: [], says: call.world.state.says };
}

export function noSuchModel(name: string, method: string, version: string): GoogleError {
  return notFound(
    `${name} is not found for API version ${version}, or is not supported for ${method}. Call ListModels to see the list of available models and their supported methods.`,
  );
}

function count(call: Call): Reply {
  const { contents, generateContentRequest } = readMessage(call.body, COUNT_REQUEST);
  if (contents !== undefined && generateContentRequest !== undefined) {
    throw invalid('Only one of `contents` and `generate_content_request` can be set.');
  }
  const request = generateContentRequest ?? { contents: contents ?? [] };
  checkPrompt(request);
  const system = request.systemInstruction === undefined ? 0 : tokensOf(textOf(request.systemInstruction));
  const totalTokens = tokensOfAll(request.contents ?? []) + system;
  return json({ totalTokens, promptTokensDetails: [{ modality: 'TEXT', tokenCount: totalTokens }] });
}

function isTunable(call: Call): boolean {
  return complete(call.world.settings).tunable;
}
