import { trustWorkerUrl } from './trusted-urls.ts';

/**
 * What became of the registration: `unsupported` also covers file:// and plain HTTP, `failed` a refusal by the browser
 * (private windows, full disk).
 */
export type OfflineStatus = 'development' | 'unsupported' | 'failed' | 'registered';

/** `busy`: a task is running in this or another tab. `none`: there is no update. */
export type UpdateOutcome = 'reloading' | 'busy' | 'none';

export interface Offline {
  readonly status: Promise<OfflineStatus>;
  /** Settles once the whole site is stored, so that it opens without a network; never where it can't be. */
  readonly stored: Promise<void>;
  /** Changes to the release that waits and reloads the page, unless a task runs in any tab. */
  applyUpdate(): Promise<UpdateOutcome>;
}

interface OfflineOptions {
  /** Called when a newer release is stored and waits to be applied, perhaps more than once. */
  readonly onUpdateReady: () => void;
  /** Settles when a first visit has a moment: storing the whole site takes as much as importing a large file. */
  readonly quiet: () => Promise<void>;
}

const HOUR_MS = 3_600_000;

/** Keeps the site for use without a network. Never throws: without a service worker the page works all the same. */
export function registerOffline(options: OfflineOptions): Offline {
  // Node types apart, old WebKit and insecure origins have no `serviceWorker` at all.
  if (import.meta.env.DEV) return inactive('development');
  if (!('serviceWorker' in navigator)) return inactive('unsupported');
  return new ServiceWorkerUpdates(navigator.serviceWorker, options);
}

function inactive(status: OfflineStatus): Offline {
  return {
    status: Promise.resolve(status),
    stored: new Promise(() => undefined),
    applyUpdate: () => Promise.resolve('none'),
  };
}

class ServiceWorkerUpdates implements Offline {
  readonly status: Promise<OfflineStatus>;
  readonly stored: Promise<void>;
  readonly #container: ServiceWorkerContainer;
  readonly #onUpdateReady: () => void;
  #registration: ServiceWorkerRegistration | undefined;
  /** Another tab applied the update: this one still runs the release before, and needs only a reload. */
  #isReplaced = false;
  #isReloading = false;

  constructor(container: ServiceWorkerContainer, { onUpdateReady, quiet }: OfflineOptions) {
    this.#container = container;
    this.#onUpdateReady = onUpdateReady;
    this.status = this.#register(quiet);
    // A worker is active only after it has stored every file.
    this.stored = container.ready.then(() => undefined);
  }

  async applyUpdate(): Promise<UpdateOutcome> {
    const waiting = this.#registration?.waiting;
    if (!waiting) return this.#isReplaced ? this.#reload() : 'none';
    this.#isReloading = true;
    const outcome = await ask(waiting);
    this.#isReloading = outcome === 'applied';
    // The reload follows when the new worker takes over (#watchTakeover).
    return this.#isReloading ? 'reloading' : 'busy';
  }

  async #register(quiet: () => Promise<void>): Promise<OfflineStatus> {
    this.#watchTakeover();
    if (this.#container.controller === null) await quiet();
    try {
      const url = new URL(`${import.meta.env.BASE_URL}service-worker.js`, document.baseURI);
      this.#watch(await this.#container.register(trustWorkerUrl(url.href), { updateViaCache: 'none' }));
      return 'registered';
    } catch {
      return 'failed';
    }
  }

  #watchTakeover(): void {
    // A page's first worker takes over too, and brings nothing new.
    let isFirst = this.#container.controller === null;
    this.#container.addEventListener('controllerchange', () => {
      if (this.#isReloading) location.reload();
      else if (!isFirst) {
        this.#isReplaced = true;
        this.#onUpdateReady();
      }
      isFirst = false;
    });
  }

  #watch(registration: ServiceWorkerRegistration): void {
    this.#registration = registration;
    if (registration.waiting && this.#container.controller) this.#onUpdateReady();
    registration.addEventListener('updatefound', () => {
      this.#watchInstall(registration.installing);
    });
    this.#lookForUpdates(registration);
  }

  #watchInstall(worker: ServiceWorker | null): void {
    worker?.addEventListener('statechange', () => {
      if (worker.state === 'installed' && this.#container.controller) this.#onUpdateReady();
    });
  }

  /** Browsers look when a page is opened; a tab that stays open for days has to ask. */
  #lookForUpdates(registration: ServiceWorkerRegistration): void {
    let lastLook = Date.now();
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState === 'hidden' || Date.now() - lastLook < HOUR_MS) return;
      lastLook = Date.now();
      // Offline, this fails, which says nothing new.
      registration.update().catch(() => undefined);
    });
  }

  #reload(): UpdateOutcome {
    location.reload();
    return 'reloading';
  }
}

/** Asks a waiting worker to take over. */
function ask(worker: ServiceWorker): Promise<'applied' | 'busy'> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = (event: MessageEvent<'applied' | 'busy'>) => {
      resolve(event.data);
    };
    worker.postMessage('apply-update', [port2]);
  });
}
