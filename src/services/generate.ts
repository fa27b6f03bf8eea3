import { ShapeError } from '../core/formats/format.ts';
import { isPromptOnly } from '../core/services/index.ts';
import { refusesPrefill } from '../core/models/generation-facts.ts';
import type { Answer, GenerationRequest } from '../core/tuning/generation.ts';
import type { ServedModel } from '../core/tuning/model-ref.ts';
import { explainUnfit } from './explain-error.ts';
import { addResponse, NO_ANSWER } from './generate/answer.ts';
import { fitTunedModel } from './generate/fit-tuned-model.ts';
import { settingsFor, writePrompt, type Prompt } from './generate/prompt.ts';
import { requestOf, responsesTo } from './generate/responses.ts';
import type { GoogleClient } from './google-client.ts';
import { requestsOf } from './requests.ts';
import { ServiceError } from './service-error.ts';

const PURPOSE = 'Ask a model';
const PREFILLED = {
  what: 'The prompt ends with the model’s own words, and this model does not go on from them.',
  next: 'End it with a question.',
};

export interface GeneratedAnswer extends Answer {
  /** What was changed about the request so that the model takes it, in words for the screen. */
  readonly notes: readonly string[];
}

/**
 * Asks a model. `onText` gets the answer so far, again and again where the service streams. Throws `ServiceError`, or the
 * signal's reason; what has been answered until then may still be charged.
 */
export async function generate(
  client: GoogleClient,
  model: ServedModel,
  request: GenerationRequest,
  onText: (answer: Answer) => void,
  signal?: AbortSignal,
): Promise<GeneratedAnswer> {
  const fitted = isPromptOnly(model) ? fitTunedModel(request) : { request, notes: [] };
  if ('unfit' in fitted) throw unfit(model, fitted.unfit);
  const prompt = promptOf(model, fitted.request);
  if (refusesPrefill(model.name) && prompt.contents.at(-1)?.['role'] === 'model') throw unfit(model, PREFILLED);
  const asked = { ...fitted.request, settings: settingsFor(model.name, fitted.request.settings) };
  const question = { purpose: PURPOSE, model, prompt, request: asked, signal };
  let answer = NO_ANSWER;
  for await (const response of responsesTo(client, question)) {
    answer = addResponse(answer, response);
    onText(answer);
  }
  signal?.throwIfAborted();
  // Every answer that came whole says why it ended.
  if (answer.finishReason === null && answer.blockReason === null)
    throw client.errorFor(requestOf(question), 200, answer.text);
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

function unfit(model: ServedModel, words: { readonly what: string; readonly next: string }): ServiceError {
  const { host } = requestsOf(model.service);
  return new ServiceError(explainUnfit({ purpose: PURPOSE, host, curl: null }, words));
}
