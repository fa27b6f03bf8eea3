import { readFile } from 'node:fs/promises';
import type { BrowserContext, Download } from 'playwright';

/** All that leaves the pages of a browser but by their storage. */
export interface Witness {
  /** Console, errors, addresses and bodies of requests, and the headers of those that don't go to Google. */
  readonly heard: readonly string[];
  /** Hosts that were asked for anything. */
  readonly hosts: ReadonlySet<string>;
  /** The files that were saved, by name. */
  readonly files: () => Promise<ReadonlyMap<string, Buffer>>;
}

/** Listens to every page of a browser, from now on. */
export function listenTo(context: BrowserContext): Witness {
  const heard: string[] = [];
  const hosts = new Set<string>();
  const saved: Download[] = [];
  context.on('console', (message) => heard.push(message.text()));
  context.on('weberror', (error) => heard.push(`${error.error().message} ${error.error().stack ?? ''}`));
  context.on('request', (request) => {
    const { hostname, protocol } = new URL(request.url());
    if (protocol !== 'blob:' && protocol !== 'data:') hosts.add(hostname);
    // A header is how a service gets its credential; no other host gets any.
    const headers = hostname.endsWith('.googleapis.com') ? {} : request.headers();
    heard.push(`${request.url()} ${request.postData() ?? ''} ${JSON.stringify(headers)}`);
  });
  context.on('page', (page) => page.on('download', (file) => saved.push(file)));
  return {
    heard,
    hosts,
    async files() {
      const read = saved.map(async (file) => [file.suggestedFilename(), await readFile(await file.path())] as const);
      return new Map(await Promise.all(read));
    },
  };
}
