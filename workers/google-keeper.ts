import { type Connection, type CredentialState, NO_CONNECTION } from '../src/core/tuning/connection.ts';
import type { Secrets } from '../src/services/secrets.ts';
import { seal, unseal } from '../src/services/vault.ts';
import { readVault, removeVault, saveVault } from '../src/store/vault.ts';

/** Google's access tokens live for an hour; a little less is promised. */
const TOKEN_LIFE_MS = 55 * 60_000;
const NO_SECRETS: Secrets = { geminiKey: null, accessToken: null };

/** Keeps the secrets, in this worker's memory and nowhere else; in the vault as cipher text where the user wants it. */
export class Keeper {
  connection: Connection = NO_CONNECTION;
  #secrets: Secrets = NO_SECRETS;
  #tokenEnds: number | null = null;
  #vault: CredentialState['vault'] = 'none';
  #lockTimer: ReturnType<typeof setTimeout> | undefined;
  readonly #onChange: () => void;

  constructor(onChange: () => void) {
    this.#onChange = onChange;
  }

  get state(): CredentialState {
    const { geminiKey, accessToken } = this.#secrets;
    return {
      geminiKey: geminiKey !== null,
      accessToken: accessToken !== null,
      tokenEnds: this.#tokenEnds,
      vault: this.#vault,
    };
  }

  /** The secrets for one request. Using them keeps an opened vault open. */
  use(): Secrets {
    this.#startLockTimer();
    return this.#secrets;
  }

  async begin(): Promise<void> {
    if (await readVault()) this.#vault = 'locked';
  }

  /** Takes secrets; `null` forgets one, an absent one stays. */
  hold(given: Partial<Secrets>): void {
    this.#secrets = { ...this.#secrets, ...given };
    if (given.accessToken !== undefined)
      this.#tokenEnds = given.accessToken === null ? null : Date.now() + TOKEN_LIFE_MS;
    this.#onChange();
  }

  /** Stores what is held as cipher text, so that it is there after a reload for whoever knows the passphrase. */
  async seal(passphrase: string): Promise<void> {
    await saveVault(await seal(this.#secrets, passphrase));
    this.#vault = 'open';
    this.#startLockTimer();
    this.#onChange();
  }

  /** False where the passphrase is not the one. */
  async unlock(passphrase: string): Promise<boolean> {
    const sealed = await readVault();
    const secrets = sealed && (await unseal(sealed, passphrase));
    if (!secrets) return false;
    this.#vault = 'open';
    this.hold(secrets);
    this.#startLockTimer();
    return true;
  }

  /** Forgets what is held; the vault stays. */
  lock(): void {
    clearTimeout(this.#lockTimer);
    this.#secrets = NO_SECRETS;
    this.#tokenEnds = null;
    if (this.#vault === 'open') this.#vault = 'locked';
    this.#onChange();
  }

  /** Forgets everything, the vault too. */
  async wipe(): Promise<void> {
    await removeVault();
    this.#vault = 'none';
    this.lock();
  }

  #startLockTimer(): void {
    if (this.#vault !== 'open') return;
    clearTimeout(this.#lockTimer);
    this.#lockTimer = setTimeout(() => {
      this.lock();
    }, this.connection.lockAfterMinutes * 60_000);
  }
}
