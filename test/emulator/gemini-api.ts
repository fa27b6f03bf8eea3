import { BATCH_ROUTES } from './batches.ts';
import { CACHE_ROUTES } from './cached-contents.ts';
import type { Call, Reply } from './call.ts';
import { checkGeminiCredentials } from './credentials.ts';
import { DECISION_ROUTES } from './decisions.ts';
import { MODEL_ROUTES } from './gemini-models.ts';
import { badRequest, invalid } from './google-error.ts';
import { PERMISSION_ROUTES } from './permissions.ts';
import { dispatch } from './route.ts';
import { TUNED_ANSWER_ROUTES } from './tuned-answers.ts';
import { TUNED_MODEL_ROUTES } from './tuned-models.ts';
import { OPERATION_ROUTES } from './tuning-operations.ts';

const MOST_BYTES = 20 * 2 ** 20;
const MOST_INLINE_BYTES = 4 * 2 ** 20;
const ROUTES = [
  ...BATCH_ROUTES,
  ...CACHE_ROUTES,
  ...DECISION_ROUTES,
  ...MODEL_ROUTES,
  ...TUNED_MODEL_ROUTES,
  ...OPERATION_ROUTES,
  ...TUNED_ANSWER_ROUTES,
  ...PERMISSION_ROUTES,
];
const QUERY = [
  'key',
  'alt',
  '$alt',
  'fields',
  'prettyPrint',
  'pageSize',
  'pageToken',
  'filter',
  'tunedModelId',
  'updateMask',
];

/** generativelanguage.googleapis.com. */
export function geminiApi(call: Call): Reply {
  checkGeminiCredentials(call);
  checkQuery(call);
  const most = call.path.endsWith('/tunedModels') ? MOST_INLINE_BYTES : MOST_BYTES;
  if (call.body.length > most) throw invalid(`Request payload size exceeds the limit: ${most} bytes.`);
  return dispatch(ROUTES, call);
}

function checkQuery(call: Call): void {
  for (const name of call.query.keys()) {
    if (QUERY.includes(name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase()))) continue;
    const description = `Invalid JSON payload received. Unknown name "${name}": Cannot bind query parameter. Field '${name}' could not be found in request message.`;
    throw invalid(description, [badRequest([{ field: '', description }])]);
  }
}
