import type { GenerateContentParameters } from '@google/genai/web';
import { ShapeError } from '../core/formats/format.ts';
import type { JsonObject } from '../core/json.ts';
import type { Answer, GenerationRequest } from '../core/tuning/generation.ts';
import type { ServedModel } from '../core/tuning/model-ref.ts';
import { explainUnfit } from './explain-error.ts';
import { addResponse, NO_ANSWER } from './generate/answer.ts';
import { fitTunedModel } from './generate/fit-tuned-model.ts';
import { writePrompt, writeSettings, type Prompt } from './generate/prompt.ts';
import { ANSWER_TIMEOUT_MS, openSdk, sdkError } from './generate/sdk.ts';
import { servedRequest } from './generate/served-request.ts';
import type { GoogleClient } from './google-client.ts';
import type { GoogleRequest } from './google-request.ts';
import { ServiceError } from './service-error.ts';

const PURPOSE = 'Ask a model';

export interface GeneratedAnswer extends Answer {
  /** What was changed about the request so that the model takes it, in words for the screen. */
  readonly notes: readonly string[];
}

/**
 * Asks a model. `onText` is told the answer so far, again and again where the service streams. Throws `ServiceError`, or the
 * signal's reason; what has been answered until then may still be charged.
 */
export async function generate(
  client: GoogleClient,
  model: ServedModel,
  request: GenerationRequest,
  onText: (answer: Answer) => void,
  signal?: AbortSignal,
): Promise<GeneratedAnswer> {
  const fitted = isTuned(model) ? fitTunedModel(request) : { request, notes: [] };
  if ('unfit' in fitted) throw unfit(model, fitted.unfit);
  const prompt = promptOf(model, fitted.request);
  const sent = restRequest(model, fitted.request, prompt, signal);
  let answer = NO_ANSWER;
  for await (const response of responsesOf(client, model, fitted.request, prompt, sent)) {
    answer = addResponse(answer, response);
    onText(answer);
  }
  signal?.throwIfAborted();
  // Every answer that came whole says why it ended.
  if (answer.finishReason === null && answer.blockReason === null) throw client.errorFor(sent, 200, answer.text);
  return { ...answer, notes: fitted.notes };
}

/** Checks and writes a prompt, also for counting and caching. Throws `ServiceError` for turns that Gemini has no form for. */
export function promptOf(model: ServedModel, request: Pick<GenerationRequest, 'turns' | 'tools'>): Prompt {
  try {
    return writePrompt(request);
  } catch (error) {
    if (!(error instanceof ShapeError)) throw error;
    throw unfit(model, { what: `The prompt can not be asked: ${error.message}.`, next: 'Change it, then try again.' });
  }
}

async function* responsesOf(
  client: GoogleClient,
  model: ServedModel,
  request: GenerationRequest,
  prompt: Prompt,
  sent: GoogleRequest,
): AsyncGenerator<JsonObject, void> {
  if (model.service === 'agent-platform') {
    yield* client.stream(sent);
    return;
  }
  const sdk = await openSdk(client, PURPOSE);
  const parameters = sdkParameters(model.name, request, prompt, sent.signal);
  try {
    if (isTuned(model)) {
      // Streams of tuned models are answered with 404.
      yield plain(await sdk.models.generateContent(parameters));
      return;
    }
    for await (const response of await sdk.models.generateContentStream(parameters)) yield plain(response);
  } catch (error) {
    throw sdkError(error, client, sent);
  }
}

function sdkParameters(
  model: string,
  { settings, cached }: GenerationRequest,
  { contents, ...instructions }: Prompt,
  abortSignal: AbortSignal | undefined,
): GenerateContentParameters {
  const config = {
    ...writeSettings(settings),
    ...instructions,
    ...(cached !== undefined && { cachedContent: cached }),
  };
  return { model, contents, config: { ...config, ...(abortSignal && { abortSignal }) } };
}

/** The same request in the services' own form: what the Agent Platform is sent, and what messages show of either. */
function restRequest(
  model: ServedModel,
  { settings, cached }: GenerationRequest,
  prompt: Prompt,
  signal: AbortSignal | undefined,
): GoogleRequest {
  const method = isTuned(model) ? 'generateContent' : 'streamGenerateContent?alt=sse';
  const generationConfig = writeSettings(settings);
  const body = { ...prompt, generationConfig, ...(cached !== undefined && { cachedContent: cached }) };
  return servedRequest(model, method, body, { purpose: PURPOSE, signal, timeoutMs: ANSWER_TIMEOUT_MS });
}

function isTuned(model: ServedModel): boolean {
  return model.service === 'gemini-api' && model.name.startsWith('tunedModels/');
}

function unfit(model: ServedModel, words: { readonly what: string; readonly next: string }): ServiceError {
  const host = model.service === 'gemini-api' ? 'generativelanguage.googleapis.com' : 'aiplatform.googleapis.com';
  return new ServiceError(explainUnfit({ purpose: PURPOSE, host, curl: null }, words));
}

/** The SDK's answers hold the service's JSON as it came, and one member of their own beside it. */
function plain(response: object): JsonObject {
  return response as JsonObject; // the members that are read were parsed from JSON
}
