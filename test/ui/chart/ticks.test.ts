import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { linearTicks, logTicks, plainNumber } from '../../../src/ui/chart/ticks.ts';

const spans = fc
  .tuple(fc.double({ min: -1000, max: 1000, noNaN: true }), fc.double({ min: 1e-6, max: 5000, noNaN: true }))
  .map(([low, length]) => [low, low + length] as const);

describe('ticks', () => {
  it('lie within the span, evenly, about as many as asked for', () => {
    fc.assert(
      fc.property(spans, fc.integer({ min: 2, max: 10 }), (span, count) => {
        const ticks = linearTicks(span, count);
        const slack = (span[1] - span[0]) * 1e-6;
        expect(ticks.length).toBeLessThanOrEqual(count + 1);
        expect(ticks.length).toBeGreaterThanOrEqual(Math.floor(count / 2.5));
        for (const tick of ticks) expect(tick >= span[0] - slack && tick <= span[1] + slack).toBe(true);
        const steps = ticks.slice(1).map((tick, index) => tick - (ticks[index] ?? 0));
        for (const step of steps) expect(Math.abs(step - (steps[0] ?? 0))).toBeLessThan(slack);
      }),
    );
  });

  it('are round', () => {
    expect(linearTicks([0.03, 1.02], 5)).toEqual([0.2, 0.4, 0.6, 0.8, 1]);
    expect(linearTicks([1, 188], 4)).toEqual([50, 100, 150]);
    expect(linearTicks([3, 3], 4)).toEqual([3]);
    expect(logTicks([0.04, 8], 6)).toEqual([0.05, 0.1, 0.2, 0.5, 1, 2, 5]);
    expect(logTicks([1.1, 1.9], 4)).toEqual([1.2, 1.4, 1.6, 1.8]);
    expect(logTicks([1e-9, 1e9], 4).length).toBeLessThanOrEqual(4);
  });
});

describe('plain numbers', () => {
  it.each([
    [7.2774773, '7.277'],
    [-1.1145603e-6, '-0.000001115'],
    [3.2e-9, '0.0000000032'],
    [123_456, '123,456'],
    [0, '0'],
    [0.5, '0.5'],
    [NaN, 'NaN'],
    [Infinity, '∞'],
    [-Infinity, '−∞'],
  ])('%d is %s', (value, text) => {
    expect(plainNumber(value)).toBe(text);
  });
});
