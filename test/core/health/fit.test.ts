import { describe, expect, it } from 'vitest';
import { type Fit, type FitPart, FitTally, joinFit } from '../../../src/core/health/fit.ts';
import { makeReady } from '../../../src/core/health/make-ready.ts';
import { findPlace, tuningPlaces } from '../../../src/core/health/places.ts';
import { catalogue } from '../../../src/core/models/index.ts';
import { runRecipe } from '../../../src/core/recipe/run-recipe.ts';
import { Row } from '../../../src/core/row/row.ts';

const CONTEXT = { columns: ['q', 'a'], mapping: { input: 'q', output: 'a' } };
const LONG = 'word '.repeat(1_100);
const ROWS = [
  ...Array.from({ length: 30 }, (_, at) => JSON.stringify({ q: `What is ${at}?`, a: `A number: ${at}.` })),
  JSON.stringify({ q: 'Long?', a: LONG }),
  JSON.stringify({ q: 'Empty?', a: '' }),
];

function fitOf(id: string, rows: readonly string[], context: FitContext = CONTEXT, cut = 7): Fit {
  const place = findPlace(id)!;
  const limits = catalogue.limits[id] ?? {};
  const parts: FitPart[] = [];
  for (let from = 0; from < rows.length; from += cut) {
    const tally = new FitTally(place, context, limits);
    rows.slice(from, from + cut).forEach((row, at) => tally.add(new Row(row), from + at));
    parts.push(tally.part());
  }
  return joinFit(place, limits, parts);
}

type FitContext = ConstructorParameters<typeof FitTally>[1];

describe('how rows fit a place', () => {
  it('is counted with the rules that rows break, the same in any parts', () => {
    const fit = fitOf('gemini-api-sft', ROWS);
    expect(fit).toMatchObject({ rows: 32, ready: 30 });
    expect(fit.faults.find(({ rule }) => rule === 'output-characters')).toMatchObject({ count: 1, examples: [30] });
    expect(fitOf('gemini-api-sft', ROWS, CONTEXT, 1)).toEqual(fit);
    expect(fitOf('gemini-api-sft', ROWS, CONTEXT, 100)).toEqual(fit);
  });

  it('is known of trainers that only take files, by what their format can hold', () => {
    const strange = JSON.stringify({ other: 1 });
    const fit = fitOf('together', [...ROWS, strange]);
    expect(fit).toMatchObject({ rows: 33, ready: 32, faults: [{ rule: 'not-an-example', count: 1, examples: [32] }] });
    expect(fitOf('openai', ROWS.slice(0, 5)).faults).toMatchObject([{ rule: 'size', detail: '5 of at least 10' }]);
  });
});

describe.each(tuningPlaces.filter(({ id }) => id !== 'agent-platform-preference').map(({ id }) => id))(
  'the recipe that makes rows ready for %s',
  (id) => {
    it('leaves rows that it takes, and nothing else', async () => {
      const fit = fitOf(id, ROWS);
      const steps = makeReady(findPlace(id)!, fit, catalogue.limits[id] ?? {});
      const run = await runRecipe(steps, CONTEXT, ROWS);
      if (!run.ok) throw new Error(run.failure.kind);
      const { rows, columns, mapping, format } = run.value;
      const after = fitOf(id, rows, { columns, mapping, format });
      expect(after.ready).toBe(rows.length);
      expect(rows.length).toBe(fit.ready);
    });
  },
);
