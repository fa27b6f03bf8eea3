import { inject } from 'vitest';
import { serveSite, type Site } from './server.ts';

/** Serves the jobs and the store without the screens, as build-engine.ts has built them. */
export function serveEngine(): Promise<Site> {
  return serveSite({ root: inject('engineFolder') });
}
