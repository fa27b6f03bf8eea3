import { ok, type Result } from '../../../src/core/failure.ts';
import type { RowRange } from '../../../src/core/version/segments.ts';
import type { OutputPart } from '../../../src/store/output-files.ts';
import { OutputFile } from '../../files/output-file.ts';
import { openVersion, rangesOf, weighRange } from '../open-version.ts';
import { definePass } from '../define-pass.ts';
import { type SideOfVersion, writeLines } from '../export/write-lines.ts';

export interface WriteSideInput extends SideOfVersion {
  /** The output that the file is written to. */
  readonly output: string;
}

interface LinesPart {
  readonly bytes: OutputPart;
  readonly lines: number;
}

/** One side's rows as lines of the target's format: the parts of one file. */
export default definePass({
  id: 'write-side',

  async open({ output, ...side }: WriteSideInput) {
    const opened = await openVersion(side.request.versionId);
    if (!opened.ok) return opened;
    const file = await OutputFile.create(output);
    const run = async (rows: RowRange): Promise<Result<LinesPart>> => {
      const { pieces, lines } = await writeLines(opened.value, { ...side, rows });
      return ok({ bytes: file.write(pieces), lines });
    };
    const settle = (): Promise<void> => {
      file.close();
      return Promise.resolve();
    };
    return ok({ run, settle });
  },

  async lead({ request }, team) {
    const opened = await openVersion(request.versionId);
    if (!opened.ok) return opened;
    const parts: LinesPart[] = [];
    team.expect(opened.value.version.rowCount, 'rows');
    const written = await team.each(rangesOf(opened.value), {
      weigh: weighRange,
      onPart: (part, index) => {
        parts[index] = part;
      },
    });
    return written.ok ? ok({ output: parts }) : written;
  },
});
