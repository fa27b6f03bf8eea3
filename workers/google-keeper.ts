import { type Connection, type CredentialState, NO_CONNECTION } from '../src/core/tuning/connection.ts';
import type { Secrets } from '../src/services/secrets.ts';
import { seal, unseal } from '../src/services/vault.ts';
import { readVault, removeVault, saveVault } from '../src/store/vault.ts';
import { type Clock, REAL_CLOCK } from './clock.ts';

/** Google's access tokens live for an hour; a little less is promised. */
const TOKEN_LIFE_MS = 55 * 60_000;
const NO_SECRETS: Secrets = { geminiKey: null, accessToken: null };

/** Keeps the secrets, in this worker's memory and nowhere else; in the vault as cipher text where the user wants it. */
export class Keeper {
  connection: Connection = NO_CONNECTION;
  #secrets: Secrets = NO_SECRETS;
  #tokenEnds: number | null = null;
  #vault: CredentialState['vault'] = 'none';
  /** When the vault is locked. Timers stop while the machine sleeps, so that the time counts too. */
  #locksAt = Infinity;
  /** How often all was forgotten: what was under way then must not bring secrets back. */
  #forgotten = 0;
  #stopTimer: () => void = () => undefined;
  readonly #onChange: () => void;
  readonly #clock: Clock;

  constructor(onChange: () => void, clock = REAL_CLOCK) {
    this.#onChange = onChange;
    this.#clock = clock;
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
    if (this.#clock.now() >= this.#locksAt) this.lock();
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
      this.#tokenEnds = given.accessToken === null ? null : this.#clock.now() + TOKEN_LIFE_MS;
    this.#onChange();
  }

  /**
   * Stores what is held as cipher text, so that it is there after a reload for whoever knows the passphrase. False where all
   * was forgotten before that was done: then nothing is stored.
   */
  async seal(passphrase: string): Promise<boolean> {
    const before = this.#forgotten;
    const sealed = await seal(this.#secrets, passphrase);
    if (this.#forgotten !== before) return false;
    await saveVault(sealed);
    this.#open();
    this.#onChange();
    return true;
  }

  /** Takes what the vault holds and this tab does not. False where the passphrase is not the one. */
  async unlock(passphrase: string): Promise<boolean> {
    const before = this.#forgotten;
    const sealed = await readVault();
    const secrets = sealed && (await unseal(sealed, passphrase));
    if (!secrets || this.#forgotten !== before) return false;
    const { geminiKey, accessToken } = this.#secrets;
    this.#secrets = { geminiKey: geminiKey ?? secrets.geminiKey, accessToken: accessToken ?? secrets.accessToken };
    // The token is at least as old as the vault.
    if (accessToken === null && secrets.accessToken !== null) this.#tokenEnds = sealed.made + TOKEN_LIFE_MS;
    this.#open();
    this.#onChange();
    return true;
  }

  /** Forgets what is held; the vault stays. */
  lock(): void {
    this.#stopTimer();
    this.#locksAt = Infinity;
    this.#forgotten++;
    this.#secrets = NO_SECRETS;
    this.#tokenEnds = null;
    if (this.#vault === 'open') this.#vault = 'locked';
    this.#onChange();
  }

  /** The same because another tab was locked; the vault may be one that this tab has not heard of. */
  async lockToo(): Promise<void> {
    this.lock();
    await this.begin();
    this.#onChange();
  }

  /** Forgets everything; a vault that is stored is left to whoever removes it. */
  forget(): void {
    this.#vault = 'none';
    this.lock();
  }

  /** Forgets everything, the vault too. */
  async wipe(): Promise<void> {
    this.forget();
    await removeVault();
  }

  #open(): void {
    this.#vault = 'open';
    this.#startLockTimer();
  }

  #startLockTimer(): void {
    if (this.#vault !== 'open') return;
    const wait = this.connection.lockAfterMinutes * 60_000;
    this.#locksAt = this.#clock.now() + wait;
    this.#stopTimer();
    this.#stopTimer = this.#clock.after(wait, () => {
      this.lock();
    });
  }
}
