import type { Call, Reply } from './call.ts';
import { checkGeminiCredentials } from './credentials.ts';
import { invalid } from './google-error.ts';
import { MODEL_ROUTES } from './gemini-models.ts';
import { dispatch } from './route.ts';

const MOST_BYTES = 20 * 2 ** 20;
const MOST_INLINE_BYTES = 4 * 2 ** 20;
const ROUTES = [...MODEL_ROUTES];

/** generativelanguage.googleapis.com. */
export function geminiApi(call: Call): Reply {
  checkGeminiCredentials(call);
  const most = call.path.endsWith('/tunedModels') ? MOST_INLINE_BYTES : MOST_BYTES;
  if (call.body.length > most) throw invalid(`Request payload size exceeds the limit: ${most} bytes.`);
  return dispatch(ROUTES, call);
}
