import { DUPLICATE_EXAMPLES, duplicateChoices } from '../duplicates/duplicate-choices.ts';
import { keepOneOfEach } from '../duplicates/keep-one.ts';
import { defineStep } from '../recipe/step.ts';
import { normalise } from '../text/normalise.ts';

export default defineStep({
  id: 'remove-duplicates',
  version: 1,
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
    compare: 'Exact: 1 and 1.0 differ, and so do missing, null and an empty text.',
    punctuation: 'Turn off for code and formulas.',
  }),
  examples: DUPLICATE_EXAMPLES,
  prepare({ columns, compare, keep, ...by }, context) {
    const change = compare === 'normalised' ? (text: string) => normalise(text, by) : undefined;
    return keepOneOfEach(columns, context, change, keep === 'last');
  },
});
