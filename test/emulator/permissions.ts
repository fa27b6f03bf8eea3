import { json, type Call, type Reply } from './call.ts';
import { violation } from './create-tuned-model.ts';
import { GoogleError, notFound } from './google-error.ts';
import type { JsonObject } from './json.ts';
import { takePage } from './paging.ts';
import { readMessage, type Shape } from './proto-json.ts';
import { randomName } from './random.ts';
import { route, type Route } from './route.ts';
import type { PermissionRecord } from './state.ts';
import { findTunedModel } from './tuned-model.ts';

const PERMISSION = {
  name: 'string',
  granteeType: 'string',
  emailAddress: 'string',
  role: 'string',
} as const satisfies Shape;
const PARENT = '/v1beta/tunedModels/{id}';

/** Who may use and change a tuned model. */
export const PERMISSION_ROUTES: readonly Route[] = [
  route(`POST ${PARENT}/permissions`, (call, { id = '' }) => create(call, id)),
  route(`GET ${PARENT}/permissions`, (call, { id = '' }) => {
    const { items, ...next } = takePage(call, listOf(call, id), 10, 1000);
    return json({ ...(items.length > 0 && { permissions: items.map((item) => describe(id, item)) }), ...next });
  }),
  route(`GET ${PARENT}/permissions/{permission}`, (call, { id = '', permission = '' }) =>
    json(describe(id, find(call, id, permission))),
  ),
  route(`PATCH ${PARENT}/permissions/{permission}`, (call, { id = '', permission = '' }) => {
    if (call.query.get('updateMask') !== 'role') throw violation('update_mask', 'update_mask must be "role".');
    const found = find(call, id, permission);
    found.role = checkRole(readMessage(call.body, PERMISSION, 'permission').role);
    return json(describe(id, found));
  }),
  route(`DELETE ${PARENT}/permissions/{permission}`, (call, { id = '', permission = '' }) => {
    const found = find(call, id, permission);
    if (found.role === 'OWNER') throw violation('name', 'The permission of the owner cannot be deleted.');
    const list = listOf(call, id);
    list.splice(list.indexOf(found), 1);
    return json({});
  }),
  route(`POST ${PARENT}:transferOwnership`, (call, { id = '' }) => transfer(call, id)),
];

function listOf(call: Call, id: string): PermissionRecord[] {
  findTunedModel(call, id);
  const { permissions } = call.world.state;
  const list = permissions.get(id) ?? [];
  permissions.set(id, list);
  return list;
}

function find(call: Call, id: string, permission: string): PermissionRecord {
  const found = listOf(call, id).find((entry) => entry.id === permission);
  if (found === undefined) throw notFound(`Permission tunedModels/${id}/permissions/${permission} does not exist.`);
  return found;
}

function create(call: Call, id: string): Reply {
  const list = listOf(call, id);
  const { granteeType = 'USER', emailAddress = '', role } = readMessage(call.body, PERMISSION, 'permission');
  if (!['USER', 'GROUP', 'EVERYONE'].includes(granteeType))
    throw violation('permission.grantee_type', `Invalid grantee type "${granteeType}".`);
  if ((granteeType === 'EVERYONE') !== (emailAddress === '')) {
    throw violation(
      'permission.email_address',
      'An email address is required for users and groups, and for them alone.',
    );
  }
  if (list.some((entry) => entry.emailAddress === emailAddress)) {
    throw new GoogleError(409, 'ALREADY_EXISTS', `A permission for ${emailAddress || 'everyone'} already exists.`);
  }
  const record = { id: randomName(call.world.random, 12), granteeType, emailAddress, role: checkRole(role) };
  list.push(record);
  return json(describe(id, record));
}

function checkRole(role: string | undefined): string {
  if (role === 'READER' || role === 'WRITER') return role;
  throw violation('permission.role', `Invalid role "${role ?? ''}": READER and WRITER can be given.`);
}

/** The owner until now becomes a writer. */
function transfer(call: Call, id: string): Reply {
  const { emailAddress = '' } = readMessage(call.body, { name: 'string', emailAddress: 'string' });
  if (!emailAddress.includes('@')) throw violation('email_address', 'The email address of the new owner is required.');
  const others = listOf(call, id).filter((entry) => entry.emailAddress !== emailAddress);
  for (const entry of others) if (entry.role === 'OWNER') entry.role = 'WRITER';
  const owner = { id: randomName(call.world.random, 12), granteeType: 'USER', emailAddress, role: 'OWNER' };
  call.world.state.permissions.set(id, [...others, owner]);
  return json({});
}

function describe(model: string, { id, granteeType, emailAddress, role }: PermissionRecord): JsonObject {
  const name = `tunedModels/${model}/permissions/${id}`;
  return { name, granteeType, ...(emailAddress !== '' && { emailAddress }), role };
}
