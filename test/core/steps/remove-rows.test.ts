import { describe, expect, it } from 'vitest';
import { runRecipe } from '../../../src/core/recipe/run-recipe.ts';
import { findStep, steps } from '../../../src/core/steps/index.ts';

const CONTEXT = { columns: ['a'], mapping: { input: 'a', output: null } };
const ROWS = ['one', 'two words', 'one', 'and three words'].map((a) => JSON.stringify({ a }));
const KNOWN = {
  sourceOf: (index: number) => ({ file: index < 2 ? 'a.csv' : 'b.csv', row: (index % 2) + 1 }),
  markOf: (name: string, index: number) => (name === 'triage' && index === 3 ? 'bad' : null),
};

async function left(step: 'remove-rows' | 'keep-rows', params: Readonly<Record<string, unknown>>): Promise<number[]> {
  const texts = Object.fromEntries(
    Object.entries(params).map(([name, value]) => [name, typeof value === 'string' ? value : JSON.stringify(value)]),
  );
  const run = await runRecipe([{ step, version: 1, params: texts }], CONTEXT, ROWS, KNOWN);
  if (!run.ok) throw new Error(JSON.stringify(run.failure));
  return [...run.value.from];
}

describe('rows that were chosen', () => {
  it.each([
    [{ view: { filters: [{ on: 'words', of: 'a', max: 1 }] } }, [1, 3]],
    [{ view: { search: { text: 'WORDS' }, filters: [] } }, [0, 2]],
    [{ view: { filters: [{ on: 'duplicate' }] } }, [0, 1, 3]],
    [{ view: { filters: [{ on: 'file', files: ['b.csv'] }] } }, [0, 1]],
    [{ view: { filters: [{ on: 'file', files: ['b.csv'], exclude: true }] } }, [2, 3]],
    [{ view: { filters: [{ on: 'mark', mark: 'triage', values: ['bad'] }] } }, [0, 1, 2]],
    [
      {
        view: { filters: [{ on: 'words', of: 'a', max: 1 }] },
        spared: [{ file: 'b.csv', row: 1, count: 1 }],
      },
      [1, 2, 3],
    ],
    [{ rows: [{ file: 'a.csv', row: 2, count: 5 }] }, [0, 2, 3]],
  ])('are removed, or kept alone: %j', async (params, kept) => {
    expect(await left('remove-rows', params)).toEqual(kept);
    const others = [...ROWS.keys()].filter((row) => !kept.includes(row));
    expect(await left('keep-rows', params)).toEqual(others);
  });

  it('are told apart where one row became several', async () => {
    const several = { sourceOf: () => ({ file: 'a.csv', row: 1 }), markOf: () => null };
    const params = { rows: JSON.stringify([{ file: 'a.csv', row: 1, count: 1, nth: 2 }]) };
    const run = await runRecipe([{ step: 'remove-rows', version: 1, params }], CONTEXT, ROWS, several);
    expect(run).toMatchObject({ ok: true, value: { from: [0, 1, 3] } });
  });

  it('follow the marks of steps before', async () => {
    const mark = { mark: 'tag', as: 'yes', column: 'a', operator: 'equals', value: 'one' };
    const params = { view: '{"filters":[{"on":"mark","mark":"tag","values":[]}]}' };
    const recipe = [
      { step: 'mark-rows', version: 1, params: mark },
      { step: 'remove-rows', version: 1, params },
    ];
    expect(await runRecipe(recipe, CONTEXT, ROWS)).toMatchObject({ ok: true, value: { from: [1, 3] } });
  });

  it.each([
    [{}, 'rows'],
    [{ view: 'not JSON' }, 'view'],
    [{ view: '{"filters":[{"on":"later"}]}' }, 'view'],
    [{ view: '{"filters":[{"on":"changed"}]}' }, 'view'],
    [{ rows: '[{"file":1}]' }, 'rows'],
  ])('are not guessed: %j', async (params, parameter) => {
    const run = await runRecipe([{ step: 'remove-rows', version: 1, params }], CONTEXT, ROWS);
    expect(run).toMatchObject({ ok: false, failure: { kind: 'bad-parameter', parameter } });
  });

  it('are not offered as steps to fill in by hand', () => {
    expect(findStep('remove-rows', 1)?.title).toBe('Remove rows');
    expect(steps.map(({ id }) => id)).not.toContain('remove-rows');
  });
});
