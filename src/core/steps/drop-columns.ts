import { chooseColumns } from '../recipe/column-choice.ts';
import { defineStep, ParameterError } from '../recipe/step.ts';

export default defineStep({
  id: 'drop-columns',
  version: 1,
  title: 'Drop columns',
  summary: 'Removes the chosen columns and keeps all others.',
  group: 'Columns',
  keywords: ['delete columns', 'remove columns', 'drop fields', 'remove fields', 'hide'],
  params: {
    columns: {
      type: 'columns',
      label: 'Columns',
      initial: [],
      whenEmpty: 'none',
      help: 'Rows that lack them stay as they are.',
    },
  },
  examples: [
    {
      params: { columns: ['id'] },
      before: [{ id: 7, input: 'Hi', output: 'Hello!' }, { input: 'Bye' }],
      after: [{ input: 'Hi', output: 'Hello!' }, { input: 'Bye' }],
    },
  ],
  prepare({ columns }, context) {
    if (columns.length === 0) throw new ParameterError('columns', 'Choose at least one column to remove.');
    const gone = new Set(columns);
    return chooseColumns((column) => !gone.has(column), context);
  },
});
