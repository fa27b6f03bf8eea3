import type { ServiceId } from '../../core/tuning/model-ref.ts';
import type { Permission } from '../../services/gemini-api/permission.ts';
import type { Google } from '../settings/google.svelte.ts';

/** Who may use a tuned model . */
export class ModelAccess {
  /** null until it has been asked for. */
  permissions = $state.raw<readonly Permission[] | null>(null);
  busy = $state(false);
  readonly #service: ServiceId;
  readonly #model: string;
  readonly #google: Google;

  constructor(service: ServiceId, model: string, google: Google) {
    this.#service = service;
    this.#model = model;
    this.#google = google;
  }

  list = async (): Promise<void> => {
    this.busy = true;
    this.permissions =
      (await this.#google.run((api) => api.permissions(this.#service, this.#model))) ?? this.permissions;
    this.busy = false;
  };

  /** Shares with an address, or with everyone where it is empty. Whether it went well. */
  share = async (emailAddress: string, role: 'READER' | 'WRITER'): Promise<boolean> => {
    const grantee =
      emailAddress === '' ? { granteeType: 'EVERYONE', emailAddress: null } : { granteeType: 'USER', emailAddress };
    const shared = await this.#google.did((api) => api.share(this.#service, this.#model, { ...grantee, role }));
    if (shared) await this.list();
    return shared;
  };

  remove = async ({ name }: Permission): Promise<void> => {
    if (await this.#google.did((api) => api.unshare(this.#service, name))) await this.list();
  };
}
