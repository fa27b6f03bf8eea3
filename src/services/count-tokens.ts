import type { CountedPrompt } from '../core/tokens/prompts.ts';
import type { ServedModel } from '../core/tuning/model-ref.ts';
import { promptOf } from './generate.ts';
import type { Prompt } from './generate/prompt.ts';
import { openSdk, sdkError } from './generate/sdk.ts';
import type { GoogleClient } from './google-client.ts';
import type { GoogleRequest } from './google-request.ts';
import { numberOf } from './member.ts';
import { requestsOf } from './requests.ts';

const PURPOSE = 'Count tokens';

/**
 * The tokens of a prompt as the service counts them, which costs nothing. A tuned model counts like its base: name that.
 * Asked once: who counts many says beforehand how many requests that is.
 */
export async function countTokens(
  client: GoogleClient,
  model: ServedModel,
  request: CountedPrompt,
  signal?: AbortSignal,
): Promise<number> {
  const prompt = promptOf(model, request);
  const isPlain = prompt.systemInstruction === undefined && prompt.tools === undefined;
  const requests = requestsOf(model.service);
  const body = requests.countBody(model, prompt, isPlain);
  const sent = requests.toModel(model, 'countTokens', body, { purpose: PURPOSE, signal });
  if (requests.usesSdk && isPlain) return countBySdk(client, model.name, prompt, sent);
  const { body: answer, status } = await client.send(sent);
  return numberOf(answer, 'totalTokens') ?? fail(client, sent, status, JSON.stringify(answer));
}

async function countBySdk(client: GoogleClient, model: string, prompt: Prompt, sent: GoogleRequest): Promise<number> {
  const sdk = await openSdk(client, PURPOSE);
  const config = sent.signal ? { abortSignal: sent.signal } : {};
  try {
    const answer = await sdk.models.countTokens({ model, contents: prompt.contents, config });
    return answer.totalTokens ?? fail(client, sent, 200, JSON.stringify(answer));
  } catch (error) {
    throw sdkError(error, client, sent);
  }
}

function fail(client: GoogleClient, sent: GoogleRequest, status: number, text: string): never {
  throw client.errorFor(sent, status, text);
}
