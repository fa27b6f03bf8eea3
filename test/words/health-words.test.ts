import { expect, it } from 'vitest';
import { faultWords } from '../../src/words/health-words.ts';

const EMPTY = { title: 'Can’t be an example', count: 1, detail: 'the answer is empty' };
const FAULT = { ...EMPTY, rule: 'not-an-example', level: 'error', examples: [1], next: '', fix: null } as const;

it('tells rules of one name apart by what is wrong', () => {
  const other = { ...FAULT, detail: 'a turn before the answer is empty' };
  expect(faultWords(FAULT, [FAULT])).toBe('Can’t be an example: 1 row');
  expect(faultWords(other, [FAULT, other])).toBe('Can’t be an example: 1 row, a turn before the answer is empty');
  expect(faultWords({ ...FAULT, title: 'Too few examples', count: 0, detail: '5 of at least 10' }, [])).toBe(
    'Too few examples: 5 of at least 10',
  );
});
