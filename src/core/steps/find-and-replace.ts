import { defineStep } from '../recipe/step.ts';
import { compilePattern } from '../text/pattern.ts';
import { surelyLacks } from '../text/utf8-search.ts';
import { textMapper } from '../recipe/chosen-texts.ts';

export default defineStep({
  id: 'find-and-replace',
  version: 1,
  title: 'Find and replace',
  summary: 'Replaces every occurrence of a text or pattern.',
  settles: false,
  params: {
    find: { type: 'text', label: 'Find', initial: '' },
    replacement: {
      type: 'text',
      label: 'Replace with',
      initial: '',
      help: 'Empty removes what was found. In a regular expression $1 stands for its first group, $$ for a dollar sign.',
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
    matchCase: { type: 'switch', label: 'Match case', initial: true, help: 'Off: a and A are the same.' },
    columns: {
      type: 'texts',
      label: 'Columns',
      initial: [],
      whenEmpty: 'all',
      help: 'Inside lists and objects the texts that the format knows are searched.',
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
    return { apply: textMapper(columns, context, replace, keeps) };
  },
});
