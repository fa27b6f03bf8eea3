import { registerOffline, type Offline } from '../../services/offline.ts';
import type { Notices } from './notices.svelte.ts';

/** A newer build that the service worker has fetched and that waits for the user's word. */
export class Update {
  ready = $state(false);
  readonly #offline: Offline;
  readonly #notices: Notices;

  constructor(notices: Notices) {
    this.#notices = notices;
    this.#offline = registerOffline({ onUpdateReady: () => (this.ready = true) });
  }

  apply = async (): Promise<void> => {
    const outcome = await this.#offline.applyUpdate();
    if (outcome === 'busy') this.#notices.say('Another tab is still at work.', null, 'Update when it is done.');
    if (outcome === 'none') this.ready = false;
  };
}
