import { describe, expect, it } from 'vitest';
import { missingColumns } from '../../../src/core/recipe/missing-columns.ts';
import { readRecipe, writeRecipe } from '../../../src/core/recipe/recipe-file.ts';
import { steps } from '../../../src/core/steps/index.ts';
import type { RecipeStep } from '../../../src/core/version/version.ts';

const KEEP = ['0123456789abcdef0123456789abcdef'];
const TRIM: RecipeStep = { step: 'trim-whitespace', version: 1, params: { columns: ['answer'] } };
const SHORT: RecipeStep = { step: 'drop-short-outputs', version: 1, params: { minimum: 2 }, keep: KEEP };

describe('a recipe as a file', () => {
  it('comes back as it was, with every step of this program', () => {
    const all = steps.map(({ id, version }): RecipeStep => ({ step: id, version, params: {} }));
    const recipe = { name: 'Tidy', steps: [...all, TRIM, SHORT] };
    expect(readRecipe('a.json', writeRecipe(recipe))).toEqual({ ok: true, value: recipe });
  });

  it.each([
    ['no JSON', '{', 'no Lapidary recipe'],
    ['another file', '[{"a":1}]', 'no Lapidary recipe'],
    ['a newer one', '{"kind":"lapidary-recipe","version":9,"steps":[]}', 'newer'],
    ['no steps', '{"kind":"lapidary-recipe","version":1}', 'no list of steps'],
    ['an unknown step', writeRecipe({ name: '', steps: [{ ...TRIM, step: 'polish' }] }), 'step 1'],
    ['an impossible setting', writeRecipe({ name: '', steps: [{ ...SHORT, params: { minimum: 'x' } }] }), '“Minimum”'],
  ])('is refused where it is %s', (_, text, why) => {
    const read = readRecipe('a.json', text);
    expect(read).toMatchObject({
      ok: false,
      failure: { kind: 'broken-file', why: expect.stringContaining(why) as string },
    });
  });
});

describe('the columns that a dataset lacks for a recipe', () => {
  const context = { columns: ['question', 'output'], mapping: { input: 'question', output: 'output' } };

  it('are named with their step, unless a step before gives them', () => {
    expect(missingColumns([TRIM], context)).toEqual([{ step: 0, title: 'Trim whitespace', columns: ['answer'] }]);
    const rename = { step: 'rename-columns', version: 1, params: { renames: [{ from: 'output', to: 'answer' }] } };
    expect(missingColumns([rename, TRIM], context)).toEqual([]);
  });

  it('are none of a recipe that names no columns', () => {
    expect(missingColumns([SHORT], context)).toEqual([]);
  });
});
