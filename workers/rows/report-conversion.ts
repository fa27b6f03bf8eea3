import { emptyReport, reportRow, type ConversionReport } from '../../src/core/conversion/trace/report.ts';
import type { ConversionSettings } from '../../src/core/conversion/conversion-settings.ts';
import { fail, ok, type Result } from '../../src/core/failure.ts';
import { prepareTuneFaults } from '../../src/core/preflight/tune-faults.ts';
import { prepareRecipe } from '../../src/core/recipe/phases.ts';
import { applyPhase } from '../../src/core/recipe/run-recipe.ts';
import { Row } from '../../src/core/row/row.ts';
import { checkParams, completeParams, findStep } from '../../src/core/steps/index.ts';
import { emptyTally } from '../../src/core/recipe/tally.ts';
import type { RecipeStep } from '../../src/core/version/version.ts';
import { passRows } from '../../src/store/rows/pass-rows.ts';
import type { RowRange } from '../../src/core/version/segments.ts';
import type { OpenedVersion } from './open-version.ts';

/**
 * Reports on the conversion that ends a recipe, over rows as the steps before it leave them. Rows that one of those
 * would drop only after it has seen all (a duplicate, all but the first N) are still counted here.
 */
export async function reportConversion(
  { version, list, reader }: OpenedVersion,
  recipe: readonly RecipeStep[],
  { from, count }: RowRange,
): Promise<Result<ConversionReport>> {
  const last = recipe.at(-1);
  const step = last && findStep(last.step, last.version);
  if (!step) return fail({ kind: 'bug', message: 'a report needs a conversion at the end of its recipe', stack: '' });
  const wrong = checkParams(step, last.params);
  if (wrong) return fail(wrong);
  const before = prepareRecipe(recipe.slice(0, -1), version);
  if (!before.ok) return before;
  const { phases, columns, mapping, format } = before.value;
  const context = { columns, mapping, format };
  // The cast: what the conversion's own parameters say, checked above.
  const settings = completeParams(step, last.params) as unknown as ConversionSettings;
  const faultsOf = prepareTuneFaults(settings, context);
  const report = emptyReport();
  const tallies = recipe.map(emptyTally);
  for await (const part of passRows(reader, list.slices(from, count))) {
    part.each((row) => {
      let rows: Row[] = [row];
      for (const phase of phases) {
        const outcomes = rows.flatMap((each) => applyPhase(phase, each, tallies));
        rows = outcomes.filter((outcome) => outcome instanceof Row);
      }
      for (const each of rows) reportRow(report, each, settings, context, faultsOf);
    });
  }
  return ok(report);
}
