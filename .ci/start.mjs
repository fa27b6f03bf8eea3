// npm start: builds the site if needed and serves it on localhost with the headers that a host should send.
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { installIfNeeded, PROJECT, requireNode, run } from './setup.mjs';

const SOURCES = [
  'src',
  'workers',
  'public',
  '.ci',
  'index.html',
  'vite.config.ts',
  'svelte.config.js',
  'package-lock.json',
];
const PORT = Number(process.env['PORT'] ?? 5274);

requireNode();
installIfNeeded();
if (isStale()) run('npm', ['run', 'build']);
await serve();

function isStale() {
  const built = join(PROJECT, 'dist', 'service-worker.js');
  if (!existsSync(built)) return true;
  const builtMs = statSync(built).mtimeMs;
  return SOURCES.some((source) => newestMs(join(PROJECT, source)) > builtMs);
}

/** @param {string} path @returns {number} the newest change in a file or folder, in milliseconds */
function newestMs(path) {
  if (!existsSync(path)) return 0;
  const own = statSync(path);
  if (!own.isDirectory()) return own.mtimeMs;
  return Math.max(own.mtimeMs, ...readdirSync(path).map((name) => newestMs(join(path, name))));
}

async function serve() {
  const { serveFolder } = await import('./static-server.mjs');
  try {
    const { url } = await serveFolder({ root: join(PROJECT, 'dist'), port: PORT });
    console.log(`
Lapidary is at ${url}

Try:
  1. Press "Try a sample" and import one, then open Clean, add a step and press Apply.
  2. Drop a CSV or JSONL file of your own on the page: it stays in this browser.
  3. Stop this server (Ctrl+C) and reload the page: it works offline.
`);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')) throw error;
    // Another free port would be another origin, where the user's datasets would seem to be gone.
    console.error(
      `Port ${PORT} is in use, perhaps by another Lapidary. Datasets belong to one address, so choose a port and keep it: PORT=5275 npm start`,
    );
    process.exit(1);
  }
}
