import { addReport, type ConversionReport, emptyReport } from '../../../src/core/conversion/trace/report.ts';
import { ok } from '../../../src/core/failure.ts';
import type { RowRange } from '../../../src/core/version/segments.ts';
import type { RecipeStep } from '../../../src/core/version/version.ts';
import { openVersion, rangesOf, weighRange } from '../open-version.ts';
import { definePass } from '../define-pass.ts';
import { reportConversion } from '../report-conversion.ts';

export interface ReportInput {
  readonly versionId: string;
  /** The recipe up to the conversion, which is its last step. */
  readonly steps: readonly RecipeStep[];
  /** Only the first rows; all where it is absent. */
  readonly rows?: number;
}

/** What a conversion does to the rows of a version, field by field. Nothing is stored. */
export default definePass({
  id: 'report',

  async open({ versionId, steps }: ReportInput) {
    const opened = await openVersion(versionId);
    if (!opened.ok) return opened;
    return ok({ run: (rows: RowRange) => reportConversion(opened.value, steps, rows) });
  },

  async lead({ versionId, rows }, team) {
    const opened = await openVersion(versionId);
    if (!opened.ok) return opened;
    const tasks = rows === undefined ? rangesOf(opened.value) : [{ from: 0, count: rows }];
    const parts: ConversionReport[] = [];
    team.expect(
      tasks.reduce((sum, { count }) => sum + count, 0),
      'rows',
    );
    const reported = await team.each(tasks, {
      weigh: weighRange,
      onPart: (part, index) => {
        parts[index] = part;
      },
    });
    if (!reported.ok) return reported;
    const sum = emptyReport();
    // In the rows' order, so that the examples are the same with any number of workers.
    for (const part of parts) addReport(sum, part);
    return ok({ output: sum });
  },
});
