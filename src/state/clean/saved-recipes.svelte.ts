import { missingColumns } from '../../core/recipe/missing-columns.ts';
import { readRecipe, type RecipeFile, writeRecipe } from '../../core/recipe/recipe-file.ts';
import type { StepContext } from '../../core/recipe/step.ts';
import type { RecipeStep } from '../../core/version/version.ts';
import { deleteSavedRecipe, listSavedRecipes, saveRecipe } from '../../store/saved-recipes.ts';
import { missingWords } from '../../words/recipe-words.ts';
import { Live } from '../frame/live.svelte.ts';
import type { Notices } from '../frame/notices.svelte.ts';
import type { Recipe } from './recipe.svelte.ts';

/** The recipes that were saved by a name, for every dataset. */
export class SavedRecipes {
  readonly live = new Live(listSavedRecipes);
  readonly #notices: Notices;

  constructor(notices: Notices) {
    this.#notices = notices;
  }

  get all(): readonly RecipeFile[] {
    return this.live.current ?? [];
  }

  save = (name: string, steps: readonly RecipeStep[]): Promise<void> => {
    return this.#notices.attempt(async () => {
      await saveRecipe(name, steps);
      this.#notices.say(`Saved the recipe “${name}”.`);
    });
  };

  remove = (name: string): Promise<void> => {
    const saved = this.all.find((each) => each.name === name);
    return this.#notices.attempt(async () => {
      await deleteSavedRecipe(name);
      const undo = { label: 'Put back', run: () => void saveRecipe(name, saved?.steps ?? []) };
      this.#notices.say(`Deleted the recipe “${name}”.`, saved ? undo : null);
    });
  };

  /** Puts the steps at the end of a dataset's recipe, and says which of its columns are not there. */
  use = ({ name, steps }: RecipeFile, recipe: Recipe, context: StepContext): void => {
    const missing = missingColumns(steps, context);
    const unknown = recipe.addAll(steps);
    const words = name === '' ? 'Added the recipe’s steps.' : `Added the steps of “${name}”.`;
    const trouble = [
      ...(missing.length > 0 ? [missingWords(missing)] : []),
      ...(unknown.length > 0 ? [`This Lapidary doesn’t have the steps ${unknown.join(', ')}.`] : []),
    ].join(' ');
    if (trouble === '') this.#notices.say(words);
    else this.#notices.doubt(words, trouble);
  };

  /** Reads a recipe's file and uses it. */
  open = async (file: File, recipe: Recipe, context: StepContext): Promise<void> => {
    const read = await this.#notices.run(async () => readRecipe(file.name, await file.text()));
    if (read) this.use(read, recipe, context);
  };

  /** The file of a recipe, and its name. */
  fileOf = (recipe: RecipeFile): { readonly name: string; readonly blob: Blob } => {
    const name = `${recipe.name.replace(/[^\p{L}\p{N} _-]+/gu, '_') || 'recipe'}.recipe.json`;
    return { name, blob: new Blob([writeRecipe(recipe)], { type: 'application/json' }) };
  };
}
