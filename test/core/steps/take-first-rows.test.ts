import { describe, expect, it } from 'vitest';
import { contextOf, prepare } from './run.ts';

describe('Take first rows', () => {
  it.each([
    [2, 5, [2, 3, 4]],
    [5, 5, []],
    [9, 5, []],
    [1, 0, []],
  ])('keeps %i of %i', (count, rows, dropped) => {
    const step = prepare('take-first-rows', { count }, contextOf([]));
    expect(step.survey).toBeUndefined();
    expect(step.decide?.(new Uint32Array(0), rows)).toEqual({
      dropped: Uint32Array.from(dropped),
      reason: `after row ${count}`,
    });
  });
});
