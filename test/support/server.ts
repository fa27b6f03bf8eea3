import { fileURLToPath } from 'node:url';
import { serveFolder } from '../../.ci/static-server.mjs';

export interface Site {
  /** Ends in a slash. */
  readonly url: string;
  close(): Promise<void>;
}

interface SiteOptions {
  /** The folder to serve; the build by default. */
  readonly root?: string;
  /** The path that the site is under, with a slash at both ends. */
  readonly base?: string;
  /** Send what `_headers` says; false for a host that can't. */
  readonly headers?: boolean;
  readonly port?: number;
}

export const DIST = fileURLToPath(new URL('../../dist', import.meta.url));

/** Serves the built site on localhost, by default on a free port and with the real headers. */
export function serveSite({ root = DIST, ...options }: SiteOptions = {}): Promise<Site> {
  return serveFolder({ root, ...options });
}
