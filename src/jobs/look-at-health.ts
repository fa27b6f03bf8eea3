import type fitPass from '../../workers/rows/passes/fit.ts';
import type { FitInput } from '../../workers/rows/passes/fit.ts';
import type healthPass from '../../workers/rows/passes/health.ts';
import type { Result } from '../core/failure.ts';
import type { HealthReport } from '../core/health/finding.ts';
import type { Fit } from '../core/health/fit.ts';
import { workersBesidePage, workersOfMachine } from './idle-workers.ts';
import { runPass } from './pass.ts';
import type { Run } from './run.ts';
import { settle } from './settle.ts';

const TASK = 'The look at the rows';

export interface HealthRun extends Run {
  /** Gets what was found in some of the rows, where all of them take their time. */
  readonly onGlance: (report: HealthReport) => void;
}

/** Makes the analyses that a version lacks and asks all health rules about its rows, in workers beside the page. */
export function lookAtHealth(versionId: string, run: HealthRun): Promise<Result<HealthReport>> {
  return look(versionId, run, workersBesidePage());
}

/** The same in all workers: for a page that has nothing to show before it. */
export function lookAtHealthNow(versionId: string, run: HealthRun): Promise<Result<HealthReport>> {
  return look(versionId, run, workersOfMachine());
}

function look(versionId: string, run: HealthRun, workers: number): Promise<Result<HealthReport>> {
  // The cast: what the pass tells, by its own types.
  const options = { task: TASK, workers, onNews: (news: unknown) => run.onGlance(news as HealthReport) };
  return settle(() => runPass<typeof healthPass>('health', versionId, run, options));
}

/** How the rows of a version fit places that can tune, in their order. */
export function fitPlaces(input: FitInput, run: Run): Promise<Result<readonly Fit[]>> {
  return settle(() => runPass<typeof fitPass>('fit', input, run, { task: TASK }));
}
