import { existsSync } from 'node:fs';

/** Journeys drive the built site; an old build would pass or fail for the wrong reason, so `npm test` builds again. */
export function setup(): void {
  if (!existsSync(new URL('../../dist/index.html', import.meta.url))) {
    throw new Error('dist/index.html is missing: run "npm run build" before the journeys');
  }
}
