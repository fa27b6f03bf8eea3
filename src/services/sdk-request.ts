import { isGoogleHost } from './google-hosts.ts';
import type { GoogleRequest } from './google-request.ts';
import { parseObject } from './parse-object.ts';

const METHODS: readonly GoogleRequest['method'][] = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];

/** What the official SDK asks of its `fetch`, as one of our requests. Its headers are left out: ours replace them all. */
export function sdkRequest(input: RequestInfo | URL, init: RequestInit | undefined, purpose: string): GoogleRequest {
  const url = new URL(input instanceof Request ? input.url : input);
  const { hostname: host, protocol } = url;
  if (!isGoogleHost(host) || protocol !== 'https:' || url.port !== '') {
    throw new TypeError(`Host "${url.origin}" is not one of google-hosts.ts`);
  }
  const method = METHODS.find((known) => known === (init?.method ?? 'GET').toUpperCase());
  if (method === undefined) throw new TypeError(`Method "${String(init?.method)}" is none that Google's API knows`);
  url.searchParams.delete('key');
  const path = `${url.pathname}${url.search}`;
  return { host, method, path, purpose, ...bodyOf(init), ...(init?.signal ? { signal: init.signal } : {}) };
}

function bodyOf(init: RequestInit | undefined): Pick<GoogleRequest, 'body'> {
  if (typeof init?.body !== 'string') return {};
  const body = parseObject(init.body);
  if (body === null) throw new TypeError('The body of a request must be a JSON object');
  return { body };
}
