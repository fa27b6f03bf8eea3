import type { BrowserContext } from 'playwright';

/** What a page and its workers say while they store: the moments to kill at. */
export type Signal = 'stage' | 'block' | 'commit' | 'part' | 'done';

const PREFIX = 'kill-signal ';

/** Says when a stage, a block or a version is about to be stored, and may keep the commit of a version waiting. */
const HOOK = `{
  const { add } = IDBObjectStore.prototype;
  const signals = { stages: 'stage', blocks: 'block', versions: 'commit' };
  IDBObjectStore.prototype.add = function (...args) {
    const signal = signals[this.name];
    if (signal) console.log('${PREFIX}' + signal);
    const request = add.apply(this, args);
    if (signal === 'commit') {
      // A transaction lives as long as something is asked of it.
      const end = performance.now() + HOLD_MS;
      const ask = () => { if (performance.now() < end) this.get('').onsuccess = ask; };
      ask();
    }
    return request;
  };
}
`;

/** Lays the hooks into everything that the context will load. */
export async function hookStores(context: BrowserContext, holdMs: number): Promise<void> {
  const hook = HOOK.replace('HOLD_MS', String(holdMs));
  await context.addInitScript(hook);
  await context.route(/\.worker-[^/]*\.js$/, async (route) => {
    try {
      const response = await route.fetch();
      await route.fulfill({ response, body: hook + (await response.text()) });
    } catch {
      // The browser was killed meanwhile.
    }
  });
}

/** Calls back on every signal of any page of the context. */
export function onSignal(context: BrowserContext, call: (signal: Signal) => void): void {
  context.on('console', (message) => {
    // The cast: nobody else writes this prefix.
    if (message.text().startsWith(PREFIX)) call(message.text().slice(PREFIX.length) as Signal);
  });
}

/** For the page's own part of a job: what `onSignal` hears as `signal`. */
export function sayingOf(signal: Signal): string {
  return PREFIX + signal;
}
