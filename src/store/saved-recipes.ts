import type { RecipeStep } from '../core/version/version.ts';
import { database } from './database.ts';
import type { SavedRecipeRecord } from './records.ts';

/** The recipes that were saved, by name. */
export async function listSavedRecipes(): Promise<SavedRecipeRecord[]> {
  return database.savedRecipes.orderBy('name').toArray();
}

/** Saves a recipe; one of the same name is replaced. */
export async function saveRecipe(name: string, steps: readonly RecipeStep[]): Promise<void> {
  await database.savedRecipes.put({ name, steps, savedAt: Date.now() });
}

export async function deleteSavedRecipe(name: string): Promise<void> {
  await database.savedRecipes.delete(name);
}
