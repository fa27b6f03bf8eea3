import { DUPLICATE_EXAMPLES, duplicateChoices } from '../duplicates/duplicate-choices.ts';
import { keepOneOfEach } from '../duplicates/keep-one.ts';
import { defineStep } from '../recipe/step.ts';
import { comparisonForm } from '../text/comparison-form.ts';

export default defineStep({
  id: 'remove-duplicates',
  version: 2,
  title: 'Remove duplicates',
  summary: 'Keeps one copy of each row and removes the rest.',
  group: 'Rows',
  keywords: [
    'dedup',
    'dedupe',
    'deduplicate',
    'duplicate',
    'unique',
    'distinct',
    'delete duplicates',
    'filter',
    'same',
    'repeated',
  ],
  params: duplicateChoices({
    compare:
      'Exact: 1 and 1.0 differ, and so do missing, null and an empty text. Normalised: numbers and code stay different.',
    punctuation:
      'Signs, decimal points and percent signs of numbers always count, and so does all of a text that is code.',
  }),
  examples: [
    ...DUPLICATE_EXAMPLES,
    {
      params: { compare: 'normalised' },
      before: [{ output: '2.5' }, { output: '25' }, { output: '25.' }],
      after: [{ output: '2.5' }, { output: '25' }, null],
    },
  ],
  prepare({ columns, compare, keep, ...by }, context) {
    const change = compare === 'normalised' ? (text: string) => comparisonForm(text, by) : undefined;
    return keepOneOfEach(columns, context, change, keep === 'last');
  },
});
