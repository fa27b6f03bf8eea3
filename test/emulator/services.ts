import { html, type Call, type Reply } from './call.ts';
import { geminiApi } from './gemini-api.ts';
import { GEMINI_API, STORAGE } from './hosts.ts';
import { storage } from './storage.ts';

/** The service of the host that the request names. */
export function serve(call: Call): Reply {
  if (call.host === GEMINI_API) return geminiApi(call);
  if (call.host === STORAGE) return storage(call);
  return { ...html(404, 'Not Found'), unreadable: true };
}
