import type { BackupWorker, RestoredBackup } from '../../workers/contracts/rows.ts';
import { isBackupHead, LINE_BYTES } from '../core/backup/layout.ts';
import { ok, type Result } from '../core/failure.ts';
import { stampMarker } from '../store/marker.ts';
import { openStage } from '../store/stage.ts';
import { callback } from './remote-worker.ts';
import type { Run } from './run.ts';
import { settle } from './settle.ts';
import { backupKind } from './worker-kinds.ts';
import { WorkerPool } from './worker-pool.ts';

export interface Restored extends RestoredBackup {
  readonly datasetId: string;
}

/** A dataset with all its versions as one file. */
export function backUpDataset(datasetId: string, run: Run): Promise<Result<Blob>> {
  return settle(async () => {
    const pool = new WorkerPool<BackupWorker>(backupKind, run.signal, 1);
    const onProgress = (done: number, total: number): void => {
      run.onProgress({ done, total, unit: 'bytes', rows: 0 });
    };
    try {
      return await pool.lead.call((api) => api.backUp(datasetId, callback(onProgress)));
    } finally {
      pool.close();
    }
  });
}

/** True for a file that begins like a backup, whatever its name is. A file that can't be read is none. */
export async function isBackup(file: File): Promise<boolean> {
  try {
    return isBackupHead(await file.slice(0, LINE_BYTES).text());
  } catch {
    return false;
  }
}

/** Restores a backup as a new dataset, which appears at the end or not at all. */
export function restoreDataset(file: File, run: Run): Promise<Result<Restored>> {
  return settle(async () => {
    const stage = await openStage(crypto.randomUUID(), `Restoring of ${file.name}`);
    const pool = new WorkerPool<BackupWorker>(backupKind, run.signal, 1);
    const onProgress = (done: number): void => {
      run.onProgress({ done, total: file.size, unit: 'bytes', rows: 0 });
    };
    const { id, datasetId } = stage;
    try {
      const restored = await pool.lead.call((api) => api.restore(file, { id, datasetId }, callback(onProgress)));
      if (!restored.ok) return restored;
      await stampMarker();
      return ok({ ...restored.value, datasetId });
    } finally {
      pool.close();
      await stage.close();
    }
  });
}
