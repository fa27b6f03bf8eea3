import type reportPass from '../../workers/rows/passes/report.ts';
import type { ReportInput } from '../../workers/rows/passes/report.ts';
import type { ConversionReport } from '../core/conversion/trace/report.ts';
import type { Result } from '../core/failure.ts';
import { runPass } from './pass.ts';
import type { Run } from './run.ts';
import { settle } from './settle.ts';

/** What a conversion does to the rows of a version, field by field. Nothing is stored. */
export function reportConversion(request: ReportInput, run: Run): Promise<Result<ConversionReport>> {
  const options = { task: 'The report', ...(request.rows !== undefined && { workers: 1 }) };
  return settle(() => runPass<typeof reportPass>('report', request, run, options));
}
