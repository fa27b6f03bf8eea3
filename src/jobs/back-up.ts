import type backUpPass from '../../workers/rows/passes/back-up.ts';
import type restorePass from '../../workers/rows/passes/restore.ts';
import { isBackupHead, LINE_BYTES } from '../core/backup/layout.ts';
import { ok, type Result } from '../core/failure.ts';
import { stampMarker } from '../store/marker.ts';
import { openOutput, readOutput } from '../store/output-files.ts';
import { openStage } from '../store/stage.ts';
import { runPass } from './pass.ts';
import type { Run } from './run.ts';
import { settle } from './settle.ts';

export interface Restored {
  readonly datasetId: string;
  readonly name: string;
  readonly versions: number;
}

/** One worker: records are written and read one after another. */
const OPTIONS = { task: 'The backup', workers: 1 };

/** A dataset with all its versions as one file. */
export function backUpDataset(datasetId: string, run: Run): Promise<Result<Blob>> {
  return settle(async () => {
    const output = await openOutput();
    const parts = await runPass<typeof backUpPass>('back-up', { datasetId, output }, run, OPTIONS);
    return parts.ok ? ok(await readOutput(output, parts.value, 'application/octet-stream')) : parts;
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
    const { id, datasetId } = stage;
    try {
      const input = { file, stage: { id, datasetId } };
      const restored = await runPass<typeof restorePass>('restore', input, run, OPTIONS);
      if (!restored.ok) return restored;
      await stampMarker();
      return ok({ ...restored.value, datasetId });
    } finally {
      await stage.close();
    }
  });
}

/** A dataset of its own with the same versions, made through a backup that nobody sees. */
export async function duplicateDataset(datasetId: string, run: Run): Promise<Result<Restored>> {
  const backup = await backUpDataset(datasetId, run);
  return backup.ok ? restoreDataset(new File([backup.value], 'duplicate.lapidary'), run) : backup;
}
