import { findAnalysis } from '../../../src/core/analyses/index.ts';
import { ok } from '../../../src/core/failure.ts';
import { makeAnalyses } from '../../../src/store/analyses/make-analysis.ts';
import { type MissingBlock, missingBlocks } from '../../../src/store/analyses/read-analysis.ts';
import { removeStaleAnalyses } from '../../../src/store/analyses/stale-analyses.ts';
import { openVersion } from '../open-version.ts';
import { definePass, type Pause } from '../define-pass.ts';

export interface AnalyseInput {
  readonly versionId: string;
  /** Ids of analyses. */
  readonly analyses: readonly string[];
}

/** Makes what some analyses lack of a version. Its output is how many rows had to be read: none where nothing was missing. */
export default definePass({
  id: 'analyse',

  async open({ versionId, analyses }: AnalyseInput) {
    const opened = await openVersion(versionId);
    if (!opened.ok) return opened;
    const { version } = opened.value;
    const chosen = choose(analyses);
    const run = async (block: MissingBlock, _: unknown, pause: Pause) => {
      return ok(await makeAnalyses(version, chosen, [block], pause));
    };
    return ok({ run });
  },

  async lead({ versionId, analyses }, team) {
    const opened = await openVersion(versionId);
    if (!opened.ok) return opened;
    const { version } = opened.value;
    const missing = await missingBlocks(version, choose(analyses));
    if (missing.length === 0) return ok({ output: 0 });
    let read = 0;
    team.expect(
      missing.reduce((sum, { rows }) => sum + rows, 0),
      'rows',
    );
    const made = await team.each(missing, {
      weigh: ({ rows }) => rows,
      onPart: (rows) => {
        read += rows;
      },
    });
    if (!made.ok) return made;
    await removeStaleAnalyses(version.datasetId);
    return ok({ output: read });
  },
});

/** Throws where one is not in the registry: callers name what this program has. */
function choose(ids: readonly string[]) {
  return ids.map((id) => {
    const analysis = findAnalysis(id);
    if (!analysis) throw new Error(`analysis ${id} is not one of this program`);
    return analysis;
  });
}
