/**
 * Keeps one whole release of the site for use without a network, and gives its answers the security headers, which some
 * hosts can't send. It answers only for files of its own release: everything else, other origins above all, is left alone.
 */

interface Release {
  readonly id: string;
  /** Names relative to the scope, with the SHA-256 of their bytes in base64. */
  readonly files: readonly { readonly name: string; readonly hash: string }[];
  readonly headers: Readonly<Record<string, string>>;
}

/** `RELEASE` is the file's first line, written by .ci/vite-offline.mjs once the rest of the site is built. */
declare const self: ServiceWorkerGlobalScope & { readonly RELEASE: Release };

const { id, files, headers } = self.RELEASE;
const scope = self.registration.scope;
// Sites in other paths of the same origin share its caches, so the name holds the path.
const prefix = `lapidary ${new URL(scope).pathname} `;
const release = `${prefix}${id}`;
/** Remembers, across releases, which one was active: `.active` is no file of any release. */
const activeKey = `${scope}.active`;
const urls = new Set(files.map((file) => new URL(file.name, scope).href));

self.addEventListener('install', (event) => {
  event.waitUntil(storeRelease());
});

self.addEventListener('activate', (event) => {
  event.waitUntil(dropOldReleases().then(() => self.clients.claim()));
});

self.addEventListener('fetch', (event) => {
  const url = storedUrl(event.request);
  if (url !== undefined) event.respondWith(answer(url, event.request));
});

self.addEventListener('message', (event) => {
  if (event.data !== 'apply-update') return;
  event.waitUntil(applyUpdate().then((outcome) => event.ports[0]?.postMessage(outcome)));
});

/** All files or none: where one is missing or differs from what was built, the installation fails and is tried again. */
async function storeRelease(): Promise<void> {
  const cache = await caches.open(release);
  try {
    await Promise.all(files.map((file) => storeFile(cache, file.name, file.hash)));
  } catch (error) {
    await caches.delete(release);
    throw error;
  }
}

async function storeFile(cache: Cache, name: string, hash: string): Promise<void> {
  const url = new URL(name, scope).href;
  // Some hosts redirect `index.html` to its folder.
  const source = name === 'index.html' ? scope : url;
  // `integrity` keeps files of another release out, should the site change while it is being stored.
  const response = await fetch(source, { cache: 'no-cache', integrity: `sha256-${hash}` });
  if (!response.ok) throw new Error(`${source} answered ${String(response.status)}; it can't be kept for offline use`);
  const type = response.headers.get('Content-Type') ?? 'application/octet-stream';
  await cache.put(url, new Response(response.body, { headers: { ...headers, 'Content-Type': type } }));
}

/**
 * Keeps the release that was active before: a tab that still runs it may yet ask for a part of it. Parts can't be
 * confused, because their names hold the hash of their content.
 */
async function dropOldReleases(): Promise<void> {
  const cache = await caches.open(`${prefix}active`);
  const before = await (await cache.match(activeKey))?.text();
  await cache.put(activeKey, new Response(release));
  const keep = new Set([release, before, `${prefix}active`]);
  const names = (await caches.keys()).filter((name) => name.startsWith(prefix) && !keep.has(name));
  await Promise.all(names.map((name) => caches.delete(name)));
}

/** The key under which a request's answer may be stored; undefined where it is none of our business. */
function storedUrl(request: Request): string | undefined {
  if (request.method !== 'GET' || !request.url.startsWith(scope)) return undefined;
  const url = request.url.replace(/[?#].*$/, '');
  if (request.mode === 'navigate' && url === scope) return `${scope}index.html`;
  return urls.has(url) || url.startsWith(`${scope}assets/`) ? url : undefined;
}

async function answer(url: string, request: Request): Promise<Response> {
  const own = await caches.match(url, { cacheName: release });
  if (own !== undefined) return own;
  // A part of the release before, or a cache that the browser has cleared.
  const before = urls.has(url) ? undefined : await caches.match(url, { ignoreVary: true });
  return before ?? fetch(request);
}

/** Never under a running task, in whatever tab it runs: tasks hold a lock while they write. */
async function applyUpdate(): Promise<'applied' | 'busy'> {
  const { held = [] } = await navigator.locks.query();
  if (held.some((lock) => /\b(stage|commit)\b/.test(lock.name ?? ''))) return 'busy';
  await self.skipWaiting();
  return 'applied';
}
