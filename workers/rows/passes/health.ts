import { analysisContext } from '../../../src/core/analyses/analysis.ts';
import { findAnalysis } from '../../../src/core/analyses/index.ts';
import { ok } from '../../../src/core/failure.ts';
import { countSuspect, examine, suspicionOf } from '../../../src/core/health/examine.ts';
import type { HealthReport } from '../../../src/core/health/finding.ts';
import { HealthLook } from '../../../src/core/health/health-look.ts';
import { tokenHistogram } from '../../../src/core/health/token-histogram.ts';
import { healthRules } from '../../../src/core/rules/health/index.ts';
import { Row } from '../../../src/core/row/row.ts';
import { makeAnalyses } from '../../../src/store/analyses/make-analysis.ts';
import { type MissingBlock, missingBlocks, readWords } from '../../../src/store/analyses/read-analysis.ts';
import { removeStaleAnalyses } from '../../../src/store/analyses/stale-analyses.ts';
import { passRows } from '../../../src/store/rows/pass-rows.ts';
import { definePass } from '../define-pass.ts';
import { type OpenedVersion, openVersion } from '../open-version.ts';

/** All that the rules read. Throws where one is not in the registry. */
const NEEDED = [...new Set(['tokens', ...healthRules.flatMap(({ reads }) => reads)])].sort().map((id) => {
  const analysis = findAnalysis(id);
  if (!analysis) throw new Error(`analysis ${id} is not one of this program`);
  return analysis;
});

/**
 * Makes the analyses that a version lacks, so that after an edit only the new block is read, and asks the health rules. The
 * lead can then say which rows a rule is about.
 */
export default definePass({
  id: 'health',

  async open(versionId: string) {
    const opened = await openVersion(versionId);
    if (!opened.ok) return opened;
    const { version } = opened.value;
    const run = async (block: MissingBlock) => ok(await makeAnalyses(version, NEEDED, [block]));
    return ok({ run });
  },

  async lead(versionId, team) {
    const opened = await openVersion(versionId);
    if (!opened.ok) return opened;
    const { version } = opened.value;
    const missing = await missingBlocks(version, NEEDED);
    let rowsRead = 0;
    if (missing.length > 0) {
      team.expect(
        missing.reduce((sum, { rows }) => sum + rows, 0),
        'rows',
      );
      const made = await team.each(missing, {
        weigh: ({ rows }) => rows,
        onPart: (rows) => {
          rowsRead += rows;
        },
      });
      if (!made.ok) return made;
      await removeStaleAnalyses(version.datasetId);
    }
    const { rowCount: rows, byteCount: bytes, mapping, format } = version;
    const words = new Map<string, Uint32Array>();
    for (const analysis of NEEDED) words.set(analysis.id, (await readWords(version, analysis, 0, rows)).words);
    const look = new HealthLook({ rows, bytes, mapping, format }, words);
    const found = await examine(healthRules, look, analysisContext(version), (position) =>
      readRow(opened.value, position),
    );
    const output: HealthReport = {
      rows,
      suspectRows: countSuspect(found, rows),
      findings: found.map(({ finding }) => finding),
      tokens: tokenHistogram(words.get('tokens') ?? new Uint32Array(0)),
      rowsRead,
    };
    const actions = {
      /** Positions of all rows that a rule found, ascending. */
      rowsOf: (rule: string) => {
        return Promise.resolve(ok(found.find(({ finding }) => finding.rule === rule)?.rows ?? new Uint32Array(0)));
      },
      /** How much there is against each row, in list order: `suspicionOf`. */
      suspicion: () => Promise.resolve(ok(suspicionOf(found, rows))),
    };
    return ok({ output, actions });
  },
});

async function readRow({ list, reader }: OpenedVersion, position: number): Promise<Row> {
  let row = new Row('null');
  for await (const part of passRows(reader, list.slices(position, 1))) part.each((each) => (row = each));
  return row;
}
