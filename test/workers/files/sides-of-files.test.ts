import { expect, it } from 'vitest';
import { sidesOf } from '../../../workers/files/sides-of-files.ts';

it('gives the rows of each file its side, and those of other files none', () => {
  const files = [{ side: 'test' }, {}, { side: 'train' }] as const;
  const { name, dictionary, rows, values } = sidesOf(files, [{ rows: 2 }, { rows: 3 }, { rows: 1 }]);
  expect(name).toBe('split');
  expect([...rows]).toEqual([0, 1, 5]);
  expect(Array.from(values, (value) => dictionary[value - 1])).toEqual(['test', 'test', 'train']);
});
