import { CHOSEN_PARAMS, removeChosen } from '../recipe/chosen-rows.ts';
import { defineStep } from '../recipe/step.ts';

export default defineStep({
  id: 'remove-rows',
  version: 1,
  title: 'Remove rows',
  summary: 'Removes rows that were chosen on the Rows page, by a filter or one by one.',
  group: 'Rows',
  keywords: ['rows page', 'chosen rows', 'filter rows'],
  offered: false,
  // Rows are named by their place in a file: of the rows that are left, a second run would name others.
  settles: false,
  params: CHOSEN_PARAMS,
  examples: [
    {
      params: { view: '{"filters":[{"on":"words","of":"output","max":1}]}', why: 'output under 2 words' },
      before: [{ output: 'Yes.' }, { output: 'Yes, it is.' }],
      after: [null, { output: 'Yes, it is.' }],
    },
    {
      params: { view: '{"filters":[{"on":"duplicate"}]}', why: 'duplicate of an earlier row' },
      before: [{ output: 'a' }, { output: 'b' }, { output: 'a' }],
      after: [{ output: 'a' }, { output: 'b' }, null],
    },
    {
      params: { rows: '[{"file":"test.jsonl","row":2,"count":1}]' },
      before: [{ output: 'a' }, { output: 'b' }, { output: 'c' }],
      after: [{ output: 'a' }, null, { output: 'c' }],
    },
  ],
  prepare: (params, context) => removeChosen(params, context, false),
});
