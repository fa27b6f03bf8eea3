import { empty, type Call, type Reply } from './call.ts';
import { STORAGE } from './hosts.ts';
import { complete } from './settings.ts';

const HEADERS = ['content-type', 'x-goog-api-key', 'x-goog-api-client', 'authorization'];
const UPLOAD_HEADERS = ['content-range', 'x-upload-content-type', 'x-upload-content-length'];
const METHODS = { all: ['GET', 'POST', 'PATCH', 'PUT', 'DELETE'], 'get-post': ['GET', 'POST'] };

/** The answer to a preflight: an unknown header or method gets 403 without any CORS header (E13, js-genai #1723). */
export function answerPreflight(call: Call): Reply {
  const allowed = call.host === STORAGE ? [...HEADERS, ...UPLOAD_HEADERS] : HEADERS;
  const methods = METHODS[complete(call.world.settings).preflights];
  const wanted = (call.headers['access-control-request-headers'] ?? '').split(',').map((name) => name.trim());
  const method = call.headers['access-control-request-method'] ?? '';
  const refused = wanted.some((name) => name !== '' && !allowed.includes(name.toLowerCase()));
  if (refused || !methods.includes(method)) return { ...empty(403), unreadable: true };
  return empty(200, {
    'access-control-allow-methods': methods.join(','),
    'access-control-allow-headers': allowed.join(','),
    'access-control-max-age': '3600',
  });
}

/** The headers by which a script of another origin can read an answer. */
export function readableBy(call: Call): Record<string, string> {
  const origin = call.headers['origin'];
  if (origin === undefined) return {};
  const upload = call.host === STORAGE && complete(call.world.settings).locationReadable ? ',Location,Range' : '';
  return {
    'access-control-allow-origin': origin,
    'access-control-expose-headers': `Content-Encoding,Content-Length,Date,Server${upload}`,
    vary: 'Origin, X-Origin, Referer',
  };
}
