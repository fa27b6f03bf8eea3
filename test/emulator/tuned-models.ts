import { json, type Call, type Reply } from './call.ts';
import { checkSettings, createTunedModel, TUNED_MODEL, violation } from './create-tuned-model.ts';
import { takePage } from './paging.ts';
import { readMessage } from './proto-json.ts';
import { route, type Route } from './route.ts';
import { complete } from './settings.ts';
import type { TunedModelRecord } from './state.ts';
import { describeTunedModel, findTunedModel } from './tuned-model.ts';

const CHANGEABLE = ['displayName', 'description', 'temperature', 'topP', 'topK', 'readerProjectNumbers'] as const;

/** tunedModels.* but its permissions and answers; v1 has none of it (E2, E6-E9). */
export const TUNED_MODEL_ROUTES: readonly Route[] = [
  route('POST /v1beta/tunedModels', createTunedModel),
  route('GET /v1beta/tunedModels', list),
  route('GET /v1beta/tunedModels/{id}', (call, { id = '' }) => show(call, findTunedModel(call, id))),
  route('PATCH /v1beta/tunedModels/{id}', (call, { id = '' }) => patch(call, findTunedModel(call, id))),
  route('DELETE /v1beta/tunedModels/{id}', (call, { id = '' }) => remove(call, findTunedModel(call, id))),
];

function show(call: Call, record: TunedModelRecord): Reply {
  return json(describeTunedModel(record, call.world.clock.now()));
}

function list(call: Call): Reply {
  const { clock, state, settings } = call.world;
  const now = clock.now();
  const newest = now - complete(settings).listLagMs;
  const filter = call.query.get('filter') ?? '';
  const known = [...state.tunedModels.values()].filter(
    (record) => record.createdAt <= newest && passes(call, record, filter),
  );
  const { items, ...next } = takePage(call, known, 10, 1000);
  const tunedModels = items.map((record) => describeTunedModel(record, now));
  return json({ ...(tunedModels.length > 0 && { tunedModels }), ...next });
}

/** Words must be in the display name or description; `owner:me` and the like ask for permissions. */
function passes(call: Call, { id, displayName, description }: TunedModelRecord, filter: string): boolean {
  const { permissions, account } = call.world.state;
  const granted = permissions.get(id) ?? [];
  const has = (role: string, email: string): boolean =>
    granted.some((permission) => permission.role === role && permission.emailAddress === email);
  const text = `${displayName} ${description}`.toLowerCase();
  return filter
    .split(/\s+/)
    .filter((term) => term !== '')
    .every((term) => {
      const operator = /^(owner|writers|readers):(me|everyone)$/.exec(term);
      if (operator === null) return text.includes(term.toLowerCase());
      const role = (operator[1] ?? '').replace(/s$/, '').toUpperCase();
      return has(role, operator[2] === 'me' ? account : '');
    });
}

function patch(call: Call, record: TunedModelRecord): Reply {
  const mask = call.query.get('updateMask') ?? call.query.get('update_mask') ?? '';
  if (mask === '') throw violation('update_mask', 'update_mask is required.');
  const model = readMessage(call.body, TUNED_MODEL, 'tuned_model');
  checkSettings(model);
  const fields = mask.split(',').map((path) => {
    const name = path.trim().replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
    const field = CHANGEABLE.find((known) => known === name);
    if (field === undefined) throw violation('update_mask', `Invalid field "${path}" in update_mask.`);
    return field;
  });
  const cleared = { displayName: '', description: '', temperature: 1, topP: 0.95, topK: 64, readerProjectNumbers: [] };
  for (const field of fields) Object.assign(record, { [field]: model[field] ?? cleared[field] });
  record.updatedAt = call.world.clock.now();
  return show(call, record);
}

function remove(call: Call, { id, operation }: TunedModelRecord): Reply {
  const { tunedModels, operations, permissions } = call.world.state;
  tunedModels.delete(id);
  operations.delete(operation);
  permissions.delete(id);
  return json({});
}
