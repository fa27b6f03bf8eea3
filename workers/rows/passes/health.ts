import { ok, type Result } from '../../../src/core/failure.ts';
import { suspicionOf } from '../../../src/core/health/examine.ts';
import type { HealthReport } from '../../../src/core/health/finding.ts';
import { makeAnalyses } from '../../../src/store/analyses/make-analysis.ts';
import { type MissingBlock, missingBlocks } from '../../../src/store/analyses/read-analysis.ts';
import { removeStaleAnalyses } from '../../../src/store/analyses/stale-analyses.ts';
import { definePass, type Pause, type Team } from '../define-pass.ts';
import { firstGlance } from '../first-glance.ts';
import { HEALTH_ANALYSES, reportOn } from '../health-report.ts';
import { openVersion, type OpenedVersion } from '../open-version.ts';

type HealthTeam = Team<MissingBlock, number, HealthReport>;

/**
 * Makes the analyses that a version lacks, so that after an edit only the new block is read, and asks the health rules. Where
 * that takes its time, some stretches of the version come first, and what was found in them is news. The lead can then say
 * which rows a rule is about.
 */
export default definePass({
  id: 'health',

  async open(versionId: string) {
    const opened = await openVersion(versionId);
    if (!opened.ok) return opened;
    const { version } = opened.value;
    const run = async (block: MissingBlock, _: unknown, pause: Pause) => {
      return ok(await makeAnalyses(version, HEALTH_ANALYSES, [block], pause));
    };
    return ok({ run });
  },

  async lead(versionId, team: HealthTeam) {
    const opened = await openVersion(versionId);
    if (!opened.ok) return opened;
    const { version } = opened.value;
    const made = await makeMissing(opened.value, team);
    if (!made.ok) return made;
    const rows = version.rowCount;
    const { report, found } = await reportOn(opened.value, [{ from: 0, count: rows }]);
    const actions = {
      /** Positions of all rows that a rule found, ascending. */
      rowsOf: (rule: string) => {
        return Promise.resolve(ok(found.find(({ finding }) => finding.rule === rule)?.rows ?? new Uint32Array(0)));
      },
      /** How much there is against each row, in list order: `suspicionOf`. */
      suspicion: () => Promise.resolve(ok(suspicionOf(found, rows))),
    };
    return ok({ output: { ...report, rowsRead: made.value }, actions });
  },
});

/** Returns how many rows were read. */
async function makeMissing(opened: OpenedVersion, team: HealthTeam): Promise<Result<number>> {
  const { version } = opened;
  const missing = await missingBlocks(version, HEALTH_ANALYSES);
  if (missing.length === 0) return ok(0);
  team.expect(
    missing.reduce((sum, { rows }) => sum + rows, 0),
    'rows',
  );
  let read = 0;
  const options = {
    weigh: ({ rows }: MissingBlock) => rows,
    onPart: (rows: number) => {
      read += rows;
    },
  };
  const glance = await firstGlance(opened, missing);
  if (glance) {
    const seen = await team.each(glance.blocks, options);
    if (!seen.ok) return seen;
    team.tell((await reportOn(opened, glance.stretches)).report);
  }
  const made = await team.each(glance ? missing.filter((block) => !glance.blocks.includes(block)) : missing, options);
  if (!made.ok) return made;
  await removeStaleAnalyses(version.datasetId);
  return ok(read);
}
