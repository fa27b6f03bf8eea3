import type { GenerationRequest } from '../core/tuning/generation.ts';
import type { JsonObject } from '../core/json.ts';
import { modelKey, type ServedModel } from '../core/tuning/model-ref.ts';
import { promptOf } from './generate.ts';
import { openSdk, sdkError } from './generate/sdk.ts';
import type { GoogleClient } from './google-client.ts';
import { numberOf, objectOf, textOf } from './member.ts';
import { requestsOf } from './requests.ts';

/** The start of a prompt that a service keeps, so that it need not be sent and paid in full each time. */
export interface ContextCache {
  /** What `GenerationRequest.cached` takes. */
  readonly name: string;
  /** RFC 3339; after it the cache is gone. */
  readonly expireTime: string | null;
  readonly tokens: number | null;
}

export interface CacheOptions {
  readonly displayName: string;
  /** Keeping costs by the hour. */
  readonly seconds: number;
  readonly signal?: AbortSignal | undefined;
}

const PURPOSE = 'Keep a prompt';

/** Keeps turns at the service. It refuses what is short: the least is a matter of the model. */
export async function createCache(
  client: GoogleClient,
  model: ServedModel,
  request: Pick<GenerationRequest, 'turns' | 'tools'>,
  options: CacheOptions,
): Promise<ContextCache> {
  const kept = { ...promptOf(model, request), displayName: options.displayName, ttl: `${options.seconds}s` };
  const { signal } = options;
  const name = modelKey(model);
  const requests = requestsOf(model.service);
  const sent = requests.toCache(model, {
    purpose: PURPOSE,
    signal,
    body: { model: name, ...kept },
  });
  if (!requests.usesSdk) return readCache((await client.send(sent)).body);
  const sdk = await openSdk(client, PURPOSE);
  try {
    const answer = await sdk.caches.create({
      model: name,
      config: { ...kept, ...(signal && { abortSignal: signal }) },
    });
    return readCache(answer as JsonObject); // its members were parsed from JSON
  } catch (error) {
    throw sdkError(error, client, sent);
  }
}

function readCache(body: JsonObject): ContextCache {
  return {
    name: textOf(body, 'name') ?? '',
    expireTime: textOf(body, 'expireTime'),
    tokens: numberOf(objectOf(body, 'usageMetadata'), 'totalTokenCount'),
  };
}
