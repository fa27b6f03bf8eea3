import { describe, expect, it } from 'vitest';
import type { Evaluation, EvaluationRow, StoredAnswer } from '../../../src/core/evaluation/evaluation.ts';
import { reportData } from '../../../src/core/evaluation/report-data.ts';
import { reportPage, type ReportWords } from '../../../src/core/evaluation/report-page.ts';
import { ROW_FLAGS, scoreEvaluation, scoredRows } from '../../../src/core/evaluation/scores.ts';
import { scoreSlices, slicesOf } from '../../../src/core/evaluation/slices.ts';

const HOSTILE = '<img src=x onerror=alert(1)><script>alert(2)</script> [a](javascript:alert(3)) \u202egnp.exe';
const LABELS = ['spam', 'ham'];

function answer(fingerprint: string, text: string, modelVersion: string): StoredAnswer {
  const usage = { promptTokens: 10, answerTokens: 5, thoughtTokens: null, cachedTokens: null };
  return {
    ...{ datasetId: 'd', fingerprint, evaluationId: 'e', state: 'answered', notes: [], problem: null, at: 0, ms: 900 },
    ...{ cost: 0.001, lost: 0, sealed: null },
    answer: { text, other: [], finishReason: 'STOP', blockReason: null, usage, modelVersion },
  };
}

const evaluation: Evaluation = {
  ...{ id: 'e', datasetId: 'd', createdAt: 0, versionId: 'v', versionNumber: 3, digest: 'abc' },
  ...{ sample: { split: null, size: null, seed: 1 }, rows: 20, unaskable: 0, settings: {}, pattern: '' },
  models: ['base', 'tuned'].map((key, at) => ({
    ...{ key, title: `${HOSTILE} ${key}`, ref: { service: 'gemini-api', name: key }, price: null },
    kind: at === 0 ? 'base' : 'tuned',
  })),
  ...{ costLimit: null, state: 'done', waiting: null },
};
const rows: EvaluationRow[] = Array.from({ length: 20 }, (_, index) => ({
  ...{ evaluationId: 'e', datasetId: 'd', index, position: index, turns: [], asks: [`b${index}`, `t${index}`] },
  expected: LABELS[index % 2] ?? '',
}));
const answers = new Map(
  rows.flatMap(({ index, expected }) => [
    [`b${index}`, answer(`b${index}`, index < 4 ? (expected ?? '') : HOSTILE, 'gemini-3.5-flash')] as const,
    [`t${index}`, answer(`t${index}`, index < 2 ? HOSTILE : (expected ?? ''), 'gemini-3.6-flash')] as const,
  ]),
);
const scores = scoreEvaluation(rows, answers, 2, { pattern: '' });

it('flags what changed for the worse and for the better', () => {
  const count = (flag: number) => scores.flags.filter((each) => (each & flag) !== 0).length;
  expect([count(ROW_FLAGS.regression), count(ROW_FLAGS.improvement), count(ROW_FLAGS.different)]).toEqual([2, 16, 18]);
  expect(scores.models.map(({ versions }) => versions)).toEqual([
    [{ version: 'gemini-3.5-flash', answers: 20 }],
    [{ version: 'gemini-3.6-flash', answers: 20 }],
  ]);
  expect(scores.models[1]?.estimates['accuracy']?.value).toBeCloseTo(0.9, 9);
  const accuracy = scores.comparisons.find(({ metric }) => metric === 'accuracy')?.comparison;
  expect(accuracy?.difference).toBeCloseTo(0.7, 9);
  expect(accuracy?.p).toBeLessThan(0.05);
});

const NOTHING = { slices: null, learned: new Map() } as const;
const WORDS: ReportWords = {
  ...{ figure: (_, value) => value.toFixed(3), interval: () => '', difference: () => '', dollars: String },
  ...{ moment: () => 'today', sample: '20 rows', headroom: ({ verdict }) => `headroom ${verdict}` },
  ...{ curve: ({ verdict }) => `curve ${verdict}`, learned: (_, at) => `learned ${String(at)}` },
  ...{ slice: (of) => (of.kind === 'label' ? of.label : of.kind), sliceKind: ({ kind }) => kind },
};

