import { BackupError } from '../../../src/core/backup/layout.ts';
import { fail, ok } from '../../../src/core/failure.ts';
import { restoreBackup } from '../../../src/store/backup/restore-backup.ts';
import { definePass } from '../define-pass.ts';

export interface RestoreInput {
  readonly file: File;
  /** Under which everything is stored until the backup is found to be whole. */
  readonly stage: { readonly id: string; readonly datasetId: string };
}

/** Restores a backup as a dataset of its own. */
export default definePass({
  id: 'restore',

  async lead({ file, stage }: RestoreInput, team) {
    team.expect(file.size, 'bytes');
    try {
      const output = await restoreBackup(file, stage, (bytes) => {
        team.progress(bytes, 0);
      });
      return ok({ output });
    } catch (error) {
      if (!(error instanceof BackupError)) throw error;
      return fail({ kind: 'broken-file', file: file.name, why: error.message });
    }
  },
});
