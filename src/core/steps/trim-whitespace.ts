import { defineStep } from '../recipe/step.ts';
import { trimSpelled } from '../text/trim-spelled.ts';
import { trim } from '../text/white-space.ts';
import { textMapper } from '../recipe/chosen-texts.ts';

export default defineStep({
  id: 'trim-whitespace',
  version: 1,
  title: 'Trim whitespace',
  summary: 'Removes spaces, tabs and line breaks at both ends of each text.',
  group: 'Text',
  keywords: ['white space', 'strip', 'spaces', 'clean', 'blanks', 'newlines', 'tabs', 'line breaks'],
  params: {
    columns: {
      type: 'texts',
      label: 'Columns',
      initial: [],
      whenEmpty: 'all',
      help: 'Also trims the text inside conversations.',
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
  prepare: ({ columns }, context) => ({ apply: textMapper(columns, context, trim, { cut: trimSpelled }) }),
});
