import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../src/core/json.ts';
import { prepareRecipe } from '../../../src/core/recipe/phases.ts';
import type { RecipeStep } from '../../../src/core/version/version.ts';

const CONTEXT = { columns: ['input', 'output'], mapping: { input: 'input', output: 'output' } };

function step(id: string, params: JsonObject = {}): RecipeStep {
  return { step: id, version: 1, params };
}

/** For each pass the steps that look at rows alone, then the one that decides, by their places in the recipe. */
function shapeOf(recipe: readonly RecipeStep[]): (readonly [applies: number[], decide: number | undefined])[] {
  const prepared = prepareRecipe(recipe, CONTEXT);
  if (!prepared.ok) throw new Error(prepared.failure.kind);
  return prepared.value.phases.map(({ applies, decide }) => [applies.map(({ index }) => index), decide?.index]);
}

describe('prepareRecipe', () => {
  it('runs steps that look at each row alone in one pass', () => {
    expect(shapeOf([step('trim-whitespace'), step('drop-empty-rows'), step('drop-short-outputs')])).toEqual([
      [[0, 1, 2], undefined],
    ]);
  });

  it('ends a pass at each step that decides over all rows', () => {
    const duplicates = step('remove-duplicates');
    const first = step('take-first-rows');
    const trim = step('trim-whitespace');
    expect(shapeOf([trim, duplicates])).toEqual([[[0], 1]]);
    expect(shapeOf([duplicates, trim])).toEqual([
      [[], 0],
      [[1], undefined],
    ]);
    expect(shapeOf([trim, duplicates, trim, trim, first])).toEqual([
      [[0], 1],
      [[2, 3], 4],
    ]);
  });

  it('makes one pass of no steps at all', () => {
    expect(shapeOf([])).toEqual([[[], undefined]]);
  });

  it('tells each step the columns and the mapping that the one before it left', () => {
    const recipe = [
      step('rename-columns', { renames: [{ from: 'output', to: 'answer' }] }),
      step('remove-duplicates'),
      step('drop-columns', { columns: ['input'] }),
    ];
    const prepared = prepareRecipe(recipe, CONTEXT);
    expect(prepared).toMatchObject({
      ok: true,
      value: { columns: ['answer'], mapping: { input: null, output: 'answer' } },
    });
  });

  it('refuses what it does not know, and arguments that make no sense, by step and parameter', () => {
    const cases: [RecipeStep, string, string][] = [
      [step('no-such-step'), 'no-such-step', 'version'],
      [{ ...step('trim-whitespace'), version: 99 }, 'trim-whitespace', 'version'],
      [step('take-first-rows', { count: 'ten' }), 'Take first rows', 'count'],
      [step('keep-columns'), 'Keep columns', 'columns'],
    ];
    for (const [wrong, name, parameter] of cases) {
      const result = prepareRecipe([step('trim-whitespace'), wrong], CONTEXT);
      expect(result).toMatchObject({ ok: false, failure: { kind: 'bad-parameter', parameter } });
      expect(JSON.stringify(result)).toContain(name);
    }
  });
});
