import { addSurvey, emptySurvey, keptOtherwise, kindsOf } from '../../../src/core/filetypes/parquet/column-kinds.ts';
import type { ColumnKind, ColumnSurvey } from '../../../src/core/filetypes/parquet/column-kinds.ts';
import { parquetEnd, parquetStart, type RowGroup } from '../../../src/core/filetypes/parquet/write-parquet.ts';
import { ok, type Result } from '../../../src/core/failure.ts';
import { cutRanges, type RowRange, rowsPerTask } from '../../../src/core/version/segments.ts';
import { OutputFile } from '../../files/output-file.ts';
import { definePass } from '../define-pass.ts';
import { openVersion } from '../open-version.ts';
import { surveyPart, writeParquetPart } from '../export/parquet-part.ts';
import { recordWriter } from '../export/record-writer.ts';
import type { ExportedPart, ExportInput } from './export.ts';

/** Rows to look at, or, where it is known how their columns are written, to write. */
interface ParquetTask {
  readonly rows: RowRange;
  readonly kinds: readonly ColumnKind[] | null;
}

interface ParquetPart {
  readonly survey?: ColumnSurvey;
  readonly written?: ExportedPart & { readonly length: number; readonly group: RowGroup | null };
}

/** Tasks that make one group of rows: readers of the file hold one in memory. */
const TASKS_IN_GROUP = 4;

/**
 * Writes a version as the parts of one Parquet file, a group of rows by each task. How a column is written depends on all its
 * values, so all rows are looked at first.
 */
export default definePass({
  id: 'export-parquet',

  async open({ output, ...request }: ExportInput) {
    const opened = await openVersion(request.versionId);
    if (!opened.ok) return opened;
    let file: OutputFile | null = null;
    const run = async ({ rows, kinds }: ParquetTask): Promise<Result<ParquetPart>> => {
      if (kinds === null) return ok({ survey: await surveyPart(opened.value, request, rows) });
      const { bytes, group, ...counts } = await writeParquetPart(opened.value, request, rows, kinds);
      file ??= await OutputFile.create(output);
      return ok({ written: { bytes: file.write([bytes]), length: bytes.length, group, ...counts } });
    };
    const settle = (): Promise<void> => {
      file?.close();
      file = null;
      return Promise.resolve();
    };
    return ok({ run, settle });
  },

  async lead(request, team) {
    const opened = await openVersion(request.versionId);
    if (!opened.ok) return opened;
    const { version } = opened.value;
    const { from, count } = request.range ?? { from: 0, count: version.rowCount };
    const ranges = cutRanges(count, rowsPerTask(version) * TASKS_IN_GROUP).map((range) => ({
      from: from + range.from,
      count: range.count,
    }));
    // Each row is looked at, then written.
    team.expect(count * 2, 'rows');
    const { columns } = await recordWriter(version, request);
    const survey = emptySurvey(columns.length);
    const weigh = ({ rows }: ParquetTask): number => rows.count;
    const looked = await team.each(
      ranges.map((rows) => ({ rows, kinds: null })),
      { weigh, onPart: (part) => part.survey && addSurvey(survey, part.survey) },
    );
    if (!looked.ok) return looked;
    const kinds = kindsOf(survey);
    const parts: NonNullable<ParquetPart['written']>[] = [];
    const wrote = await team.each(
      ranges.map((rows) => ({ rows, kinds })),
      {
        weigh,
        onPart: (part, index) => {
          if (part.written) parts[index] = part.written;
        },
      },
    );
    if (!wrote.ok) return wrote;
    const groups = parts.flatMap(({ length, group }) => (group ? [{ bytes: length, group }] : []));
    const end = await parquetEnd(columns, kinds, groups);
    const edge = (bytes: Uint8Array): ExportedPart => {
      // The cast: nothing here is over shared memory.
      return { bytes: new Blob([bytes as Uint8Array<ArrayBuffer>]), rows: 0, refused: {} };
    };
    const written = parts.filter(({ group }) => group !== null);
    const left = parts
      .filter(({ group }) => group === null)
      .map(({ refused }) => ({ ...edge(new Uint8Array(0)), refused }));
    return ok({
      output: {
        parts: [
          edge(parquetStart()),
          ...written.map(({ bytes, rows, refused }) => ({ bytes, rows, refused })),
          ...left,
          edge(end),
        ],
        otherwise: keptOtherwise(columns, survey),
      },
    });
  },
});
