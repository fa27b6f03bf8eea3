import { agentPlatform } from './agent-platform/agent-platform.ts';
import { html, type Call, type Reply } from './call.ts';
import { geminiApi } from './gemini-api.ts';
import { AGENT_PLATFORM, GEMINI_API, STORAGE } from './hosts.ts';
import { storage } from './storage.ts';

/** The service of the host that the request names. */
export function serve(call: Call): Reply {
  if (call.host === GEMINI_API) return geminiApi(call);
  if (call.host === STORAGE) return storage(call);
  if (AGENT_PLATFORM.has(call.host)) return agentPlatform(call);
  return { ...html(404, 'Not Found'), unreadable: true };
}
