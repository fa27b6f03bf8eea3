import { CONDITION_PARAMS, prepareRowTest } from '../recipe/row-test.ts';
import { defineStep, ParameterError } from '../recipe/step.ts';

export default defineStep({
  id: 'mark-rows',
  version: 1,
  title: 'Mark rows',
  summary: 'Marks rows that match a condition. The rows themselves don’t change.',
  group: 'Rows',
  keywords: ['tag', 'label', 'flag', 'filter', 'annotate', 'category'],
  params: {
    mark: { type: 'text', label: 'Mark', initial: 'tag', help: 'Name of the mark. Rows keep it through later steps.' },
    as: { type: 'text', label: 'Mark as', initial: 'yes', help: 'The value that matching rows get.' },
    ...CONDITION_PARAMS,
  },
  examples: [
    {
      params: { mark: 'tone', as: 'refusal', column: 'output', operator: 'contains', value: 'As an AI' },
      before: [{ output: 'As an AI, I cannot say.' }, { output: 'It is Tuesday.' }],
      after: [{ output: 'As an AI, I cannot say.' }, { output: 'It is Tuesday.' }],
      marks: { tone: ['refusal', null] },
    },
  ],
  prepare({ mark, as, ...condition }, context) {
    if (mark.trim() === '') throw new ParameterError('mark', 'Enter a name for the mark.');
    if (as === '') throw new ParameterError('as', 'Enter the value that matching rows get.');
    const { matches } = prepareRowTest(condition, context);
    return {
      survey: {
        words: 1,
        read(row, into, at) {
          into[at] = matches(row) ? 1 : 0;
        },
      },
      decide(found, count) {
        const rows = new Uint32Array(count).map((_, position) => position).filter((position) => found[position] === 1);
        return { marks: [{ name: mark, dictionary: [as], rows, values: new Uint16Array(rows.length).fill(1) }] };
      },
    };
  },
});
