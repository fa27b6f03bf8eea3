import type { GenerateContentParameters } from '@google/genai/web';
import type { JsonObject } from '../../core/json.ts';
import { isPromptOnly } from '../../core/services/index.ts';
import type { GenerationRequest } from '../../core/tuning/generation.ts';
import type { ServedModel } from '../../core/tuning/model-ref.ts';
import type { GoogleClient } from '../google-client.ts';
import type { GoogleRequest } from '../google-request.ts';
import { ServiceError } from '../service-error.ts';
import { writeSettings, type Prompt } from './prompt.ts';
import { ANSWER_TIMEOUT_MS, openSdk, sdkError } from './sdk.ts';
import { requestsOf } from '../requests.ts';

const WHOLE = 'generateContent';
const STREAM = 'streamGenerateContent?alt=sse';
/** How a service says that it has no such method for a model; one that has no such model says it of the other method too. */
const UNKNOWN_METHOD: readonly (number | null)[] = [404, 501];

/** What a model is asked, checked and written. */
export interface Question {
  readonly purpose: string;
  readonly model: ServedModel;
  readonly prompt: Prompt;
  readonly request: GenerationRequest;
  readonly signal: AbortSignal | undefined;
}

/** The responses of a model as they come: many where it streams, else one. Throws `ServiceError`, or the signal's reason. */
export async function* responsesTo(client: GoogleClient, question: Question): AsyncGenerator<JsonObject, void> {
  if (canStream(question.model)) {
    try {
      yield* ask(client, question, STREAM);
      return;
    } catch (error) {
      if (!(error instanceof ServiceError && UNKNOWN_METHOD.includes(error.problem.status))) throw error;
    }
  }
  yield* ask(client, question, WHOLE);
}

/** The question in the services' own form: what is sent without the SDK, and what messages show. */
export function requestOf(question: Question, method = canStream(question.model) ? STREAM : WHOLE): GoogleRequest {
  const { model, prompt, purpose, signal } = question;
  const { cached } = question.request;
  const generationConfig = configOf(question);
  const body = { ...prompt, generationConfig, ...(cached !== undefined && { cachedContent: cached }) };
  return requestsOf(model.service).toModel(model, method, body, { purpose, signal, timeoutMs: ANSWER_TIMEOUT_MS });
}

/** A stream of such a model is answered with 404. */
function canStream(model: ServedModel): boolean {
  return !isPromptOnly(model);
}

async function* ask(client: GoogleClient, question: Question, method: string): AsyncGenerator<JsonObject, void> {
  const request = requestOf(question, method);
  if (requestsOf(question.model.service).usesSdk) yield* askBySdk(client, question, request, method);
  else if (method === STREAM) yield* client.stream(request);
  else yield (await client.send(request)).body;
}

async function* askBySdk(
  client: GoogleClient,
  question: Question,
  request: GoogleRequest,
  method: string,
): AsyncGenerator<JsonObject, void> {
  const { models } = await openSdk(client, question.purpose);
  const parameters = sdkParameters(question);
  try {
    if (method === WHOLE) yield plain(await models.generateContent(parameters));
    else for await (const response of await models.generateContentStream(parameters)) yield plain(response);
  } catch (error) {
    throw sdkError(error, client, request);
  }
}

/** The settings, and the form of the answer. */
function configOf({ model, request }: Pick<Question, 'model' | 'request'>): JsonObject {
  const isJson = request.json === true && !isPromptOnly(model);
  return { ...writeSettings(request.settings), ...(isJson && { responseMimeType: 'application/json' }) };
}

function sdkParameters({ model, prompt, request, signal }: Question): GenerateContentParameters {
  const { contents, ...instructions } = prompt;
  const config = {
    ...configOf({ model, request }),
    ...instructions,
    ...(request.cached !== undefined && { cachedContent: request.cached }),
  };
  return { model: model.name, contents, config: { ...config, ...(signal && { abortSignal: signal }) } };
}

/** The SDK's answers hold the service's JSON as it came, and one member of their own beside it. */
function plain(response: object): JsonObject {
  return response as JsonObject; // the members that are read were parsed from JSON
}
