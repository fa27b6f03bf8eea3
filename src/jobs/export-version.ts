import type { ExportedFile, ExportRequest, ExportType, ExportWorker } from '../../workers/contract.ts';
import { fail, type Result } from '../core/failure.ts';
import { getVersion } from '../store/versions.ts';
import { callback } from './remote-worker.ts';
import type { Run } from './run.ts';
import { settle } from './settle.ts';
import { exportKind } from './worker-kinds.ts';
import { warmUp, WorkerPool } from './worker-pool.ts';

export type { ExportedFile, ExportRequest, ExportType };

/** Starts the worker of an export while the user still chooses. */
export function prepareExport(): void {
  warmUp(exportKind, 1);
}

/** Writes a version as one file. The Blob's bytes lie with the browser, on disk where they are many. */
export function exportVersion(request: ExportRequest, run: Run): Promise<Result<ExportedFile>> {
  return settle(() => writeFile(request, run));
}

async function writeFile(request: ExportRequest, run: Run): Promise<Result<ExportedFile>> {
  const version = await getVersion(request.versionId);
  if (!version) return fail({ kind: 'storage-lost', what: 'this version' });
  const pool = new WorkerPool<ExportWorker>(exportKind, run.signal, 1);
  const onProgress = (rows: number): void => {
    run.onProgress({ done: rows, total: version.rowCount, unit: 'rows', rows });
  };
  try {
    return await pool.lead.call((api) => api.run(request, callback(onProgress)));
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
