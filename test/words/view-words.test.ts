import { expect, it } from 'vitest';
import type { Filter } from '../../src/core/view/view.ts';
import { filterWords, sortWords } from '../../src/words/view-words.ts';

it.each<[Filter, string]>([
  [{ on: 'words', of: { role: 'output' }, max: 2 }, 'output under 3 words'],
  [{ on: 'words', of: 'a', min: 3 }, 'a of 3 words or more'],
  [{ on: 'characters', of: 'a', min: 12, max: 1_300 }, 'a of 12 to 1,300 characters'],
  [{ on: 'words', of: 'a', max: 0 }, 'a without words'],
  [{ on: 'words', of: 'a', min: 1, max: 1 }, 'a of 1 word'],
  [{ on: 'file', files: ['a.csv'] }, 'file: a.csv'],
  [{ on: 'empty', of: { role: 'input' } }, 'input is empty'],
  [{ on: 'empty', of: 'b', exclude: true }, 'not b is empty'],
  [{ on: 'value', of: 'kind', values: ['a', 'b', 'c', 'd', 'e'] }, 'kind: a, b, c and 2 more'],
  [{ on: 'value', of: 'kind', values: ['a', 'b'] }, 'kind: a or b'],
  [{ on: 'contains', of: '', text: 'tea', matchCase: true }, 'any column contains “tea” (case matters)'],
  [{ on: 'regex', of: 'a', text: '^x' }, 'a matches /^x/'],
  [{ on: 'number', of: 'score', min: 3, max: 5 }, 'score 3 to 5'],
  [{ on: 'number', of: 'score', max: 5 }, 'score ≤ 5'],
  [{ on: 'tokens', min: 1_000 }, 'row of 1,000 tokens or more'],
  [{ on: 'mark', mark: 'triage', values: [] }, 'marked triage'],
  [{ on: 'mark', mark: 'triage', values: ['bad'] }, 'triage: bad'],
  [{ on: 'duplicate' }, 'duplicate of an earlier row'],
  [{ on: 'changed', version: 3 }, 'changed by version 3'],
])('%j is “%s”', (filter, words) => {
  expect(filterWords(filter)).toBe(words);
});

it('says an order', () => {
  expect(sortWords(undefined)).toBeNull();
  expect(sortWords({ by: 'text', of: 'a', direction: 'ascending' })).toBe('a, ascending');
  expect(sortWords({ by: 'characters', of: { role: 'output' }, direction: 'descending' })).toBe(
    'output, longest first',
  );
  expect(sortWords({ by: 'tokens', of: '', direction: 'ascending' })).toBe('tokens, fewest first');
});
