import type exportPreview from '../../workers/rows/passes/export-preview.ts';
import type { ExportPreview } from '../../workers/rows/passes/export-preview.ts';
import type { ExportRequest } from '../../workers/rows/export/export-request.ts';
import type { Result } from '../core/failure.ts';
import { runPass } from './pass.ts';
import type { Run } from './run.ts';
import { settle } from './settle.ts';

export type { ExportPreview };

/** The first rows of the file that an export would write, through the code of the export. */
export function previewExport(request: ExportRequest, run: Run): Promise<Result<ExportPreview>> {
  const options = { task: 'The look at the first rows', workers: 1 };
  return settle(() => runPass<typeof exportPreview>('export-preview', request, run, options));
}
