import type importPass from '../../workers/rows/passes/import.ts';
import type { ImportReport, ImportStart } from '../../workers/files/import-commit.ts';
import type { Result } from '../core/failure.ts';
import type { Mapping } from '../core/example/mapping.ts';
import { stampMarker } from '../store/marker.ts';
import { reserveFiles } from '../store/rows/origins.ts';
import { openStage } from '../store/stage.ts';
import { warmUp } from './idle-workers.ts';
import { holdPass } from './pass.ts';
import type { Run } from './run.ts';
import { settle } from './settle.ts';

export interface ImportRequest {
  /** Of the new dataset, like its mapping and format; without meaning where `into` is given. */
  readonly name: string;
  readonly files: ImportStart['files'];
  readonly mapping: Mapping;
  readonly format?: string | undefined;
  /** The id of a dataset that is there: the rows go to its end, as one version. */
  readonly into?: string;
  /** For measuring; the digest is the same with any number. */
  readonly workers?: number;
}

/** Starts the workers of an import while the user still looks at the preview. */
export function prepareImport(): void {
  warmUp('import');
}

/** Reads files into a new dataset or to the end of one that is there; it appears, or changes, at the end or not at all. */
export function importFiles({ workers, ...request }: ImportRequest, run: Run): Promise<Result<ImportReport>> {
  return settle(async () => {
    const startedAt = Date.now();
    const { name, mapping, format, files, into } = request;
    const datasetId = into ?? crypto.randomUUID();
    const stage = await openStage(datasetId, `Import of ${name}`);
    try {
      const firstFile = into === undefined ? 0 : await reserveFiles(into, files.length);
      const input = { datasetId, stage: stage.id, files, firstFile };
      const options = { task: 'The import', ...(workers !== undefined && { workers }) };
      const held = await holdPass<typeof importPass>('import', input, run, options);
      if (!held.ok) return held;
      // From here on it is too late to cancel: a commit ended by Cancel may have happened or not.
      const report = await held.value.act('commit', {
        made: into === undefined ? { name, mapping, format } : null,
        startedAt,
      });
      held.value.close();
      if (report.ok) await stampMarker();
      return report;
    } finally {
      await stage.close();
    }
  });
}
