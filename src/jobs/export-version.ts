import type { ExportRequest, ExportType, ExportWorker } from '../../workers/contract.ts';
import { fail, ok, type Result } from '../core/failure.ts';
import { cutRanges, rowsPerTask } from '../core/pages.ts';
import { getVersion } from '../store/versions.ts';
import { callback } from './remote-worker.ts';
import type { Run } from './run.ts';
import { settle } from './settle.ts';
import { exportKind } from './worker-kinds.ts';
import { warmUp, WorkerPool } from './worker-pool.ts';

export type { ExportRequest, ExportType };

export interface ExportedFile {
  readonly blob: Blob;
  readonly rows: number;
  readonly bytes: number;
}

const MEDIA_TYPES = { jsonl: 'application/jsonl', json: 'application/json', csv: 'text/csv;charset=utf-8' };

/** Starts the workers of an export while the user still chooses. */
export function prepareExport(): void {
  warmUp(exportKind);
}

/** Writes a version as one file. The Blob's bytes lie with the browser, on disk where they are many. */
export function exportVersion(request: ExportRequest, run: Run): Promise<Result<ExportedFile>> {
  return settle(() => writeFile(request, run));
}

async function writeFile(request: ExportRequest, run: Run): Promise<Result<ExportedFile>> {
  const version = await getVersion(request.versionId);
  if (!version) return fail({ kind: 'storage-lost', what: 'this version' });
  const cut = cutRanges(version.rowCount, rowsPerTask(version));
  // A file without rows still has a header or brackets.
  const ranges = cut.length > 0 ? cut : [{ from: 0, count: 0 }];
  const parts: Blob[] = [];
  const pool = new WorkerPool<ExportWorker>(exportKind, run.signal);
  let rows = 0;
  try {
    const written = await pool.each(
      ranges,
      (api, range) => api.part(request, range),
      (part, index) => {
        parts[index] = part;
        rows += ranges[index]?.count ?? 0;
        run.onProgress({ done: rows, total: version.rowCount, unit: 'rows', rows });
      },
    );
    if (!written.ok) return written;
    const blob = new Blob(parts, { type: MEDIA_TYPES[request.fileType] });
    return ok({ blob, rows: version.rowCount, bytes: blob.size });
  } finally {
    pool.close();
  }
}

/** The SHA-256 of a file that was written. Apart, so that the download need not wait for it. */
export async function hashFile(blob: Blob, run: Run): Promise<Result<string>> {
  const pool = new WorkerPool<ExportWorker>(exportKind, run.signal, 1);
  const onProgress = (bytes: number): void => {
    run.onProgress({ done: bytes, total: blob.size, unit: 'bytes', rows: 0 });
  };
  try {
    return await pool.lead.call((api) => api.hash(blob, callback(onProgress)));
  } finally {
    pool.close();
  }
}
