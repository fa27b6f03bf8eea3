import type { Refusals } from '../../../src/core/conversion/refusals.ts';
import { ok, type Result } from '../../../src/core/failure.ts';
import type { RowRange } from '../../../src/core/version/segments.ts';
import type { OutputPart } from '../../../src/store/output-files.ts';
import { OutputFile } from '../../files/output-file.ts';
import { writePart } from '../export/export-part.ts';
import type { ExportRequest } from '../export/export-request.ts';
import { openVersion, rangesOf, weighRange } from '../open-version.ts';
import { definePass } from '../define-pass.ts';

export interface ExportInput extends ExportRequest {
  /** The output that the file is written to. */
  readonly output: string;
}

/** A stretch of an exported file. */
export interface ExportedPart {
  readonly bytes: OutputPart;
  /** How many rows are in it. */
  readonly rows: number;
  /** Why rows are left out, with how many. */
  readonly refused: Refusals;
}

/** Writes a version as the parts of one file. An array's brackets and the commas between parts are not in them. */
export default definePass({
  id: 'export',

  async open({ output, ...request }: ExportInput) {
    const opened = await openVersion(request.versionId);
    if (!opened.ok) return opened;
    const file = await OutputFile.create(output);
    const run = async (rows: RowRange): Promise<Result<ExportedPart>> => {
      const { pieces, ...counts } = await writePart(opened.value, request, rows);
      return ok({ bytes: file.write(pieces), ...counts });
    };
    const settle = (): Promise<void> => {
      file.close();
      return Promise.resolve();
    };
    return ok({ run, settle });
  },

  async lead({ versionId, range }, team) {
    const opened = await openVersion(versionId);
    if (!opened.ok) return opened;
    const ranges = rangesOf(opened.value, range);
    const parts: ExportedPart[] = [];
    team.expect(range?.count ?? opened.value.version.rowCount, 'rows');
    // A file without rows still has a header or brackets.
    const written = await team.each(ranges.length > 0 ? ranges : [{ from: range?.from ?? 0, count: 0 }], {
      weigh: weighRange,
      onPart: (part, index) => {
        parts[index] = part;
      },
    });
    return written.ok ? ok({ output: parts }) : written;
  },
});
