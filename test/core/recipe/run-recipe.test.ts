import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../src/core/json.ts';
import type { Phase } from '../../../src/core/recipe/phases.ts';
import { Row } from '../../../src/core/row/row.ts';
import { applyPhase, Dropped, type RecipeRun, runRecipe } from '../../../src/core/recipe/run-recipe.ts';
import { Drop } from '../../../src/core/recipe/step.ts';
import { emptyTally, toLog } from '../../../src/core/recipe/tally.ts';
import type { RecipeStep } from '../../../src/core/version/version.ts';

const CONTEXT = { columns: ['input', 'output'], mapping: { input: 'input', output: 'output' } };

function step(id: string, params: JsonObject = {}): RecipeStep {
  return { step: id, version: 1, params };
}

async function run(recipe: readonly RecipeStep[], rows: readonly string[]): Promise<RecipeRun> {
  const result = await runRecipe(recipe, CONTEXT, rows);
  if (!result.ok) throw new Error(result.failure.kind);
  return result.value;
}

const replace = (find: string, replacement: string): RecipeStep =>
  step('find-and-replace', { columns: ['output'], find, replacement });

describe('runRecipe', () => {
  it('lets steps after one that decides see its result, and it theirs before', async () => {
    const rows = ['{"output":"a "}', '{"output":"a"}', '{"output":"b"}', '{"output":"c"}'];
    const trim = step('trim-whitespace');
    const unique = step('remove-duplicates');
    const first = step('take-first-rows', { count: 2 });
    expect((await run([trim, unique, first, replace('b', 'B')], rows)).rows).toEqual([
      '{"output":"a"}',
      '{"output":"B"}',
    ]);
    expect((await run([first, trim, unique], rows)).rows).toEqual(['{"output":"a"}']);
    expect((await run([unique, first, trim], rows)).rows).toEqual(['{"output":"a"}', '{"output":"a"}']);
  });

  it('lets steps after a renaming work on the new names', async () => {
    const recipe = [
      step('rename-columns', { renames: [{ from: 'output', to: 'answer' }] }),
      step('find-and-replace', { columns: ['answer'], find: 'x', replacement: 'y' }),
      step('drop-short-outputs', { minimum: 1 }),
    ];
    const { rows, log } = await run(recipe, ['{"output":"x"}', '{"output":""}']);
    expect(rows).toEqual(['{"answer":"y"}']);
    expect(log.map(({ changed, rowsIn, rowsOut }) => [changed, rowsIn, rowsOut])).toEqual([
      [2, 2, 2],
      [1, 2, 2],
      [0, 2, 1],
    ]);
  });

  it('counts a row once for each step that changed it, and keeps what it was before that step', async () => {
    const { log } = await run([replace('a', 'b'), replace('b', 'c')], ['{"output":"a"}']);
    expect(log.map(({ examples }) => examples)).toEqual([
      [{ before: '{"output":"a"}', after: '{"output":"b"}' }],
      [{ before: '{"output":"b"}', after: '{"output":"c"}' }],
    ]);
  });

  it('gives back rows that no step touches as they are, to the byte', async () => {
    const rows = [
      '{ "input":"\\u0041" ,"output" : "x y z" ,"n":1.0,"big":12345678901234567890,"n":1e2}',
      '{"2":"two","1":"one","input":"\\ud800","output":"b\\/c"}',
      '{"input":[],"input":"twice","output":{"text":"c"}}',
    ];
    const recipe = [step('trim-whitespace'), step('drop-empty-rows'), step('remove-duplicates')];
    expect((await run(recipe, rows)).rows).toEqual(rows);
  });

  it('does the same in one run as in one run a step', async () => {
    const recipe = [
      step('trim-whitespace'),
      step('drop-empty-rows'),
      step('remove-duplicates'),
      replace('a', 'aa'),
      step('take-first-rows', { count: 3 }),
      step('remove-duplicates', { columns: ['output'] }),
    ];
    const word = fc.constantFrom('', ' ', 'a', 'a ', 'b', '\u0085b');
    const row = fc.record({ input: word, output: word }).map((value) => JSON.stringify(value));
    await fc.assert(
      fc.asyncProperty(fc.array(row, { maxLength: 12 }), async (rows) => {
        let stepwise: readonly string[] = rows;
        for (const each of recipe) stepwise = (await run([each], stepwise)).rows;
        expect((await run(recipe, rows)).rows).toEqual(stepwise);
      }),
    );
  });
});

describe('a row that becomes several', () => {
  const letters = (row: Row): readonly Row[] => Array.from(row.text.slice(1, -1), (letter) => new Row(`"${letter}"`));
  const phase: Phase = {
    applies: [
      { index: 0, apply: letters },
      { index: 1, apply: (row) => (row.text === '"b"' ? new Drop('is b') : row) },
      { index: 2, apply: (row) => (row.text === '"c"' ? new Row('"C"') : row) },
    ],
    survey: null,
    decide: null,
  };

  it('goes on as each of them, in their order, and the log adds up', () => {
    const tallies = [emptyTally(), emptyTally(), emptyTally()];
    const outcome = [applyPhase(phase, new Row('"abc"'), tallies)].flat();
    expect(outcome.map((piece) => (piece instanceof Dropped ? piece.reason : piece.text))).toEqual([
      '"a"',
      'is b',
      '"C"',
    ]);
    const steps = ['split', 'drop', 'change'].map((id) => step(id));
    const log = toLog(steps, ['Split', 'Drop', 'Change'], tallies, 1);
    expect(log.map(({ rowsIn, rowsOut, changed, added }) => [rowsIn, rowsOut, changed, added])).toEqual([
      [1, 3, 1, 2],
      [3, 2, 0, 0],
      [2, 2, 1, 0],
    ]);
    expect(log[0]?.examples).toEqual([{ before: '"abc"', after: '"a"' }]);
  });
});
