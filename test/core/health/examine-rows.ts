import { analysisContext } from '../../../src/core/analyses/analysis.ts';
import { findAnalysis } from '../../../src/core/analyses/index.ts';
import { examine, type RowsFound } from '../../../src/core/health/examine.ts';
import { type HealthFacts, HealthLook } from '../../../src/core/health/health-look.ts';
import { Row } from '../../../src/core/row/row.ts';
import { healthRules } from '../../../src/core/rules/health/index.ts';
import type { Meaning } from '../../../src/core/version/version.ts';

/** What the health rules say of rows, as the pass has it: by rule. */
export async function examineRows(texts: readonly string[], meaning: Meaning): Promise<ReadonlyMap<string, RowsFound>> {
  return (await examineLook(texts, meaning)).found;
}

/** The same with what the rules looked at. */
export async function examineLook(
  texts: readonly string[],
  meaning: Meaning & Pick<HealthFacts, 'contract'>,
): Promise<{ readonly look: HealthLook; readonly found: ReadonlyMap<string, RowsFound> }> {
  const rows = texts.map((text) => new Row(text));
  const context = analysisContext(meaning);
  const reads = new Set(healthRules.flatMap((rule) => rule.reads));
  const words = new Map(
    [...reads].map((id) => {
      const analysis = findAnalysis(id)!;
      const all = new Uint32Array(rows.length * analysis.words);
      rows.forEach((row, at) => {
        analysis.read(row, context, all, at * analysis.words);
      });
      return [id, all] as const;
    }),
  );
  const bytes = texts.reduce((sum, text) => sum + new TextEncoder().encode(text).length + 1, 0);
  const look = new HealthLook({ ...meaning, rows: rows.length, bytes }, words);
  const found = await examine(healthRules, look, context, (position) => Promise.resolve(rows[position]!));
  return { look, found: new Map(found.map((each) => [each.finding.rule, each])) };
}
