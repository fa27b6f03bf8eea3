import { completeParams, newestStep } from '../../core/steps/index.ts';
import type { RecipeStep } from '../../core/version/version.ts';
import { Recipe } from '../clean/recipe.svelte.ts';
import type { App } from '../frame/app.ts';

/** Puts steps at the end of the recipe and opens Clean, where their effect on the rows is shown before anything changes. */
export function fixRows({ recipes, router, notices }: App, datasetId: string, steps: readonly RecipeStep[]): void {
  const recipe = recipes.of(datasetId, Recipe);
  const titles = steps.map(({ step: id, params }) => {
    const step = newestStep(id);
    if (!step) throw new Error(`step ${id} is not one of this program`);
    recipe.add(step, completeParams(step, params));
    return step.title;
  });
  const words = titles.length === 1 ? `Added “${titles[0] ?? ''}”.` : `Added ${titles.length} steps.`;
  notices.say(words, null, 'Check the effect, then press Apply.');
  router.go('datasets', datasetId, 'clean');
}
