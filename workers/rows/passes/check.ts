import { ok, type Result } from '../../../src/core/failure.ts';
import type { RowRange } from '../../../src/core/version/segments.ts';
import type { SplitSettings } from '../../../src/core/tuning/job.ts';
import type { VersionInfo } from '../../../src/core/version/version.ts';
import type { CheckedRows, CheckRequest, SplitReport } from '../../contracts/tune.ts';
import { checkRows } from '../check-rows.ts';
import { CheckedVersion } from '../checked-version.ts';
import { openVersion, rangesOf, weighRange } from '../open-version.ts';
import { definePass } from '../define-pass.ts';

/** Checks all rows of a version against the hard rules of a target. The lead can then split them again and again. */
export default definePass({
  id: 'check',

  async open(request: CheckRequest) {
    const opened = await openVersion(request.versionId);
    if (!opened.ok) return opened;
    const run = async (rows: RowRange): Promise<Result<CheckedRows>> =>
      ok(await checkRows(opened.value, request, rows));
    return ok({ run });
  },

  async lead(request, team) {
    const opened = await openVersion(request.versionId);
    if (!opened.ok) return opened;
    const checked = new CheckedVersion();
    team.expect(opened.value.version.rowCount, 'rows');
    const done = await team.each(rangesOf(opened.value), {
      weigh: weighRange,
      onPart: (part, index) => {
        checked.collect(index, part);
      },
    });
    if (!done.ok) return done;
    const output = await checked.conclude(request, opened.value.version);
    const actions = {
      split: (split: SplitSettings): Promise<Result<SplitReport>> => Promise.resolve(ok(checked.split(split))),
      /** Stores a split as its mark; gives the version that has it, which is the head where nothing changes. */
      save: (datasetId: string, split: SplitSettings): Promise<Result<VersionInfo>> => checked.save(datasetId, split),
    };
    return ok({ output, actions });
  },

  moves({ origins, part }) {
    const columns: readonly (Uint8Array | Uint16Array | Uint32Array)[] = Object.values(part.columns);
    return [origins, ...columns];
  },
});
