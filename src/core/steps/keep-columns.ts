import { chooseColumns } from '../recipe/column-choice.ts';
import { defineStep, ParameterError } from '../recipe/step.ts';

export default defineStep({
  id: 'keep-columns',
  version: 1,
  title: 'Keep columns',
  summary: 'Keeps the chosen columns and removes all others.',
  group: 'Columns',
  keywords: ['select columns', 'choose columns', 'only columns', 'fields', 'subset'],
  params: {
    columns: {
      type: 'columns',
      label: 'Columns',
      initial: [],
      whenEmpty: 'none',
      help: 'Their order stays as it is in each row.',
    },
  },
  examples: [
    {
      params: { columns: ['output', 'input'] },
      before: [{ id: 7, input: 'Hi', output: 'Hello!' }, { input: 'Bye' }],
      after: [{ input: 'Hi', output: 'Hello!' }, { input: 'Bye' }],
    },
  ],
  prepare({ columns }, context) {
    if (columns.length === 0) throw new ParameterError('columns', 'Choose at least one column to keep.');
    const kept = new Set(columns);
    return chooseColumns((column) => kept.has(column), context);
  },
});
