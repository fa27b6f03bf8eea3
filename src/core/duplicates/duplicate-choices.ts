const NORMALISED = { param: 'compare', is: 'normalised' } as const;

/**
 * The parameters of every version of Remove duplicates: versions differ in what they take for equal, which the help of
 * these two tells.
 */
export function duplicateChoices({ compare, punctuation }: { readonly compare: string; readonly punctuation: string }) {
  return {
    columns: {
      type: 'texts',
      label: 'Columns',
      initial: [],
      whenEmpty: 'all',
      help: 'Compares whole rows unless you choose columns. The order of keys doesn’t matter.',
    },
    compare: {
      type: 'choice',
      label: 'Compare',
      initial: 'exact',
      options: [
        { value: 'exact', label: 'exact values' },
        { value: 'normalised', label: 'normalised texts' },
      ],
      help: compare,
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
      help: 'Treats any run of spaces and line breaks as one space.',
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
      help: punctuation,
    },
  } as const;
}

/** What holds in every version. */
export const DUPLICATE_EXAMPLES = [
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
] as const;
