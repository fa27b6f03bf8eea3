import { expect, it } from 'vitest';
import { describeDistribution } from './distribution.ts';

it('tells how values spread', () => {
  const values = Array.from({ length: 100 }, (_, index) => index + 1);
  expect(describeDistribution(values, 3)).toEqual({
    sum: '5050',
    billableSum: '15150',
    min: 1,
    max: 100,
    mean: 50.5,
    median: 50.5,
    p5: 6,
    p95: 96,
    buckets: Array.from({ length: 10 }, (_, index) => ({ count: 10, left: index * 10 + 1, right: index * 10 + 10 })),
  });
});

it('leaves zeros out', () => {
  expect(describeDistribution([1, 0], 1)).toEqual({
    sum: '1',
    billableSum: '1',
    max: 1,
    mean: 0.5,
    median: 0.5,
    p95: 1,
    buckets: [{ count: 1 }, { count: 1, left: 1, right: 1 }],
  });
  expect(describeDistribution([], 1)).toEqual({});
});
