import { ok } from '../../../src/core/failure.ts';
import { definePass } from '../define-pass.ts';
import { openVersion } from '../open-version.ts';
import { rowsOfLines, type SideOfVersion } from '../export/write-lines.ts';

export interface FindLinesInput extends SideOfVersion {
  /** 1-based. */
  readonly lines: readonly number[];
}

/** The rows that became some lines of a side's file. */
export default definePass({
  id: 'find-lines',

  async lead({ lines, ...side }: FindLinesInput) {
    const opened = await openVersion(side.request.versionId);
    if (!opened.ok) return opened;
    const rows = { from: 0, count: opened.value.list.count };
    return ok({ output: await rowsOfLines(opened.value, { ...side, rows }, lines) });
  },
});
