// Builds the service worker and tells it what the release consists of.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { forPlainHttp, headersFor, readHeaderRules } from './headers.mjs';

const WORKER = 'service-worker';
const WORKER_FILE = `${WORKER}.js`;
/** Files for the host, which a page never asks for. */
const NOT_SERVED = new Set([WORKER_FILE, '_headers']);

/** @returns {import('vite').Plugin} */
export function offline() {
  let folder = '';
  return {
    name: 'lapidary:offline',
    apply: 'build',
    config: () => ({
      build: {
        rolldownOptions: {
          input: { index: 'index.html', [WORKER]: 'workers/service-worker.ts' },
          output: { entryFileNames: (chunk) => (chunk.name === WORKER ? WORKER_FILE : 'assets/[name]-[hash].js') },
        },
      },
    }),
    configResolved(config) {
      folder = join(config.root, config.build.outDir);
    },
    generateBundle(_, bundle) {
      const chunk = bundle[WORKER_FILE];
      if (chunk?.type !== 'chunk' || chunk.imports.length > 0 || chunk.dynamicImports.length > 0) {
        this.error(`${WORKER_FILE} must be one file without imports: browsers update it as one file`);
      }
    },
    writeBundle() {
      stampRelease(folder);
    },
  };
}

/**
 * Writes the list of a built folder's files into the first line of its service worker. May be repeated after a change.
 * @param {string} folder
 */
export function stampRelease(folder) {
  const names = listFiles(folder).filter((name) => !NOT_SERVED.has(name));
  const files = names.map((name) => ({ name, hash: sha256(readFileSync(join(folder, name))) }));
  const headers = Object.fromEntries(
    forPlainHttp(headersFor(readHeaderRules(join(folder, '_headers')), '/')).map(({ name, value }) => [name, value]),
  );
  const id = sha256(JSON.stringify({ files, headers })).slice(0, 16);
  const path = join(folder, WORKER_FILE);
  const program = readFileSync(path, 'utf8').replace(/^self\.RELEASE=.*\n/, '');
  writeFileSync(path, `self.RELEASE=${JSON.stringify({ id, files, headers })};\n${program}`);
}

/** @param {string} folder @returns {string[]} paths below the folder, with slashes, in a fixed order */
function listFiles(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort();
}

/** @param {string | Uint8Array} content @returns {string} in base64, as the `integrity` of a fetch wants it */
function sha256(content) {
  return createHash('sha256').update(content).digest('base64');
}
