import type { ReadWorker, RowRange } from '../../workers/contracts/rows.ts';
import { addReport, emptyReport, type ConversionReport } from '../core/conversion/trace/report.ts';
import { ok, type Result } from '../core/failure.ts';
import type { RecipeStep } from '../core/version/version.ts';
import type { Run } from './run.ts';
import { settle } from './settle.ts';
import { readKind } from './worker-kinds.ts';
import { WorkerPool } from './worker-pool.ts';

export interface ReportRequest {
  readonly versionId: string;
  /** The recipe up to the conversion, which is its last step. */
  readonly steps: readonly RecipeStep[];
  /** Only the first rows; all where it is absent. */
  readonly rows?: number;
}

/** What a conversion does to the rows of a version, field by field. Nothing is stored. */
export function reportConversion(request: ReportRequest, run: Run): Promise<Result<ConversionReport>> {
  return settle(() => reportAll(request, run));
}

async function reportAll({ versionId, steps, rows }: ReportRequest, run: Run): Promise<Result<ConversionReport>> {
  const pool = new WorkerPool<ReadWorker>(readKind, run.signal, rows === undefined ? undefined : 1);
  try {
    const found = rows === undefined ? await pool.lead.call((api) => api.searchTasks(versionId)) : ok([first(rows)]);
    if (!found.ok) return found;
    const tasks = found.value;
    const total = tasks.reduce((sum, task) => sum + task.count, 0);
    const parts: ConversionReport[] = [];
    let done = 0;
    const reported = await pool.each(
      tasks,
      (api, task) => api.report(versionId, steps, task),
      (part, index) => {
        parts[index] = part;
        done += tasks[index]?.count ?? 0;
        run.onProgress({ done, total, unit: 'rows', rows: done });
      },
    );
    if (!reported.ok) return reported;
    const sum = emptyReport();
    // In the rows' order, so that the examples are the same with any number of workers.
    for (const part of parts) addReport(sum, part);
    return ok(sum);
  } finally {
    pool.close();
  }
}

function first(rows: number): RowRange {
  return { from: 0, count: rows };
}
