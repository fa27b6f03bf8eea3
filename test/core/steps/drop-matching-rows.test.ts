import { describe, expect, it } from 'vitest';
import { contextOf, prepare, reasonFor, run } from './run.ts';

const rows = [
  '{"a":"The Cat","n":5}',
  '{"a":"dog","n":"7.5 "}',
  '{"a":"","n":null}',
  '{"n":1.0}',
  '{"a":{"x":["a cat",12345678901234567890]},"n":"many"}',
];

/** The indexes of the rows that are dropped. */
function dropped(column: string, operator: string, value = '', matchCase = true): number[] {
  const after = run('drop-matching-rows', { column, operator, value, matchCase }, rows);
  return after.flatMap((row, index) => (row === null ? [index] : []));
}

describe('Drop matching rows', () => {
  it.each([
    ['a', 'contains', 'cat', true, [4]],
    ['a', 'contains', 'cat', false, [0, 4]],
    ['a', 'contains', 'x', true, []],
    ['a', 'lacks', 'cat', false, [1, 2, 3]],
    ['a', 'equals', 'dog', true, [1]],
    ['a', 'equals', 'THE CAT', false, [0]],
    ['a', 'equals', '12345678901234567890', true, [4]],
    ['n', 'equals', '1.0', true, [3]],
    ['n', 'equals', '1', true, []],
    ['a', 'empty', '', true, [2, 3]],
    ['a', 'regex', '^[a-z ]+$', true, [1, 4]],
    ['a', 'regex', 'CAT$', false, [0, 4]],
    ['a', 'longer', '3', true, [0, 4]],
    ['a', 'longer', '24', true, [4]],
    ['a', 'longer', '25', true, []],
    ['a', 'shorter', '3', true, [2, 3]],
    ['n', 'less', '5', true, [3]],
    ['n', 'greater', '4.9', true, [0, 1]],
    ['n', 'number-equals', '1', true, [3]],
    ['', 'contains', 'many', true, [4]],
    ['', 'lacks', 'a', true, [1, 2, 3]],
    ['', 'greater', '6', true, [1]],
    ['', 'empty', '', true, [2]],
    ['missing', 'contains', 'a', true, []],
    ['missing', 'empty', '', true, [0, 1, 2, 3, 4]],
  ])('column %j %s %j, case %j: %j', (column, operator, value, matchCase, expected) => {
    expect(dropped(column, operator, value, matchCase)).toEqual(expected);
  });

  it('finds no text in null, inside lists either', () => {
    const texts = ['{"a":[null]}', '{"a":null}', '{"a":{"b":"x","c":null}}'];
    expect(run('drop-matching-rows', { column: 'a', operator: 'contains', value: 'null' }, texts)).toEqual(texts);
  });

  it('answers for each row by itself', () => {
    const params = { column: 'a', operator: 'regex', value: 'x' };
    expect(run('drop-matching-rows', params, ['{"a":"x"}', '{"a":"x"}', '{"a":"x"}'])).toEqual([null, null, null]);
  });

  it('says the condition in the reason', () => {
    expect(reasonFor('drop-matching-rows', { column: 'a', operator: 'contains', value: 'x' }, '{"a":"x"}')).toBe(
      'a contains "x"',
    );
    expect(reasonFor('drop-matching-rows', { operator: 'empty' }, '{"a":""}')).toBe('any column is empty');
    expect(reasonFor('drop-matching-rows', { column: 'a', operator: 'shorter', value: '2' }, '{"a":"x"}')).toBe(
      'a has fewer characters than 2',
    );
  });

  it.each([
    ['contains', ''],
    ['regex', '('],
    ['less', 'ten'],
    ['longer', ''],
  ])('refuses %s %j', (operator, value) => {
    expect(() => prepare('drop-matching-rows', { operator, value }, contextOf([]))).toThrow(
      expect.objectContaining({ parameter: 'value' }),
    );
  });
});
