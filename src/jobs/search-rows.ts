import type searchPass from '../../workers/rows/passes/search.ts';
import type { Result } from '../core/failure.ts';
import { joinIds } from '../core/version/segments.ts';
import { runPass } from './pass.ts';
import type { Run } from './run.ts';
import { settle } from './settle.ts';

export interface SearchRun extends Run {
  /** Gets what was found so far, ascending and without gaps in what was searched. */
  readonly onFound: (positions: Uint32Array) => void;
}

/** Positions of the rows in which some text has `query`, letter case ignored, ascending. */
export function searchRows(versionId: string, query: string, run: SearchRun): Promise<Result<Uint32Array>> {
  const found: Uint32Array[] = [];
  const onNews = (positions: unknown): void => {
    // The cast: what the pass tells, by its own types.
    found.push(positions as Uint32Array);
    run.onFound(joinIds(found));
  };
  return settle(() => runPass<typeof searchPass>('search', { versionId, query }, run, { task: 'The search', onNews }));
}
