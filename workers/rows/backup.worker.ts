import { BackupError } from '../../src/core/backup/layout.ts';
import { fail, ok } from '../../src/core/failure.ts';
import { backUp } from '../../src/store/backup/back-up.ts';
import { restoreBackup } from '../../src/store/backup/restore-backup.ts';
import type { BackupWorker } from '../contracts/rows.ts';
import { serve } from '../serve.ts';

/** Pieces that are put together as one: a Blob of many thousands of parts is slow to read. */
const PART_BYTES = 8 << 20;

const api: BackupWorker = {
  async backUp(datasetId, onProgress) {
    const parts: Blob[] = [];
    let pieces: Uint8Array<ArrayBuffer>[] = [];
    let size = 0;
    let written = 0;
    const put = (): void => {
      parts.push(new Blob(pieces));
      pieces = [];
      size = 0;
    };
    for await (const { bytes, done, total } of backUp(datasetId)) {
      // The cast: nothing here lies over shared memory.
      pieces.push(bytes as Uint8Array<ArrayBuffer>);
      size += bytes.length;
      if (size >= PART_BYTES) put();
      written += bytes.length;
      if (done > 0) onProgress(written, Math.round((written / done) * total));
    }
    put();
    return ok(new Blob(parts, { type: 'application/octet-stream' }));
  },

  async restore(file, stage, onProgress) {
    try {
      return ok(await restoreBackup(file, stage, onProgress));
    } catch (error) {
      if (!(error instanceof BackupError)) throw error;
      return fail({ kind: 'broken-file', file: file.name, why: error.message });
    }
  },
};

serve(api);
