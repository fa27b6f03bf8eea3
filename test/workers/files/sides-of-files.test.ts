import { expect, it } from 'vitest';
import type { SplitSide } from '../../../src/core/split/split-mark.ts';
import { sidesOf } from '../../../workers/files/sides-of-files.ts';

it('gives the rows of each file its side, and those of other files none', () => {
  const sides = new Map<number, SplitSide>([
    [4, 'test'],
    [6, 'train'],
  ]);
  const spans = [
    { first: 20, count: 2, file: 4 },
    { first: 30, count: 3, file: 5 },
    { first: 40, count: 1, file: 6 },
    { first: 50, count: 1, file: 4 },
  ];
  const { name, dictionary, origins, values } = sidesOf(sides, spans);
  expect(name).toBe('split');
  expect([...origins]).toEqual([20, 21, 40, 50]);
  expect(Array.from(values, (value) => dictionary[value - 1])).toEqual(['test', 'test', 'train', 'test']);
});
