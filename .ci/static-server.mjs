// Serves a folder as a static host would. Used by `npm start` and by the journeys in test/.
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize, sep } from 'node:path';
import { forPlainHttp, headersFor, readHeaderRules } from './headers.mjs';

/** @type {Readonly<Record<string, string>>} */
const TYPES = {
  '.css': 'text/css; charset=utf-8',
  '.csv': 'text/csv; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.jsonl': 'application/jsonl',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
  '.woff2': 'font/woff2',
};

/**
 * @typedef {object} ServerOptions
 * @property {string} root the folder to serve
 * @property {number} [port] 0, the default, takes any free one
 * @property {string} [base] the path that the site is under, `/` or such as `/tools/lapidary/`
 * @property {boolean} [headers] send what `_headers` in the folder says; true by default
 */

/**
 * @param {ServerOptions} options
 * @returns {Promise<{ url: string, close: () => Promise<void> }>} fails with EADDRINUSE where the port is taken
 */
export async function serveFolder({ root, port = 0, base = '/', headers = true }) {
  const rules = headers ? readHeaderRules(join(root, '_headers')) : [];
  const server = createServer((request, response) => {
    answer(request, response, { root, base, rules }).catch((/** @type {unknown} */ error) => {
      console.error(error);
      response.destroy();
    });
  });
  await new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve(undefined));
  });
  const address = server.address();
  const taken = typeof address === 'object' && address !== null ? address.port : port;
  return { url: `http://localhost:${taken}${base}`, close: () => close(server) };
}

/** @param {import('node:http').Server} server @returns {Promise<void>} */
function close(server) {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

/**
 * @param {import('node:http').IncomingMessage} request
 * @param {import('node:http').ServerResponse} response
 * @param {{ root: string, base: string, rules: import('./headers.mjs').HeaderRule[] }} site
 */
async function answer(request, response, { root, base, rules }) {
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    refuse(response, 405);
    return;
  }
  const path = pathBelow(base, request.url ?? '/');
  const file = path === undefined ? undefined : await findFile(root, path);
  if (path === undefined || file === undefined) {
    refuse(response, 404);
    return;
  }

  response.setHeader('Content-Type', TYPES[extname(file.name)] ?? 'application/octet-stream');
  response.setHeader('Content-Length', file.size);
  response.setHeader('Cache-Control', 'no-cache');
  for (const { name, value } of forPlainHttp(headersFor(rules, path))) response.setHeader(name, value);
  if (request.method === 'HEAD') response.end();
  else createReadStream(file.name).pipe(response);
}

/** @param {import('node:http').ServerResponse} response @param {number} status */
function refuse(response, status) {
  response.writeHead(status, { 'Content-Type': 'text/plain' }).end(`${status}\n`);
}

/**
 * The path below the base, beginning with a slash; undefined for what is outside or can't be decoded.
 * @param {string} base
 * @param {string} url
 */
function pathBelow(base, url) {
  try {
    const path = decodeURIComponent(new URL(url, 'http://localhost').pathname);
    return path.startsWith(base) ? `/${path.slice(base.length)}` : undefined;
  } catch {
    return undefined;
  }
}

/** @param {string} root @param {string} path */
async function findFile(root, path) {
  const name = normalize(join(root, path.endsWith('/') ? `${path}index.html` : path));
  if (!name.startsWith(normalize(root) + sep) || name.includes('\0')) return undefined;
  const found = await stat(name).catch(() => undefined);
  return found?.isFile() ? { name, size: found.size } : undefined;
}
