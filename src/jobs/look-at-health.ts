import type fitPass from '../../workers/rows/passes/fit.ts';
import type { FitInput } from '../../workers/rows/passes/fit.ts';
import type healthPass from '../../workers/rows/passes/health.ts';
import { ok, type Result } from '../core/failure.ts';
import type { HealthReport } from '../core/health/finding.ts';
import type { Fit } from '../core/health/fit.ts';
import { holdPass, runPass } from './pass.ts';
import type { Run } from './run.ts';
import { settle } from './settle.ts';

const TASK = 'The look at the rows';

/** Makes the analyses that a version lacks and asks all health rules about its rows. */
export function lookAtHealth(versionId: string, run: Run): Promise<Result<HealthReport>> {
  return settle(() => runPass<typeof healthPass>('health', versionId, run, { task: TASK }));
}

/** Positions of all rows of a version that a health rule found, ascending. Reads rows only where analyses are missing. */
export function rowsOfFinding(versionId: string, rule: string, run: Run): Promise<Result<Uint32Array>> {
  return settle(async () => {
    const held = await holdPass<typeof healthPass>('health', versionId, run, { task: TASK });
    if (!held.ok) return held;
    const rows = await held.value.act('rowsOf', rule);
    held.value.close();
    return rows.ok ? ok(rows.value) : rows;
  });
}

/** How much there is against each row of a version, in list order: the rows to look at first have the most. */
export function suspicionOfRows(versionId: string, run: Run): Promise<Result<Uint8ClampedArray>> {
  return settle(async () => {
    const held = await holdPass<typeof healthPass>('health', versionId, run, { task: TASK });
    if (!held.ok) return held;
    const suspicion = await held.value.act('suspicion');
    held.value.close();
    return suspicion;
  });
}

/** How the rows of a version fit places that can tune, in their order. */
export function fitPlaces(input: FitInput, run: Run): Promise<Result<readonly Fit[]>> {
  return settle(() => runPass<typeof fitPass>('fit', input, run, { task: TASK }));
}
