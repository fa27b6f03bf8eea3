import { type Connection, type CredentialState, NO_CONNECTION } from '../../src/core/tuning/google-connection.ts';
import type { Secrets } from '../../src/services/secrets.ts';
import { seal, unseal } from '../../src/services/vault.ts';
import { readVault, removeVault, saveVault } from '../../src/store/google/vault.ts';
import { type Clock, REAL_CLOCK } from './clock.ts';

/** Google's access tokens live for an hour; a little less is promised. */
const TOKEN_LIFE_MS = 55 * 60_000;
/** A timer that is later than this has been asleep with the machine, or with the tab. */
const LATE_MS = 60_000;
const NO_SECRETS: Secrets = { geminiKey: null, accessToken: null };

/** Keeps the secrets, in this worker's memory and nowhere else; in the vault as cipher text where the user wants it. */
export class Keeper {
  connection: Connection = NO_CONNECTION;
  /** Whether a job runs that needs the secrets to be followed. */
  isNeeded: () => Promise<boolean> = () => Promise.resolve(false);
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

  /** The secrets for one request that the user wants. Using them keeps an opened vault open. */
  use(): Secrets {
    const secrets = this.lend();
    this.#startLockTimer();
    return secrets;
  }

  /** The same for a request that nobody asked for: on a machine that is left alone they go on, and would never let it lock. */
  lend(): Secrets {
    if (this.#clock.now() >= this.#locksAt) this.lock();
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
   * was forgotten meanwhile: then nothing is stored.
   */
  async seal(passphrase: string): Promise<boolean> {
    const before = this.#forgotten;
    const sealed = await seal(this.#secrets, passphrase);
    if (this.#forgotten !== before) return false;
    await saveVault(sealed);
    if (this.#forgotten === before) this.#open();
    // Locked or wiped while it was stored.
    else this.#vault = (await readVault()) ? 'locked' : 'none';
    this.#onChange();
    return this.#vault !== 'none';
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
    this.#stopTimer = this.#clock.after(wait, () => this.#endTime());
  }

  /** Locks after a time without use, unless a job is to be watched. A machine that slept through that time is locked. */
  async #endTime(): Promise<void> {
    const isLate = this.#clock.now() - this.#locksAt > LATE_MS;
    this.#locksAt = Infinity;
    const isNeeded = !isLate && this.connection.openWhileJobsRun && (await this.isNeeded().catch(() => false));
    // Used or locked while that was found out.
    if (this.#vault !== 'open' || this.#locksAt !== Infinity) return;
    if (isNeeded) this.#startLockTimer();
    else this.lock();
  }
}
