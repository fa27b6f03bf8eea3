import type comparePass from '../../workers/rows/passes/compare.ts';
import type { CompareInput } from '../../workers/rows/passes/compare.ts';
import { ok, type Result } from '../core/failure.ts';
import type { ComparedRow, ComparisonCounts, ComparisonQuery } from '../core/version/comparison.ts';
import { holdPass } from './pass.ts';
import type { Run } from './run.ts';
import { settle } from './settle.ts';

/** Two versions that were compared. Close it. */
export interface HeldComparison {
  readonly counts: ComparisonCounts;
  readonly page: (query: ComparisonQuery) => Promise<Result<readonly ComparedRow[]>>;
  readonly close: () => void;
}

/** Finds what is different between two versions of a dataset. */
export function compareVersions(input: CompareInput, run: Run): Promise<Result<HeldComparison>> {
  return settle(async () => {
    const held = await holdPass<typeof comparePass>('compare', input, run, { task: 'The comparison', workers: 1 });
    if (!held.ok) return held;
    const { value } = held;
    return ok({
      counts: value.output,
      page: (query) => value.act('page', query),
      close: () => {
        value.close();
      },
    });
  });
}
