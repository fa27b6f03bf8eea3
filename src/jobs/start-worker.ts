import { trustWorkerUrl } from '../services/trusted-urls.ts';

/**
 * Starts a built worker. A policy in a <meta> element doesn't bind workers that are loaded by their URL, but a Blob
 * worker inherits the page's: so the worker is a Blob that imports the built file and nothing else.
 */
export function startWorker(url: string, name: string): Worker {
  const absolute = new URL(url, document.baseURI).href;
  const blob = new Blob([`import ${JSON.stringify(absolute)};`], { type: 'text/javascript' });
  const blobUrl = URL.createObjectURL(blob);
  const worker = new Worker(trustWorkerUrl(blobUrl), { type: 'module', name });
  const revoke = (): void => {
    URL.revokeObjectURL(blobUrl);
  };
  // Not before it has loaded: a revoked URL can't be fetched.
  worker.addEventListener('message', revoke, { once: true });
  worker.addEventListener('error', revoke, { once: true });
  return worker;
}
