import { describe, expect, it } from 'vitest';
import type { EvaluatedModel } from '../../../src/core/evaluation/evaluation.ts';
import type { ModelScores, Scores } from '../../../src/core/evaluation/scores.ts';
import { type Learned, learningCurves } from '../../../src/core/insight/learning-curve.ts';

function model(key: string, kind: 'base' | 'tuned' = 'tuned'): EvaluatedModel {
  return { key, title: key, ref: { service: 'gemini-api', name: key }, kind, price: null };
}

/** Scores of which each is this wide on both sides. */
function scores(values: readonly number[], { rows = 200, wide = 0.03, metric = 'accuracy' } = {}): Scores {
  const models = values.map((value): ModelScores => ({
    ...{ answered: rows, failed: 0, sealed: 0, lost: 0, cost: null, versions: [], confusion: null },
    estimates: { [metric]: { value, interval: { low: value - wide, high: value + wide } } },
  }));
  return { models, metrics: [metric], comparisons: [], flags: new Uint8Array(0) };
}

const ofRows = (rows: number | null, base = 'base'): Learned => ({
  base,
  job: `job of ${String(rows)}`,
  rows,
  kept: null,
});

describe('a curve over rows', () => {
  const models = [model('much'), model('base', 'base'), model('little'), model('half')];
  const learned = new Map([
    ['much', ofRows(2_000)],
    ['little', ofRows(500)],
    ['half', ofRows(1_000)],
  ]);

  it.each([
    [[0.9, 0.2, 0.5, 0.7], 'rising'],
    [[0.715, 0.2, 0.5, 0.7], 'slowing'],
    [[0.74, 0.2, 0.5, 0.7], 'unclear'],
    [[0.66, 0.2, 0.7, 0.7], 'unclear'],
    [[0.71, 0.2, 0.69, 0.7], 'level'],
    [[0.5, 0.2, 0.5, 0.7], 'falling'],
  ] as const)('of %j is %s', (values, verdict) => {
    const [curve, ...others] = learningCurves(models, scores(values), learned);
    expect(others).toEqual([]);
    expect(curve).toMatchObject({ by: 'rows', metric: 'accuracy', verdict, chosen: 3 });
    expect(curve?.points.map(({ model: index, at }) => [index, at])).toEqual([
      [1, 0],
      [2, 500],
      [3, 1_000],
      [0, 2_000],
    ]);
  });

  it('says nothing of few answers, nor of what may be chance', () => {
    expect(learningCurves(models, scores([0.9, 0.2, 0.5, 0.7], { rows: 29 }), learned)[0]?.verdict).toBe('few-rows');
    expect(learningCurves(models, scores([0.9, 0.2, 0.5, 0.7], { wide: 0.4 }), learned)[0]?.verdict).toBe('unclear');
  });

  it('needs two numbers of rows, one base and a figure that all have', () => {
    const same = new Map([
      ['much', ofRows(500)],
      ['little', ofRows(500)],
      ['half', ofRows(null)],
    ]);
    expect(learningCurves(models, scores([0.9, 0.2, 0.5, 0.7]), same)).toEqual([]);
    const apart = new Map([
      ['much', ofRows(2_000)],
      ['little', ofRows(500, 'another base')],
    ]);
    expect(learningCurves(models, scores([0.9, 0.2, 0.5, 0.7]), apart)).toEqual([]);
    expect(learningCurves(models, scores([0.9, 0.2, 0.5, 0.7], { metric: 'length-ratio' }), learned)).toEqual([]);
    const [overlap] = learningCurves(models, scores([0.9, 0.2, 0.5, 0.7], { metric: 'rouge-l' }), learned);
    expect(overlap).toMatchObject({ metric: 'rouge-l', verdict: 'rising' });
  });
});

describe('a curve over checkpoints', () => {
  const models = [model('base', 'base'), model('end'), model('first'), model('second')];
  const kept = (at: number | null): Learned => ({ base: 'base', job: 'job', rows: 500, kept: at });
  const learned = new Map([
    ['end', kept(null)],
    ['first', kept(1)],
    ['second', kept(2)],
  ]);

  it.each([
    [[0.2, 0.9, 0.5, 0.7], 'keep-last', 2],
    [[0.2, 0.5, 0.6, 0.8], 'keep-earlier', 1],
    // Better, but perhaps by chance.
    [[0.2, 0.7, 0.6, 0.74], 'keep-last', 2],
  ] as const)('of %j says %s', (values, verdict, chosen) => {
    const curves = learningCurves(models, scores(values), learned);
    expect(curves).toHaveLength(1);
    expect(curves[0]).toMatchObject({ by: 'checkpoints', verdict, chosen });
    expect(curves[0]?.points.map(({ at }) => at)).toEqual([1, 2, null]);
  });
});
