import type { JsonObject } from '../../core/json.ts';
import type { GoogleClient } from '../google-client.ts';
import { objectsOf, textOf } from '../member.ts';
import { ask } from './ask.ts';
import { readPermission, type Permission } from './permission.ts';
import { resourcePath } from './resource-name.ts';

/** Who may use a tuned model. */
export class Permissions {
  readonly #client: GoogleClient;

  constructor(client: GoogleClient) {
    this.#client = client;
  }

  async list(model: string, signal?: AbortSignal): Promise<readonly Permission[]> {
    const found: Permission[] = [];
    for (let token: string | null = ''; token !== null;) {
      const query = new URLSearchParams({ pageSize: '100', ...(token !== '' && { pageToken: token }) });
      const path = `${resourcePath(model)}/permissions?${query.toString()}`;
      const page: JsonObject = await ask(this.#client, { path, purpose: 'List who may use a model', signal });
      found.push(...objectsOf(page, 'permissions').map(readPermission));
      token = textOf(page, 'nextPageToken');
    }
    return found;
  }

  async create(model: string, { granteeType, emailAddress, role }: Omit<Permission, 'name'>): Promise<Permission> {
    const body = { granteeType, ...(emailAddress !== null && { emailAddress }), role };
    const path = `${resourcePath(model)}/permissions`;
    return readPermission(await ask(this.#client, { method: 'POST', path, purpose: 'Share a model', body }));
  }

  /** `name`: of the permission. */
  async update(name: string, role: string): Promise<Permission> {
    const path = `${resourcePath(name)}?updateMask=role`;
    const purpose = 'Change who may use a model';
    return readPermission(await ask(this.#client, { method: 'PATCH', path, purpose, body: { role } }));
  }

  /** `name`: of the permission. */
  async delete(name: string): Promise<void> {
    await ask(this.#client, { method: 'DELETE', path: resourcePath(name), purpose: 'Stop sharing a model' });
  }

  /** Gives the model to somebody else; who had it stays a writer. */
  async transferOwnership(model: string, emailAddress: string): Promise<void> {
    const path = `${resourcePath(model)}:transferOwnership`;
    await ask(this.#client, { method: 'POST', path, purpose: 'Give a model away', body: { emailAddress } });
  }
}
