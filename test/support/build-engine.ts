import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import type { TestProject } from 'vitest/node';
import { assembly } from '../../.ci/vite-assembly.mjs';

const ROOT = fileURLToPath(new URL('engine', import.meta.url));
const PUBLIC = fileURLToPath(new URL('../../public', import.meta.url));

declare module 'vitest' {
  export interface ProvidedContext {
    engineFolder: string;
  }
}

/** Builds the jobs and the store without the screens, as the site is built: once, for all files of a project. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const outDir = await mkdtemp(join(tmpdir(), 'lapidary-engine-'));
  await build({
    configFile: false,
    root: ROOT,
    // Its `_headers`, so that the engine runs under the site's own policy.
    publicDir: PUBLIC,
    base: './',
    logLevel: 'warn',
    plugins: [assembly()],
    build: {
      outDir,
      emptyOutDir: true,
      target: 'es2023',
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
    },
    worker: { format: 'es', plugins: () => [assembly()] },
  });
  project.provide('engineFolder', outDir);
  return () => rm(outDir, { recursive: true, force: true });
}
