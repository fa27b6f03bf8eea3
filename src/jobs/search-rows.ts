import type { ReadWorker } from '../../workers/contracts/rows.ts';
import { joinIds } from '../core/version/segments.ts';
import { ok, type Result } from '../core/failure.ts';
import type { Run } from './run.ts';
import { settle } from './settle.ts';
import { readKind } from './worker-kinds.ts';
import { WorkerPool } from './worker-pool.ts';

export interface SearchRun extends Run {
  /** Gets what was found so far, ascending and without gaps in what was searched. */
  readonly onFound: (positions: Uint32Array) => void;
}

/** Positions of the rows in which some text holds `query`, letter case ignored, ascending. */
export function searchRows(versionId: string, query: string, run: SearchRun): Promise<Result<Uint32Array>> {
  return settle(() => searchAll(versionId, query, run));
}

async function searchAll(versionId: string, query: string, run: SearchRun): Promise<Result<Uint32Array>> {
  const pool = new WorkerPool<ReadWorker>(readKind, run.signal);
  try {
    const tasks = await pool.lead.call((api) => api.searchTasks(versionId));
    if (!tasks.ok) return tasks;
    const total = tasks.value.reduce((sum, task) => sum + task.count, 0);
    const found: Uint32Array[] = [];
    let rows = 0;
    let shown = 0;
    const searched = await pool.each(
      tasks.value,
      (api, task) => api.search(versionId, task, query),
      (positions, index) => {
        found[index] = positions;
        rows += tasks.value[index]?.count ?? 0;
        run.onProgress({ done: rows, total, unit: 'rows', rows });
        if (index !== shown) return;
        while (found[shown]) shown++;
        run.onFound(joinIds(found.slice(0, shown)));
      },
    );
    return searched.ok ? ok(joinIds(found)) : searched;
  } finally {
    pool.close();
  }
}
