import { CONDITION_PARAMS, prepareRowTest } from '../recipe/row-test.ts';
import { defineStep, Drop } from '../recipe/step.ts';

export default defineStep({
  id: 'drop-matching-rows',
  version: 1,
  title: 'Drop matching rows',
  summary: 'Removes rows that match a condition.',
  group: 'Rows',
  keywords: [
    'filter',
    'remove rows',
    'delete rows',
    'where',
    'condition',
    'contains',
    'regex',
    'regular expression',
    'exclude',
    'query',
    'refusals',
    'html',
  ],
  params: CONDITION_PARAMS,
  examples: [
    {
      params: { column: 'output', operator: 'contains', value: 'As an AI' },
      before: [{ output: 'As an AI, I cannot say.' }, { output: 'It is Tuesday.' }],
      after: [null, { output: 'It is Tuesday.' }],
    },
    {
      params: { column: 'score', operator: 'less', value: '0.5' },
      before: [{ output: 'Good.', score: 0.9 }, { output: 'Bad.', score: '0.1' }, { output: 'Unknown.' }],
      after: [{ output: 'Good.', score: 0.9 }, null, { output: 'Unknown.' }],
    },
  ],
  prepare(params, context) {
    const { matches, words } = prepareRowTest(params, context);
    const drop = new Drop(words);
    return { apply: (row) => (matches(row) ? drop : row) };
  },
});
