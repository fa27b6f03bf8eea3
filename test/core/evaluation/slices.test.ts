import { describe, expect, it } from 'vitest';
import type { BlindPair, Choice } from '../../../src/core/evaluation/blind-session.ts';
import type { EvaluationRow } from '../../../src/core/evaluation/evaluation.ts';
import { votesOfSlices } from '../../../src/core/evaluation/slice-votes.ts';
import { scoreSlices, type SliceOf, slicesOf } from '../../../src/core/evaluation/slices.ts';
import type { ScoredRow } from '../../../src/core/metrics/metric.ts';

function row(index: number, question: string, expected: string | null): EvaluationRow {
  return {
    ...{ evaluationId: 'e', datasetId: 'd', index, position: index, asks: [] },
    ...{ turns: [{ role: 'user', parts: [{ kind: 'text', text: question }] }], expected },
  };
}

/** Labels by turns; questions of 1 to 30 characters. */
const ROWS = Array.from({ length: 30 }, (_, at) => row(at, 'x'.repeat(at + 1), at % 3 === 0 ? 'refund' : 'billing'));
const found = (of: SliceOf['kind'], ...from: Parameters<typeof slicesOf>) =>
  slicesOf(...from)
    .filter((slice) => slice.of.kind === of)
    .map((slice) => [slice.of, [...slice.rows]] as const);

/** 30 pairs of which the second is A, and one shown again. */
const PAIRS: BlindPair[] = [...ROWS.keys(), 0].map((index, at) => ({
  ...{ index, position: index, turns: [], expected: null, a: 'a', b: 'b' },
  repeatOf: at === 30 ? 0 : null,
}));

it('votes are counted by slice, decided ones first, repeats once', () => {
  const choiceOf = (index: number): Choice => (index % 3 === 0 ? 'a' : index === 1 ? 'tie' : 'b');
  const votes = PAIRS.map(({ index }, pair) => ({ pair, choice: choiceOf(index), at: 0 })).filter(
    ({ pair }) => pair !== 4,
  );
  const firstIsA = PAIRS.map(() => false);
  const slices = slicesOf(ROWS, []).filter(({ of }) => of.kind === 'label');
  const [billing, refund] = votesOfSlices({ pairs: PAIRS, votes, raters: [] }, { firstIsA }, slices);
  expect(billing).toMatchObject({ first: 18, second: 0, ties: 1 });
  expect(billing?.pairs).toHaveLength(19);
  expect(billing?.pairs.at(-1)).toBe(1);
  expect(refund).toMatchObject({ first: 0, second: 10, ties: 0 });
  expect(refund?.pairs).toContain(30);
  const nobody = [{ of: { kind: 'label', label: 'x' }, rows: Uint32Array.of(4) }] as const;
  expect(votesOfSlices({ pairs: PAIRS, votes, raters: [] }, { firstIsA }, nobody)).toEqual([]);
});

describe('slices', () => {
  it('are by label, the most frequent first, where outputs are classes', () => {
    const [billing, refund, ...more] = found('label', ROWS, []);
    expect(billing?.[0]).toEqual({ kind: 'label', label: 'billing' });
    expect(refund?.[1]).toEqual([0, 3, 6, 9, 12, 15, 18, 21, 24, 27]);
    expect(more).toEqual([]);
    const stories = ROWS.map((each, at) => ({ ...each, expected: `Story number ${at}.` }));
    expect(found('label', stories, [])).toEqual([]);
  });

  it('are by mark, without rows that have none; one value for all rows makes none', () => {
    const half = { name: 'split', values: ROWS.map((_, at) => (at < 5 ? 'test' : null)) };
    const whole = { name: 'checked', values: ROWS.map(() => 'yes') };
    const each = { name: 'id', values: ROWS.map((_, at) => String(at)).concat(['x']) };
    const [test, ...more] = found('mark', ROWS, [half, whole]);
    expect(test).toEqual([{ kind: 'mark', name: 'split', value: 'test' }, [0, 1, 2, 3, 4]]);
    expect(more).toEqual([]);
    expect(found('mark', [...ROWS, row(30, 'x', 'billing')], [each])).toEqual([]);
  });

  it('are by the length of the question, in three of about as many rows', () => {
    expect(found('length', ROWS, []).map(([of, rows]) => [of, rows.length])).toEqual([
      [{ kind: 'length', from: 0, to: 10 }, 10],
      [{ kind: 'length', from: 11, to: 20 }, 10],
      [{ kind: 'length', from: 21, to: null }, 10],
    ]);
    expect(found('length', ROWS.slice(0, 8), [])).toEqual([]);
    const same = ROWS.map((each) => ({ ...each, turns: ROWS[0]?.turns ?? [] }));
    expect(found('length', same, [])).toEqual([]);
  });

  it('are scored apart, each model on the rows that it has answered', () => {
    const scored = (answer: (at: number) => string | null): ScoredRow[] =>
      ROWS.map(({ expected }, at) => ({ reference: expected, answer: answer(at), ms: null, cost: null }));
    const models = [scored(() => 'billing'), scored((at) => (at % 3 === 0 ? 'refund' : null))];
    const scores = scoreSlices(slicesOf(ROWS, []), models, { pattern: '' });
    expect(scores.metric).toBe('accuracy');
    const [billing, refund] = scores.slices;
    expect(billing?.estimates.map((each) => each?.value)).toEqual([1, undefined]);
    expect(refund?.estimates.map((each) => each?.value)).toEqual([0, 1]);
    expect(refund?.estimates[0]?.interval?.high).toBeGreaterThan(0.1);
    const silent = ROWS.map(() => ({ reference: null, answer: 'x', ms: null, cost: null }));
    const [first] = scoreSlices(slicesOf(ROWS, []), [silent], { pattern: '' }).slices;
    expect(first?.estimates).toEqual([]);
  });
});
