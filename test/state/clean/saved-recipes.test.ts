import '../../support/fake-browser.ts';
import { beforeEach, describe, expect, it } from 'vitest';
import { readRecipe } from '../../../src/core/recipe/recipe-file.ts';
import type { RecipeStep } from '../../../src/core/version/version.ts';
import type { Recipe } from '../../../src/state/clean/recipe.svelte.ts';
import { SavedRecipes } from '../../../src/state/clean/saved-recipes.svelte.ts';
import { Notices } from '../../../src/state/frame/notices.svelte.ts';
import { listSavedRecipes } from '../../../src/store/saved-recipes.ts';
import { emptyDatabase } from '../../support/stored.ts';

const TRIM: RecipeStep = { step: 'trim-whitespace', version: 1, params: { columns: ['answer'] } };
const CONTEXT = { columns: ['question'], mapping: { input: 'question', output: null } };
const WAIT = { timeout: 10_000, interval: 5 };

let notices: Notices;
let saved: SavedRecipes;

beforeEach(async () => {
  await emptyDatabase();
  notices = new Notices();
  saved = new SavedRecipes(notices);
});

const names = async () => (await listSavedRecipes()).map(({ name }) => name);

describe('recipes that are saved by a name', () => {
  it('come back after they were deleted, with their steps', async () => {
    const end = saved.live.watch();
    await saved.save('Tidy', [TRIM]);
    await expect.poll(() => saved.all.map(({ name }) => name), WAIT).toEqual(['Tidy']);
    await saved.remove('Tidy');
    expect(await names()).toEqual([]);
    notices.done?.action?.run();
    await expect.poll(names, WAIT).toEqual(['Tidy']);
    expect((await listSavedRecipes())[0]?.steps).toEqual([TRIM]);
    end();
  });

  it('replace one of the same name', async () => {
    await saved.save('Tidy', [TRIM]);
    await saved.save('Tidy', []);
    expect(await listSavedRecipes()).toMatchObject([{ name: 'Tidy', steps: [] }]);
  });

  it('are the same recipe as a file', async () => {
    const { name, blob } = saved.fileOf({ name: 'Für/alle: 1', steps: [TRIM] });
    expect(name).toBe('Für_alle_ 1.recipe.json');
    expect(readRecipe(name, await blob.text())).toMatchObject({ ok: true, value: { steps: [TRIM] } });
  });

  it('say what the dataset lacks, and which steps this program does', () => {
    // The cast: nothing else of a recipe is asked.
    const recipe = { addAll: (steps: readonly RecipeStep[]) => steps.map(({ step }) => step).slice(1) };
    const steps = [TRIM, { ...TRIM, step: 'of-tomorrow' }];
    saved.use({ name: 'Tidy', steps }, recipe as unknown as Recipe, CONTEXT);
    expect(notices.done).toMatchObject({ kind: 'doubtful', text: 'Added the steps of “Tidy”.' });
    expect(notices.done?.next).toContain('of-tomorrow');
    saved.use({ name: '', steps: [] }, { addAll: () => [] } as unknown as Recipe, CONTEXT);
    expect(notices.done).toMatchObject({ kind: 'done', text: 'Added the recipe’s steps.' });
  });
});
