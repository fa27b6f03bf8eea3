import { comparedText } from '../../src/core/duplicates/compared-text.ts';
import {
  DUPLICATE_KINDS,
  DUPLICATE_WORDS,
  KnownDuplicates,
  surveyDuplicates,
  surveysInRows,
} from '../../src/core/duplicates/duplicate-kinds.ts';
import { NearText } from '../../src/core/duplicates/near/near-text.ts';
import type { StepContext, TextChoice } from '../../src/core/recipe/step.ts';
import type { Row } from '../../src/core/row/row.ts';

/** What the product knows of the duplicates among these rows, compared by some texts. */
export function knownDuplicates(
  rows: readonly Row[],
  context: StepContext,
  choices: readonly TextChoice[],
): Promise<KnownDuplicates> {
  const near = new NearText(comparedText(choices, context));
  const wanted = new Set(DUPLICATE_KINDS);
  const survey = surveyDuplicates(choices, context, near, wanted);
  const words = new Uint32Array(rows.length * DUPLICATE_WORDS);
  for (const [at, row] of rows.entries()) survey.read(row, words, at * DUPLICATE_WORDS);
  return KnownDuplicates.of(surveysInRows(words), rows.length, wanted, (pairs) =>
    Promise.resolve(
      Float64Array.from({ length: pairs.length / 2 }, (_, at) =>
        near.alike(rows[pairs[at * 2]!]!, rows[pairs[at * 2 + 1]!]!),
      ),
    ),
  );
}
