import { columnsOf } from '../row/columns.ts';
import { defineStep, Drop } from '../step.ts';
import { compileCondition, OPERATORS } from '../row/condition.ts';

export default defineStep({
  id: 'drop-matching-rows',
  version: 1,
  title: 'Drop matching rows',
  summary: 'Drops rows by what a column holds.',
  params: {
    column: { type: 'column', label: 'Column', initial: '', help: 'No column means any column of the row.' },
    operator: { type: 'choice', label: 'Condition', initial: 'contains', options: OPERATORS },
    value: {
      type: 'text',
      label: 'Text or number',
      initial: '',
      help: 'What to compare with; "is empty" needs none. In lists and objects the texts of all values inside count.',
    },
    matchCase: { type: 'switch', label: 'Match case', initial: true, help: 'Off: a and A are the same.' },
  },
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
  prepare({ column, operator, value, matchCase }) {
    const { holds, words, negated } = compileCondition(operator, value, matchCase);
    const drop = new Drop(`${column === '' ? 'any column' : column} ${words}`);
    if (column !== '') return { apply: (row) => (holds(row, column) !== negated ? drop : row) };
    return { apply: (row) => (columnsOf(row).some((name) => holds(row, name)) !== negated ? drop : row) };
  },
});
