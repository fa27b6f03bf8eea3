import { mapStrings } from '../row/columns.ts';
import { defineStep } from '../step.ts';
import { trim } from '../text/white-space.ts';

export default defineStep({
  id: 'trim-whitespace',
  version: 1,
  title: 'Trim whitespace',
  summary: 'Removes spaces, tabs and line breaks at both ends of each text.',
  params: {
    columns: {
      type: 'columns',
      label: 'Columns',
      initial: [],
      whenEmpty: 'all',
      help: 'Only texts are trimmed, not those inside lists and objects.',
    },
  },
  examples: [
    {
      before: [{ input: '  What is 2 + 2? ', output: 'Four, of course.\n' }],
      after: [{ input: 'What is 2 + 2?', output: 'Four, of course.' }],
    },
    {
      params: { columns: ['output'] },
      before: [{ input: ' a ', output: '\ta b\u00a0' }],
      after: [{ input: ' a ', output: 'a b' }],
    },
  ],
  prepare({ columns }) {
    const chosen = columns.length > 0 ? columns : null;
    return { apply: (row) => mapStrings(row, chosen, trim) };
  },
});
