import { defineStep } from '../recipe/step.ts';
import { compilePattern } from '../text/pattern.ts';
import { surelyLacks } from '../text/utf8-search.ts';
import { textMapper } from '../recipe/chosen-texts.ts';

export default defineStep({
  id: 'find-and-replace',
  version: 1,
  title: 'Find and replace',
  summary: 'Replaces every occurrence of a text or pattern.',
  group: 'Text',
  keywords: [
    'regex',
    'regexp',
    'regular expression',
    'substitute',
    'search',
    'delete text',
    'remove text',
    'html',
    'strip tags',
    'urls',
    'links',
    'sub',
  ],
  settles: false,
  params: {
    find: { type: 'text', label: 'Find', initial: '' },
    replacement: {
      type: 'text',
      label: 'Replace with',
      initial: '',
      help: 'Leave empty to delete matches. In a regular expression, $1 is the first group and $$ a dollar sign.',
    },
    mode: {
      type: 'choice',
      label: 'Find as',
      initial: 'text',
      options: [
        { value: 'text', label: 'text' },
        { value: 'regex', label: 'regular expression' },
      ],
    },
    matchCase: { type: 'switch', label: 'Match case', initial: true },
    columns: {
      type: 'texts',
      label: 'Columns',
      initial: [],
      whenEmpty: 'all',
      help: 'Also searches the text inside conversations.',
    },
  },
  examples: [
    {
      params: { find: 'colour', replacement: 'color' },
      before: [
        { input: 'Which colour?', output: 'The colour red.' },
        { input: 'Which size?', output: 'Large.' },
      ],
      after: [
        { input: 'Which color?', output: 'The color red.' },
        { input: 'Which size?', output: 'Large.' },
      ],
    },
    {
      params: { find: '(\\d+) USD', replacement: '$$$1', mode: 'regex' },
      before: [{ output: 'It costs 5 USD.' }],
      after: [{ output: 'It costs $5.' }],
    },
  ],
  prepare({ find, replacement, mode, matchCase, columns }, context) {
    const isRegex = mode === 'regex';
    const pattern = compilePattern('find', find, { regex: isRegex, matchCase });
    const replace = isRegex
      ? (text: string) => text.replace(pattern, replacement)
      : // As a function, so that a `$` in the replacement stays one.
        (text: string) => text.replace(pattern, () => replacement);
    const keeps = isRegex || !matchCase ? undefined : surelyLacks(find);
    return { apply: textMapper(columns, context, replace, { keeps }) };
  },
});
