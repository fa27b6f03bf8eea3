import type { Call } from './call.ts';
import { unauthenticated } from './faults.ts';
import { errorInfo, GoogleError, invalid } from './google-error.ts';
import { GEMINI_API } from './hosts.ts';
import { complete } from './settings.ts';

/** A key or a token opens the Gemini API; a bad key is 400, not 401 (§3.4). */
export function checkGeminiCredentials(call: Call): void {
  const { key } = complete(call.world.settings);
  const given = call.headers['x-goog-api-key'] ?? call.query.get('key') ?? '';
  if (given !== '') {
    if (given !== key) throw badKey();
    return;
  }
  if (call.headers['authorization'] !== undefined) return checkToken(call);
  throw new GoogleError(
    403,
    'PERMISSION_DENIED',
    "Method doesn't allow unregistered callers (callers without established identity). Please use API Key or other form of API consumer identity to call this API.",
  );
}

/** Every other host wants a bearer token; a key alone is told so, readably (js-genai #564). */
export function checkBearer(call: Call, method: string): void {
  if (call.headers['authorization'] !== undefined) return checkToken(call);
  const hasKey = (call.headers['x-goog-api-key'] ?? call.query.get('key') ?? '') !== '';
  const message = hasKey
    ? 'API keys are not supported by this API. Expected OAuth2 access token or other authentication credentials that assert a principal. See https://cloud.google.com/docs/authentication'
    : 'Request is missing required authentication credential. Expected OAuth 2 access token, login cookie or other valid authentication credential. See https://developers.google.com/identity/sign-in/web/devconsole-project.';
  const info = errorInfo('CREDENTIALS_MISSING', { method, service: 'aiplatform.googleapis.com' });
  throw new GoogleError(401, 'UNAUTHENTICATED', message, [info]);
}

function checkToken(call: Call): void {
  if (call.headers['authorization'] !== `Bearer ${complete(call.world.settings).token}`) throw unauthenticated();
}

function badKey(): GoogleError {
  const message = 'API key not valid. Please pass a valid API key.';
  return invalid(message, [
    errorInfo('API_KEY_INVALID', { service: GEMINI_API }),
    { '@type': 'type.googleapis.com/google.rpc.LocalizedMessage', locale: 'en-US', message },
  ]);
}
