import type lookPass from '../../workers/rows/passes/look.ts';
import type { Looked, LookNews } from '../../workers/rows/passes/look.ts';
import type pickPass from '../../workers/rows/passes/pick-rows.ts';
import type profilePass from '../../workers/rows/passes/profile.ts';
import type { Result } from '../core/failure.ts';
import type { TextChoice } from '../core/recipe/step.ts';
import type { ColumnProfile } from '../core/view/column-profile.ts';
import { joinIds } from '../core/version/segments.ts';
import type { View } from '../core/view/view.ts';
import { workersBesidePage } from './idle-workers.ts';
import { runPass } from './pass.ts';
import type { Run } from './run.ts';
import { settle } from './settle.ts';

export interface LookRun extends Run {
  /** Gets what was found so far: positions, ascending and without gaps in what was looked at, or of a sorted view how many. */
  readonly onFound: (found: { readonly positions: Uint32Array | null; readonly count: number }) => void;
}

/** The rows of a version that a view shows, in its order. */
export function lookAtRows(versionId: string, view: View, run: LookRun): Promise<Result<Looked>> {
  const found: Uint32Array[] = [];
  const onNews = (news: unknown): void => {
    // The cast: what the pass tells, by its own types.
    const { positions, count } = news as LookNews;
    found.push(positions);
    run.onFound({ positions: view.sort ? null : joinIds(found), count });
  };
  return settle(() => runPass<typeof lookPass>('look', { versionId, view }, run, { task: 'The search', onNews }));
}

/** What columns and roles hold over all rows of a version. */
export function profileColumns(
  versionId: string,
  of: readonly TextChoice[],
  run: Run,
): Promise<Result<readonly ColumnProfile[]>> {
  const options = { task: 'The overview', workers: workersBesidePage() };
  return settle(() => runPass<typeof profilePass>('profile', { versionId, of }, run, options));
}

/** Rows at some positions, in that order, as a file of JSON Lines; `null` is every row. */
export function pickRows(versionId: string, positions: Uint32Array | null, run: Run): Promise<Result<Blob>> {
  return settle(() =>
    runPass<typeof pickPass>('pick-rows', { versionId, positions }, run, { task: 'The export', workers: 1 }),
  );
}
