import { describe, expect, it } from 'vitest';
import { advisedSizes, sizeFits } from '../../../../src/core/tuning/cost/advised-sizes.ts';

describe('sizes that are advised', () => {
  it('each name a source, and go from small to large', () => {
    expect(advisedSizes.every(({ source, task }) => source !== '' && task !== '')).toBe(true);
    const least = advisedSizes.map((size) => size.least);
    expect(least).toEqual(least.toSorted((one, other) => one - other));
  });

  it.each([
    [99, 'few'],
    [100, 'enough'],
    [500, 'enough'],
    [501, 'more'],
  ] as const)('%d rows for 100 to 500 are %s', (rows, fit) => {
    expect(sizeFits(rows, { task: 't', least: 100, most: 500, source: 's' })).toBe(fit);
  });

  it('have no end where more is always welcome', () => {
    expect(sizeFits(1e7, { task: 't', least: 100, most: null, source: 's' })).toBe('enough');
  });
});
