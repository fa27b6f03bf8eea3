import type fitPass from '../../workers/rows/passes/fit.ts';
import type { FitInput } from '../../workers/rows/passes/fit.ts';
import type healthPass from '../../workers/rows/passes/health.ts';
import type { Result } from '../core/failure.ts';
import type { HealthReport } from '../core/health/finding.ts';
import type { Fit } from '../core/health/fit.ts';
import { runPass } from './pass.ts';
import type { Run } from './run.ts';
import { settle } from './settle.ts';

const TASK = 'The look at the rows';

/** Makes the analyses that a version lacks and asks all health rules about its rows. */
export function lookAtHealth(versionId: string, run: Run): Promise<Result<HealthReport>> {
  return settle(() => runPass<typeof healthPass>('health', versionId, run, { task: TASK }));
}

/** How the rows of a version fit places that can tune, in their order. */
export function fitPlaces(input: FitInput, run: Run): Promise<Result<readonly Fit[]>> {
  return settle(() => runPass<typeof fitPass>('fit', input, run, { task: TASK }));
}
