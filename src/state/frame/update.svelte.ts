import { registerOffline, type Offline } from '../../services/offline.ts';
import type { Notices } from './notices.svelte.ts';
import type { Tasks } from './tasks.svelte.ts';

/** So long nobody has pressed for anything. */
const QUIET_MS = 3_000;

/** What the service worker keeps: the site for use without a network, and a newer build that waits for the user's word. */
export class Update {
  ready = $state(false);
  /** Whether the page opens without a network. */
  stored = $state(false);
  readonly #offline: Offline;
  readonly #notices: Notices;

  constructor(notices: Notices, tasks: Tasks) {
    this.#notices = notices;
    const quiet = (): Promise<void> => tasks.quiet(QUIET_MS);
    this.#offline = registerOffline({ onUpdateReady: () => (this.ready = true), quiet });
    void this.#offline.stored.then(() => (this.stored = true));
  }

  apply = async (): Promise<void> => {
    const outcome = await this.#offline.applyUpdate();
    if (outcome === 'busy') this.#notices.say('Another tab is still at work.', null, 'Update when it is done.');
    if (outcome === 'none') this.ready = false;
  };
}
