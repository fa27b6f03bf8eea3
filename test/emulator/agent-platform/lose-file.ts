import type { World } from '../world.ts';
import { whenRead } from './job-progress.ts';

/** Lets jobs fail that have not yet read a file which goes away; what the service says of it is not known. */
export function loseFile({ state, clock }: World, name: string): void {
  const now = clock.now();
  for (const job of state.tuningJobs.values()) {
    if (!job.files.includes(name) || now >= whenRead(job)) continue;
    job.unread ??= { code: 5, message: `The dataset ${name} could not be read: no such object.` };
  }
}
