import { isEmpty } from '../row/columns.ts';
import { defineStep, Drop, ParameterError, resolveColumns } from '../step.ts';

export default defineStep({
  id: 'drop-empty-rows',
  version: 1,
  title: 'Drop empty rows',
  summary: 'Drops rows where a column that matters is missing, null or blank.',
  params: {
    columns: {
      type: 'columns',
      label: 'Columns',
      initial: [],
      whenEmpty: 'input and output',
      help: 'The columns to look at; at first the input and the output.',
    },
    when: {
      type: 'choice',
      label: 'Drop a row when',
      initial: 'any',
      options: [
        { value: 'any', label: 'any of them is empty' },
        { value: 'all', label: 'all of them are empty' },
      ],
    },
  },
  examples: [
    {
      before: [
        { input: 'Name a colour.', output: 'Red.' },
        { input: 'Name a colour.', output: ' \n' },
        { input: 'Name a colour.' },
      ],
      after: [{ input: 'Name a colour.', output: 'Red.' }, null, null],
    },
    {
      params: { when: 'all' },
      before: [
        { input: 'Name a colour.', output: '' },
        { input: '', output: null },
      ],
      after: [{ input: 'Name a colour.', output: '' }, null],
    },
  ],
  prepare({ columns, when }, context) {
    const chosen = resolveColumns(columns, 'input and output', context);
    if (chosen.length === 0)
      throw new ParameterError('columns', 'must be chosen: no column is known as input or output');
    if (when === 'all') {
      const drop = new Drop(`${chosen.join(' and ')} empty`);
      return { apply: (row) => (chosen.every((column) => isEmpty(row.column(column))) ? drop : row) };
    }
    const drops = chosen.map((column) => ({ column, drop: new Drop(`${column} empty`) }));
    return { apply: (row) => drops.find(({ column }) => isEmpty(row.column(column)))?.drop ?? row };
  },
});
