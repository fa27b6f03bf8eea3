import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { metrics } from '../../../src/core/metrics/index.ts';
import type { ScoredRow } from '../../../src/core/metrics/metric.ts';
import { pair } from './pairs.ts';
import { score } from './score.ts';

const SETTINGS = { pattern: 'a' };
const CLASSES = ['spam', 'ham', 'eggs'];
const text = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.constantFrom('The cat sat.', 'a b c', '猫坐在垫子上', '{"a":[1,{"b":null}]}', '', ' ', ...CLASSES),
);
const rowsOf = (count: number) =>
  fc.array(fc.tuple(text, text), { minLength: 1, maxLength: count }).map((pairs) => pairs.map(([a, b]) => pair(a, b)));
const classes = fc
  .array(fc.tuple(fc.constantFrom(...CLASSES), fc.constantFrom(...CLASSES, 'none of them')), {
    minLength: 20,
    maxLength: 60,
  })
  .map((pairs) => pairs.map(([a, b]) => pair(a, b)));
const ANSWER = '{"a":1,"b":[2]}';
/** References of one shape, and answers of some. */
const shaped = fc
  .array(fc.constantFrom(ANSWER, '{"b":[],"a":0}', '{"a":1}', 'plain'), { minLength: 12, maxLength: 30 })
  .map((answers) => answers.map((answer) => pair(ANSWER, answer)));
const RANGES = { share: [0, 1], score: [0, 100], ratio: [0, Infinity], ms: [0, Infinity], dollars: [0, Infinity] };
/** One answer that is wrong in one place has no effect on the other direction. */
const SYMMETRIC = ['exact-match', 'normalised-match', 'token-f1', 'rouge-1', 'rouge-2', 'rouge-l', 'edit-similarity'];

describe.each(metrics.map((metric) => [metric.id, metric] as const))('%s', (id, metric) => {
  it('has its file’s name, words for people, and a place of its own', () => {
    const source = readFileSync(`src/core/metrics/${id}.ts`, 'utf8');
    expect(source).toMatch(/\/\*\*/);
    expect(metric.summary).toMatch(/\.$/);
    expect(metrics.filter(({ order }) => order === metric.order)).toHaveLength(1);
    expect(metrics.filter(({ title }) => title === metric.title)).toHaveLength(1);
  });

  if (metric.unit === 'ms' || metric.unit === 'dollars') return;

  it('stays within its bounds, in any order of rows', () => {
    fc.assert(
      fc.property(fc.oneof(rowsOf(12), classes, shaped), (rows) => {
        const value = score(id, rows, SETTINGS);
        if (value === null) return;
        const [low = 0, high = 0] = RANGES[metric.unit];
        expect(value).toBeGreaterThanOrEqual(low);
        expect(value).toBeLessThanOrEqual(high + 1e-9);
        expect(score(id, rows.toReversed(), SETTINGS)).toBeCloseTo(value, 9);
      }),
      { numRuns: 60 },
    );
  });

  it('counts no row without an answer', () => {
    const rows = [...CLASSES, ...CLASSES, ...CLASSES, ...CLASSES, ...CLASSES].map((name, index) =>
      pair(name, index % 2 === 0 ? name : 'ham'),
    );
    const silent: ScoredRow = { reference: 'spam', answer: null, ms: null, cost: null };
    expect(score(id, [...rows, silent], SETTINGS)).toEqual(score(id, rows, SETTINGS));
  });

  if (id === 'regular-expression' || id === 'length-ratio') return;

  it('gives its best to answers that equal their references', () => {
    const equal = ['one two three four five', ANSWER, '猫坐在垫子上面'].map((each) => pair(each, each));
    const named = [...CLASSES, ...CLASSES, ...CLASSES, ...CLASSES, ...CLASSES].map((each) => pair(each, each));
    const alike = Array.from({ length: 12 }, () => pair(ANSWER, ANSWER));
    const rows = [equal, named, alike].find((each) => score(id, each) !== null);
    expect(score(id, rows ?? [])).toBeCloseTo(metric.unit === 'score' ? 100 : 1, 9);
  });

  if (!SYMMETRIC.includes(id)) return;

  it('is the same with answer and reference swapped', () => {
    fc.assert(
      fc.property(text, text, (a, b) => {
        expect(score(id, [pair(a, b)])).toBeCloseTo(score(id, [pair(b, a)]) ?? NaN, 9);
      }),
    );
  });
});

it('scores 10,000 answers of the usual length in good time', () => {
  const words = ['stone', 'lapis', 'the', 'blue', 'cut', 'of', 'a', 'polish', 'jewel', '42'];
  const rows = Array.from({ length: 1_000 }, (_, n) => {
    const at = (from: number, count: number) =>
      Array.from({ length: count }, (_word, i) => words[(n * 7 + from * 3 + i * i) % words.length]).join(' ');
    return pair(at(0, 20), at(1, 18 + (n % 5)));
  });
  const start = process.cpuUsage().user;
  for (const { id } of metrics) score(id, rows);
  // A tenth of the rows in a tenth of the time, with room for a slow machine.
  expect((process.cpuUsage().user - start) / 1_000).toBeLessThan(1_000);
});