describe('what the page concludes', () => {
  const found = scoreSlices(slicesOf(rows, []), scoredRows(rows, answers, 2), { pattern: '' });
  const learned = new Map([
    ['tuned', { base: 'base', job: 'j', rows: 900, kept: null }],
    ['other', { base: 'base', job: 'k', rows: 300, kept: null }],
  ]);
  const three: Evaluation = {
    ...evaluation,
    models: [...evaluation.models, ...evaluation.models.slice(1).map((each) => ({ ...each, key: 'other' }))],
  };
  const again = scoreEvaluation(
    rows.map((row) => ({ ...row, asks: [...row.asks, row.asks[1] ?? ''] })),
    answers,
    3,
    { pattern: '' },
  );

  it('is in the report: headroom, learning curves and slices', () => {
    const data = reportData(three, again, { datasetName: 'd', examples: [], slices: found, learned });
    expect(data.headroom).toMatchObject({ verdict: 'few-rows', rows: 20, metric: 'accuracy' });
    expect(data.curves).toMatchObject([{ by: 'rows', metric: 'accuracy', verdict: 'few-rows' }]);
    expect(data.curves[0]?.points.map(({ model, at }) => [model, at])).toEqual([
      [0, 0],
      [2, 300],
      [1, 900],
    ]);
    expect(data.slices?.metric).toBe('accuracy');
    expect(data.slices?.slices).toMatchObject([
      { of: { kind: 'label', label: 'spam' }, rows: 10, estimates: [{ value: 0.2 }, { value: 0.9 }] },
      { of: { kind: 'label', label: 'ham' }, rows: 10, estimates: [{ value: 0.2 }, { value: 0.9 }] },
    ]);
    expect(JSON.parse(JSON.stringify(data))).toEqual(data);
    const page = reportPage(data, WORDS);
    for (const said of ['headroom few-rows', 'curve few-rows', 'learned 300', 'learned 900', '<th>spam</th>', '0.900'])
      expect(page).toContain(said);
  });

  it('is left out where the page doesn’t know it: nobody has asked for slices, or answers are missing', () => {
    const data = reportData(evaluation, scores, { datasetName: 'd', examples: [], ...NOTHING });
    expect([data.slices, data.curves, data.headroom?.verdict]).toEqual([null, [], 'few-rows']);
    const page = reportPage(data, WORDS);
    expect(page).not.toMatch(/<h2>(Slices|Learning curve|Checkpoints)/);
    const early = reportData({ ...evaluation, state: 'paused' }, scores, {
      ...{ datasetName: 'd', examples: [], slices: found, learned },
    });
    expect([early.headroom, early.curves, early.slices]).toEqual([null, [], null]);
  });
});

it('is one page that runs and loads nothing, whatever models answer', () => {
  const examples = [
    { kind: 'regression', row: 1, input: HOSTILE, reference: HOSTILE, answers: [HOSTILE, null] },
  ] as const;
  const of = { kind: 'mark', name: HOSTILE, value: HOSTILE } as const;
  const slices = { metric: 'accuracy', slices: [{ of, rows: Uint32Array.of(0), estimates: [null] }] };
  const data = reportData(evaluation, scores, { datasetName: HOSTILE, examples, slices, learned: new Map() });
  const page = reportPage(data, {
    ...WORDS,
    ...{ headroom: () => HOSTILE, slice: () => HOSTILE, sliceKind: () => HOSTILE },
  });
  expect(page).not.toMatch(/<(?:img|script|a|link|iframe|object|base)\b/i);
  expect(page).not.toMatch(/\u202e/);
  expect(page).not.toMatch(/\b(?:src|href)\s*=\s*["']/);
  expect(page).toContain("default-src 'none'");
  expect(page).toContain('&lt;img src=x onerror=alert(1)&gt;');
  expect(data.limits.join(' ')).toContain('20 rows are few');
});
