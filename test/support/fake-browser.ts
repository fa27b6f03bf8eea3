/**
 * What the store needs of a browser, for tests in Node: import it before anything of `src/store`. The database is
 * fake-indexeddb, which keeps Blobs and transactions but knows nothing of disks: those are tested in Chromium.
 */
import 'fake-indexeddb/auto';

type Granted = (lock: { readonly name: string } | null) => unknown;

/** Exclusive Web Locks of one page: requests for a name are granted in order, one at a time. */
class Locks {
  readonly #held = new Set<string>();
  readonly #waiting: { readonly name: string; readonly grant: () => void }[] = [];

  request<T extends Granted>(name: string, ...rest: [T] | [LockOptions, T]): Promise<Awaited<ReturnType<T>>> {
    const [options, callback] = rest.length === 1 ? [{}, rest[0]] : rest;
    return new Promise((resolve, reject) => {
      const run = async (lock: { readonly name: string } | null): Promise<void> => {
        try {
          // The cast: a callback's result is what its type says.
          resolve((await callback(lock)) as Awaited<ReturnType<T>>);
        } catch (error) {
          reject(error instanceof Error ? error : new Error(String(error)));
        } finally {
          if (lock) this.#release(name);
        }
      };
      if (options.ifAvailable && this.#held.has(name)) queueMicrotask(() => void run(null));
      else this.#waiting.push({ name, grant: () => void run({ name }) });
      this.#grant();
    });
  }

  /** What a browser does with the locks of a tab that dies. */
  free(): void {
    for (const name of [...this.#held]) this.#release(name);
  }

  query(): Promise<{ held: { name: string }[]; pending: { name: string }[] }> {
    const held = [...this.#held].map((name) => ({ name }));
    return Promise.resolve({ held, pending: this.#waiting.map(({ name }) => ({ name })) });
  }

  #grant(): void {
    const next = this.#waiting.findIndex(({ name }) => !this.#held.has(name));
    const [entry] = next < 0 ? [] : this.#waiting.splice(next, 1);
    if (!entry) return;
    this.#held.add(entry.name);
    // As in a browser, never within the call that asks.
    queueMicrotask(entry.grant);
    this.#grant();
  }

  #release(name: string): void {
    this.#held.delete(name);
    this.#grant();
  }
}

class Memory {
  readonly #items = new Map<string, string>();
  getItem(key: string): string | null {
    return this.#items.get(key) ?? null;
  }
  setItem(key: string, value: string): void {
    this.#items.set(key, value);
  }
  removeItem(key: string): void {
    this.#items.delete(key);
  }
}

const locks = new Locks();

/** Ends all tabs that hold a lock: what they were doing must never go on. */
export function freeLocks(): void {
  locks.free();
}

// Node 20 has a `navigator` only behind a flag, later versions one without locks.
const navigator = (globalThis as { navigator?: object }).navigator ?? {};
Object.defineProperty(navigator, 'locks', { value: locks, configurable: true });
Object.defineProperty(globalThis, 'navigator', { value: navigator, configurable: true });
Object.defineProperty(globalThis, 'localStorage', { value: new Memory(), configurable: true });
