import { CHOSEN_PARAMS, removeChosen } from '../recipe/chosen-rows.ts';
import { defineStep } from '../recipe/step.ts';

export default defineStep({
  id: 'keep-rows',
  version: 1,
  title: 'Keep only rows',
  summary: 'Keeps rows that were chosen on the Rows page, by a filter or one by one, and removes all others.',
  group: 'Rows',
  keywords: ['rows page', 'chosen rows', 'filter rows'],
  offered: false,
  // Rows are named by their place in a file: of the rows that are left, a second run would name others.
  settles: false,
  params: CHOSEN_PARAMS,
  examples: [
    {
      params: { view: '{"search":{"text":"tea"},"filters":[]}', why: 'does not contain “tea”' },
      before: [{ output: 'Tea, please.' }, { output: 'Coffee.' }],
      after: [{ output: 'Tea, please.' }, null],
    },
    {
      params: {
        view: '{"filters":[{"on":"file","files":["test.jsonl"]}]}',
        spared: '[{"file":"test.jsonl","row":1,"count":1}]',
      },
      before: [{ output: 'a' }, { output: 'b' }],
      after: [null, { output: 'b' }],
    },
  ],
  prepare: (params, context) => removeChosen(params, context, true),
});
