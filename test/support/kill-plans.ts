import type { KillJob, KillPlan, KillReport, Moment } from './kill-run.ts';

export const KILL_JOBS: readonly KillJob[] = ['import', 'apply', 'export'];
export const MOMENTS: readonly Moment[] = ['before', 'between', 'commit'];

/** Longer than a kill takes on the busiest machine; a killed browser is not waited for. */
const HOLD_MS = 20_000;

/**
 * A moment of a job, the rest left to chance. Most commits are kept open, so that a kill meant for them falls into
 * them, and one meant for an earlier moment never comes after them, however late it is.
 */
export function planKill(job: KillJob, moment: Moment, index: number, random: () => number): KillPlan {
  const isHeld = job !== 'export' && !(moment === 'commit' && index % 4 === 3);
  const latestMs = { before: 30, between: 40, commit: isHeld ? 300 : 25 }[moment];
  return {
    job,
    moment,
    nth: moment === 'between' ? 1 + Math.floor(random() * 4) : 1,
    delayMs: Math.floor(random() * latestMs),
    holdMs: isHeld ? HOLD_MS : 0,
  };
}

/** Whether the kill fell where it was meant to, by what lay in the profile afterwards. */
export function fellAsPlanned({ plan, found, committed }: KillReport): boolean {
  if (plan.job === 'export') return true;
  switch (plan.moment) {
    case 'before':
      return found.stages === 1 && found.blocks === 0 && !committed;
    case 'between':
      return found.stages === 1 && found.blocks > 0 && !committed;
    case 'commit':
      // Left at its own pace a commit may be through when the kill arrives.
      return committed ? plan.holdMs === 0 && found.stages === 0 : found.stages === 1 && found.blocks > 0;
  }
}

/** A line for each job and moment. */
export function tabulate(reports: readonly KillReport[]): Record<string, unknown>[] {
  return KILL_JOBS.flatMap((job) =>
    MOMENTS.map((moment) => {
      const some = reports.filter(({ plan }) => plan.job === job && plan.moment === moment);
      const restarts = some.map(({ restartMs }) => Math.round(restartMs));
      return {
        job,
        moment,
        kills: some.length,
        'as planned': some.filter(fellAsPlanned).length,
        'blocks left': some.map(({ found }) => found.blocks).join(' '),
        committed: some.filter(({ committed }) => committed).length,
        swept: some.filter(({ swept }) => swept.length > 0).length,
        'restart ms, max': Math.max(0, ...restarts),
        faults: some.flatMap(({ faults }) => faults).length,
      };
    }),
  );
}
