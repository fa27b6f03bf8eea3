import { DUPLICATE_EXAMPLES, duplicateChoices } from '../duplicates/duplicate-choices.ts';
import { keepOneOfEach } from '../duplicates/keep-one.ts';
import { defineStep } from '../recipe/step.ts';
import { normalise } from '../text/normalise.ts';

export default defineStep({
  id: 'remove-duplicates',
  version: 1,
  title: 'Remove duplicates',
  summary: 'Keeps one row of each group of rows that are the same in the chosen columns.',
  params: duplicateChoices({
    compare: 'Exact: 1 and 1.0 differ, and so do missing, null and an empty text.',
    punctuation: 'Switch off for code and formulas, where it carries the meaning.',
  }),
  examples: DUPLICATE_EXAMPLES,
  prepare({ columns, compare, keep, ...by }, context) {
    const change = compare === 'normalised' ? (text: string) => normalise(text, by) : undefined;
    return keepOneOfEach(columns, context, change, keep === 'last');
  },
});
