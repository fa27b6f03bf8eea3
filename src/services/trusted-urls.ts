/**
 * The one Trusted Types policy of our own. The page's policy refuses script URLs that did not come through here, so this
 * file and start-worker.ts decide together which code may run beside the page.
 */

const POLICY_NAME = 'lapidary-worker';

/** lib.dom has no Trusted Types yet; this is the part used here. */
interface TrustedTypePolicyFactory {
  createPolicy(name: string, rules: UrlPolicy): UrlPolicy;
}

interface UrlPolicy {
  readonly createScriptURL: (url: string) => string;
}

// A cast, because only some browsers have it and lib.dom does not know it.
const { trustedTypes } = globalThis as { readonly trustedTypes?: TrustedTypePolicyFactory };
const policy = trustedTypes?.createPolicy(POLICY_NAME, { createScriptURL: checkUrl });

/**
 * Admits the URL of a script of this site, or of a Blob made by it, for `new Worker` and `serviceWorker.register`.
 * Throws for any other. Typed as a string, though a TrustedScriptURL where the browser knows them: such calls take both.
 */
export function trustWorkerUrl(url: string): string {
  return policy === undefined ? checkUrl(url) : policy.createScriptURL(url);
}

function checkUrl(url: string): string {
  const parsed = new URL(url, document.baseURI);
  if (parsed.origin !== location.origin || !isScript(parsed)) {
    throw new TypeError(`Worker URL "${url}" is not a script of this site; start workers through start-worker.ts`);
  }
  return url;
}

/** Built scripts are in one folder, and the service worker beside the page; the dev server serves the sources instead. */
function isScript(url: URL): boolean {
  if (url.protocol === 'blob:' || import.meta.env.DEV) return true;
  const site = new URL(import.meta.env.BASE_URL, document.baseURI).pathname;
  return url.pathname === `${site}service-worker.js` || /^assets\/[^/]+\.js$/.test(pathBelow(site, url));
}

function pathBelow(site: string, url: URL): string {
  return url.pathname.startsWith(site) ? url.pathname.slice(site.length) : '';
}
