import { analysisContext } from '../../src/core/analyses/analysis.ts';
import { findAnalysis } from '../../src/core/analyses/index.ts';
import { contractOf } from '../../src/core/health/answer-contract.ts';
import { countSuspect, examine, type RowsFound } from '../../src/core/health/examine.ts';
import type { HealthReport } from '../../src/core/health/finding.ts';
import { HealthLook } from '../../src/core/health/health-look.ts';
import { tokenHistogram } from '../../src/core/health/token-histogram.ts';
import { Row } from '../../src/core/row/row.ts';
import { healthRules } from '../../src/core/rules/health/index.ts';
import type { RowRange } from '../../src/core/version/segments.ts';
import { readWords } from '../../src/store/analyses/read-analysis.ts';
import { readContract } from '../../src/store/health-notes.ts';
import { passRows } from '../../src/store/rows/pass-rows.ts';
import type { OpenedVersion } from './open-version.ts';

/** All that the health rules read. Throws where one is not in the registry. */
export const HEALTH_ANALYSES = [...new Set(['tokens', ...healthRules.flatMap(({ reads }) => reads)])]
  .sort()
  .map((id) => {
    const analysis = findAnalysis(id);
    if (!analysis) throw new Error(`analysis ${id} is not one of this program`);
    return analysis;
  });

/**
 * Asks the health rules about rows whose analyses are there: those of some stretches of a version, in list order, which
 * stand for themselves alone. Positions in the report are those of the version; `found` counts from the first stretch on.
 */
export async function reportOn(
  opened: OpenedVersion,
  stretches: readonly RowRange[],
): Promise<{ readonly report: HealthReport; readonly found: readonly RowsFound[] }> {
  const { version } = opened;
  const { mapping, format } = version;
  const rows = stretches.reduce((sum, { count }) => sum + count, 0);
  const bytes = Math.round((version.byteCount * rows) / Math.max(version.rowCount, 1));
  const words = new Map<string, Uint32Array>();
  for (const analysis of HEALTH_ANALYSES) words.set(analysis.id, await wordsOf(opened, analysis, stretches, rows));
  const contract = await readContract(version.datasetId);
  const look = new HealthLook({ rows, bytes, mapping, format, contract }, words);
  const placeOf = (index: number): number => positionAt(stretches, index);
  const found = await examine(healthRules, look, analysisContext(version), (index) => readRow(opened, placeOf(index)));
  const report: HealthReport = {
    rows,
    suspectRows: countSuspect(found, rows),
    findings: found.map(({ finding }) => ({ ...finding, examples: finding.examples.map(placeOf) })),
    contract: contractOf(look),
    tokens: tokenHistogram(words.get('tokens') ?? new Uint32Array(0)),
    rowsRead: 0,
  };
  return { report, found };
}

async function wordsOf(
  { version }: OpenedVersion,
  analysis: (typeof HEALTH_ANALYSES)[number],
  stretches: readonly RowRange[],
  rows: number,
): Promise<Uint32Array> {
  const all = new Uint32Array(rows * analysis.words);
  let at = 0;
  for (const { from, count } of stretches) {
    const { words } = await readWords(version, analysis, from, count);
    all.set(words, at);
    at += count * analysis.words;
  }
  return all;
}

function positionAt(stretches: readonly RowRange[], index: number): number {
  let left = index;
  for (const { from, count } of stretches) {
    if (left < count) return from + left;
    left -= count;
  }
  return left;
}

async function readRow({ list, reader }: OpenedVersion, position: number): Promise<Row> {
  let row = new Row('null');
  for await (const part of passRows(reader, list.slices(position, 1))) part.each((each) => (row = each));
  return row;
}
