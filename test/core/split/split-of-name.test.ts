import { expect, it } from 'vitest';
import { splitOfName } from '../../../src/core/split/split-of-name.ts';

it.each([
  ['train.csv', 'train'],
  ['data/dev/rows.jsonl', 'validation'],
  ['train/test.csv', 'test'],
  ['squad-Validation-00000.parquet', 'validation'],
  ['latest.csv', undefined],
  ['constructor.csv', undefined],
])('%s is %s', (name, side) => {
  expect(splitOfName(name)).toBe(side);
});
