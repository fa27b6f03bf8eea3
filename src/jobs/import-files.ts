import type importPass from '../../workers/rows/passes/import.ts';
import type { ImportReport } from '../../workers/files/import-commit.ts';
import type { Result } from '../core/failure.ts';
import type { ReadSettings } from '../core/filetypes/settings.ts';
import type { Mapping } from '../core/recipe/step.ts';
import { stampMarker } from '../store/marker.ts';
import { openStage } from '../store/stage.ts';
import { warmUp } from './idle-workers.ts';
import { holdPass } from './pass.ts';
import type { Run } from './run.ts';
import { settle } from './settle.ts';

export interface ImportRequest {
  readonly name: string;
  readonly files: readonly { readonly file: File; readonly settings: ReadSettings }[];
  readonly mapping: Mapping;
  readonly format?: string | undefined;
  /** For measuring; the digest is the same with any number. */
  readonly workers?: number;
}

/** Starts the workers of an import while the user still looks at the preview. */
export function prepareImport(): void {
  warmUp('import');
}

/** Reads files into a new dataset, which appears at the end or not at all. */
export function importFiles({ workers, ...request }: ImportRequest, run: Run): Promise<Result<ImportReport>> {
  return settle(async () => {
    const startedAt = Date.now();
    const datasetId = crypto.randomUUID();
    const stage = await openStage(datasetId, `Import of ${request.name}`);
    try {
      const { name, mapping, format, files } = request;
      const input = { datasetId, stage: stage.id, files };
      const options = { task: 'The import', ...(workers !== undefined && { workers }) };
      const held = await holdPass<typeof importPass>('import', input, run, options);
      if (!held.ok) return held;
      // From here on it is too late to cancel: a commit ended by Cancel may have happened or not.
      const report = await held.value.act('commit', { name, mapping, format, startedAt });
      held.value.close();
      if (report.ok) await stampMarker();
      return report;
    } finally {
      await stage.close();
    }
  });
}
