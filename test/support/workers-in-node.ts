/**
 * What workers do, done in this process, for tests of what the page knows: import it before anything of `src`. The passes and
 * the answers about rows are the real ones, on fake-indexeddb; only the boundary to the workers is not there.
 */
import './fake-browser.ts';
import { vi } from 'vitest';

vi.mock('../../src/jobs/pass.ts', () => import('./passes-in-node.ts'));
vi.mock('../../src/jobs/idle-workers.ts', async () => {
  const { passes } = await import('./passes-in-node.ts');
  return { warmUp: (pass: string) => passes.awaited.push(pass), workersBesidePage: () => 1 };
});
vi.mock('../../src/jobs/remote-worker.ts', () => import('./served-in-node.ts'));
vi.mock('../../src/jobs/worker-kinds.ts', () => ({ readKind: { url: 'read', name: 'Reading rows' } }));
vi.mock('../../workers/serve.ts', () => import('./served-in-node.ts'));

export { passes } from './passes-in-node.ts';
