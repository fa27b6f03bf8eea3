import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { confidenceOf, kindOfConfidence, usualLength } from '../../../src/core/serving/confidence.ts';
import { chooseFallback, type ServedRow } from '../../../src/core/serving/fallback.ts';
import { addResponse, NO_ANSWER } from '../../../src/services/generate/answer.ts';

const row = (confidence: number, model: boolean, base: boolean): ServedRow => ({ confidence, model, base });

describe('a fallback', () => {
  it('is chosen by hand: below 0.5 the base is right where the model is not', () => {
    const rows = [row(0.2, false, true), row(0.4, false, true), row(0.6, true, false), row(0.8, true, true)];
    const found = chooseFallback(rows);
    expect(found).toMatchObject({ rows: 4, model: 0.5, base: 0.75, best: { threshold: 0.5, asked: 0.5, right: 1 } });
    expect(found?.curve.map(({ asked, right }) => [asked, right])).toEqual([
      [0, 0.5],
      [0.25, 0.75],
      [0.5, 1],
      [0.75, 0.75],
      [1, 0.75],
    ]);
  });

  it('asks nobody else where that gains nothing', () => {
    const rows = Array.from({ length: 20 }, (_, n) => row(n / 20, true, false));
    expect(chooseFallback(rows)).toMatchObject({ best: { threshold: 0, asked: 0, right: 1 }, expected: 1 });
    expect(chooseFallback([])).toBeNull();
  });

  it('does what its curve says, by trying each threshold', () => {
    const rows = fc.array(
      fc.record({ confidence: fc.constantFrom(0, 0.25, 0.5, 0.75, 1), model: fc.boolean(), base: fc.boolean() }),
      {
        minLength: 1,
      },
    );
    fc.assert(
      fc.property(rows, (served) => {
        const found = chooseFallback(served);
        for (const { threshold, asked, right } of found?.curve ?? []) {
          const sent = served.filter(({ confidence }) => confidence < threshold);
          expect(asked).toBeCloseTo(sent.length / served.length, 9);
          const good = served.filter((each) => (each.confidence < threshold ? each.base : each.model));
          expect(right).toBeCloseTo(good.length / served.length, 9);
        }
        expect(found?.best.right).toBe(Math.max(...(found?.curve ?? []).map(({ right }) => right)));
        expect(found?.expected).toBeLessThanOrEqual(1);
      }),
    );
  });
});

describe('the confidence of an answer', () => {
  const told = (text: string, finishReason = 'STOP') => ({ text, finishReason });
  const usual = usualLength(['a b c d', 'a b c d e', 'a b c d']);

  it('is the mean probability of its tokens where the service gives it', () => {
    const answers = [{ ...told('x'), logProbability: Math.log(0.8) }];
    expect(kindOfConfidence(answers)).toBe('log-probability');
    expect(confidenceOf({ ...told('x'), logProbability: Math.log(0.8) }, 'log-probability', usual)).toBeCloseTo(
      0.8,
      12,
    );
    expect(kindOfConfidence([...answers, told('y')])).toBe('signs');
  });

  it('is read from what the service says', () => {
    const response = {
      candidates: [{ content: { parts: [{ text: 'x' }] }, finishReason: 'STOP', avgLogprobs: -0.25 }],
    };
    expect(addResponse(NO_ANSWER, response).logProbability).toBe(-0.25);
    expect(addResponse(NO_ANSWER, { candidates: [] })).not.toHaveProperty('logProbability');
  });

  it.each([
    ['', 'STOP', 0],
    ['Four plain words here', 'STOP', 1],
    ['Four plain words here', 'MAX_TOKENS', 0.75],
    ['I’m sorry, I can’t do that', 'STOP', 0.75],
    ['word '.repeat(60), 'STOP', 0.5],
    ['one two '.repeat(8), 'STOP', 1],
    ['one two '.repeat(9), 'STOP', 0.75],
  ])('%j that ended by %s is %d by its signs', (text, reason, confidence) => {
    expect(confidenceOf(told(text, reason), 'signs', usual)).toBe(confidence);
  });

  it('knows the usual length of answers', () => {
    expect(usual).toEqual({ low: 1, high: 16 });
    expect(usualLength([])).toEqual({ low: 0, high: Infinity });
  });
});
