import { ok } from '../../../src/core/failure.ts';
import { runRecipe } from '../../../src/core/recipe/run-recipe.ts';
import type { RecipeStep } from '../../../src/core/version/version.ts';
import { passRows } from '../../../src/store/rows/pass-rows.ts';
import { openVersion } from '../open-version.ts';
import { definePass } from '../define-pass.ts';

export interface SampleInput {
  readonly versionId: string;
  readonly steps: readonly RecipeStep[];
  /** How many of the first rows. */
  readonly rows: number;
}

/** Runs a recipe over the first rows of a version, in memory: for the cards, while a parameter is typed. */
export default definePass({
  id: 'sample',

  async lead({ versionId, steps, rows }: SampleInput) {
    const opened = await openVersion(versionId);
    if (!opened.ok) return opened;
    const { version, list, reader } = opened.value;
    const texts: string[] = [];
    for await (const part of passRows(reader, list.slices(0, rows))) part.each(({ text }) => texts.push(text));
    const result = await runRecipe(steps, version, texts);
    return result.ok ? ok({ output: result.value.log }) : result;
  },
});
