import { asParamColumns } from './param-columns.ts';
import { findStep } from '../steps/index.ts';
import type { RecipeStep } from '../version/version.ts';
import type { StepContext } from './step.ts';
import { completeParams } from './params.ts';

/** Columns that a step of a recipe names and that its rows don't have. */
export interface MissingColumns {
  /** Index of the step in the recipe. */
  readonly step: number;
  readonly title: string;
  readonly columns: readonly string[];
}

/**
 * The columns that a recipe names and a dataset doesn't have where each step comes to them: earlier steps may add, rename or
 * drop some. A step that can't be prepared leaves them as they are.
 */
export function missingColumns(recipe: readonly RecipeStep[], start: StepContext): readonly MissingColumns[] {
  let context = start;
  return recipe.flatMap((entry, index): MissingColumns[] => {
    const step = findStep(entry.step, entry.version);
    if (!step) return [];
    const columns = asParamColumns(step, entry.params).filter((name) => !context.columns.includes(name));
    const found = columns.length > 0 ? [{ step: index, title: step.title, columns }] : [];
    try {
      const { columns: after, mapping, format } = step.prepare(completeParams(step, entry.params), context);
      context = {
        columns: after ?? context.columns,
        mapping: mapping ?? context.mapping,
        format: format ?? context.format,
      };
    } catch {
      // Its card says what is wrong with it.
    }
    return found;
  });
}
