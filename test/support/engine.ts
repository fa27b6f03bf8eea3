import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { serveSite, type Site } from './server.ts';

const ROOT = fileURLToPath(new URL('engine', import.meta.url));
const PUBLIC = fileURLToPath(new URL('../../public', import.meta.url));

/** Builds the jobs and the store without the screens, as the site is built, and serves them. */
export async function serveEngine(): Promise<Site> {
  const outDir = await mkdtemp(join(tmpdir(), 'lapidary-engine-'));
  await build({
    configFile: false,
    root: ROOT,
    // Its `_headers`, so that the engine runs under the site's own policy.
    publicDir: PUBLIC,
    base: './',
    logLevel: 'warn',
    build: {
      outDir,
      emptyOutDir: true,
      target: 'es2023',
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
    },
    worker: { format: 'es' },
  });
  const site = await serveSite({ root: outDir });
  const close = async (): Promise<void> => {
    await site.close();
    await rm(outDir, { recursive: true, force: true });
  };
  return { url: site.url, close };
}
