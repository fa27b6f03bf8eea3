import { expect, it } from 'vitest';
import type { EvaluatedModel } from '../../../src/core/evaluation/evaluation.ts';
import type { ModelScores, Scores } from '../../../src/core/evaluation/scores.ts';
import { headroomOf } from '../../../src/core/insight/headroom.ts';
import { AskedBefore } from '../../../src/core/insight/nearest-rows.ts';

const REF = { service: 'gemini-api', name: 'models/m' } as const;
const BASE: EvaluatedModel = { key: 'm', title: 'Base', ref: REF, kind: 'base', price: null };
const PACK: EvaluatedModel = {
  ...BASE,
  key: 'p',
  kind: 'tuned',
  ref: { pack: 'p', base: REF },
};

function scores(rows: number, ...values: readonly number[]): Scores {
  const models = values.map((value): ModelScores => ({
    ...{ answered: rows, failed: 0, sealed: 0, lost: 0, cost: null, versions: [], confusion: null },
    estimates: { 'normalised-match': { value, interval: { low: value - 0.05, high: value + 0.05 } } },
  }));
  return { models, metrics: ['normalised-match'], comparisons: [], flags: new Uint8Array(0) };
}

it.each([
  [29, [0.99, 0.99], 'few-rows'],
  [200, [0.97, 0.97], 'enough'],
  [200, [0.4, 0.96], 'examples'],
  [200, [0.4, 0.7], 'examples-help'],
  [200, [0.4, 0.42], 'room'],
  [200, [0.4], 'unasked'],
] as const)('of %i rows with %j is %s', (rows, values, verdict) => {
  const models = values.length === 1 ? [BASE] : [BASE, PACK];
  expect(headroomOf(models, scores(rows, ...values))).toMatchObject({ metric: 'normalised-match', rows, verdict });
});

it('is unknown where no base was asked, or where nothing tells right from wrong', () => {
  expect(headroomOf([PACK], scores(200, 0.5))).toBeNull();
  const [first] = scores(200, 0.5).models;
  expect(first && headroomOf([BASE], { ...scores(200), models: [{ ...first, estimates: {} }] })).toBeNull();
});

it('finds the training rows that ask most alike', () => {
  const before = new AskedBefore(['How deep is the sea?', 'How deep is the blue sea?', 'Name a stone.', '']);
  const near = before.nearest('how deep is the sea', 2);
  expect(near.map(({ row }) => row)).toEqual([0, 1]);
  // Five words and four pairs of the first; the second has one word more, and two pairs in place of one.
  expect(near.map(({ similarity }) => similarity)).toEqual([1, 1 - (1 - 8 / 12)]);
  expect(before.nearest('Zinc', 3)).toEqual([]);
});
