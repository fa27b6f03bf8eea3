import { keepOneOfEach } from '../duplicates/keep-one.ts';
import { defineStep } from '../recipe/step.ts';
import { comparisonForm } from '../text/comparison-form.ts';

const NORMALISED = { param: 'compare', is: 'normalised' } as const;

export default defineStep({
  id: 'remove-duplicates',
  version: 2,
  title: 'Remove duplicates',
  summary: 'Keeps one row of each group of rows that are the same in the chosen columns.',
  params: {
    columns: {
      type: 'texts',
      label: 'Columns',
      initial: [],
      whenEmpty: 'all',
      help: 'All columns: the whole row is compared, whatever the order of its keys.',
    },
    compare: {
      type: 'choice',
      label: 'Compare',
      initial: 'exact',
      options: [
        { value: 'exact', label: 'exact values' },
        { value: 'normalised', label: 'normalised texts' },
      ],
      help: 'Exact: 1 and 1.0 differ, and so do missing, null and an empty text. Normalised: numbers and code stay different.',
    },
    keep: {
      type: 'choice',
      label: 'Keep',
      initial: 'first',
      options: [
        { value: 'first', label: 'the first row' },
        { value: 'last', label: 'the last row' },
      ],
    },
    letterCase: {
      type: 'switch',
      label: 'Ignore letter case',
      when: NORMALISED,
      initial: true,
      help: 'Yes and YES are the same.',
    },
    whiteSpace: {
      type: 'switch',
      label: 'Ignore extra white space',
      when: NORMALISED,
      initial: true,
      help: 'One space, many, tabs and line breaks are the same; at both ends they do not count.',
    },
    compatibility: {
      type: 'switch',
      label: 'Ignore Unicode variants',
      when: NORMALISED,
      initial: true,
      help: 'Full-width letters, ligatures and split accents are the same as plain ones (NFKC).',
    },
    punctuation: {
      type: 'switch',
      label: 'Ignore punctuation',
      when: NORMALISED,
      initial: true,
      help: 'Signs, decimal points and percent signs of numbers always count, and so does all of a text that is code.',
    },
  },
  examples: [
    {
      before: [
        { input: 'Hi', output: 'Hello' },
        { output: 'Hello', input: 'Hi' },
        { input: 'hi', output: 'Hello' },
      ],
      after: [{ input: 'Hi', output: 'Hello' }, null, { input: 'hi', output: 'Hello' }],
    },
    {
      params: { compare: 'normalised', columns: ['input'], keep: 'last' },
      before: [
        { input: 'What is it?', output: 'old' },
        { input: ' what  IS it', output: 'new' },
      ],
      after: [null, { input: ' what  IS it', output: 'new' }],
    },
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
