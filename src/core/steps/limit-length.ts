import { grouped } from '../amount.ts';
import { roleWords } from '../example/field-roles.ts';
import { gatherTexts } from '../recipe/gather-texts.ts';
import { defineStep, Drop } from '../recipe/step.ts';
import { countCharacters } from '../text/characters.ts';
import { countWords } from '../text/words.ts';
import { estimateTokens } from '../tokens/estimate-tokens.ts';

const COUNTS: Readonly<Record<string, (texts: readonly string[]) => number>> = {
  tokens: (texts) => estimateTokens(...texts).likely,
  characters: (texts) => texts.reduce((sum, text) => sum + countCharacters(text), 0),
  words: (texts) => texts.reduce((sum, text) => sum + countWords(text), 0),
};

export default defineStep({
  id: 'limit-length',
  version: 1,
  title: 'Limit length',
  summary: 'Drops rows that are longer than a service takes.',
  group: 'Rows',
  keywords: ['too long', 'max length', 'truncate', 'filter', 'tokens', 'cut', 'remove long'],
  params: {
    most: {
      type: 'number',
      label: 'Maximum',
      initial: 131_072,
      min: 1,
      max: 100_000_000,
      help: 'Longer rows are removed.',
    },
    unit: {
      type: 'choice',
      label: 'Unit',
      initial: 'tokens',
      options: [
        { value: 'tokens', label: 'tokens (estimated)' },
        { value: 'characters', label: 'characters' },
        { value: 'words', label: 'words' },
      ],
    },
    columns: {
      type: 'texts',
      label: 'Columns',
      initial: [],
      whenEmpty: 'all',
      help: 'The texts of a row count together.',
    },
  },
  examples: [
    {
      params: { most: 12, unit: 'characters' },
      before: [
        { input: 'Capital?', output: 'Rome' },
        { input: 'Capital?', output: 'Paris' },
      ],
      after: [{ input: 'Capital?', output: 'Rome' }, null],
    },
    {
      params: { most: 2, unit: 'words', columns: ['output'] },
      before: [{ input: 'How is it going?', output: 'Very well' }, { output: 'Very well indeed' }],
      after: [{ input: 'How is it going?', output: 'Very well' }, null],
    },
  ],
  prepare({ most, unit, columns }, context) {
    const read = gatherTexts(columns, context);
    const count = COUNTS[unit] ?? countNothing;
    const what = columns.map((choice) => (typeof choice === 'string' ? choice : roleWords(choice.role))).join(' and ');
    const drop = new Drop(`${what === '' ? '' : `${what} `}over ${grouped(most)} ${unit}`);
    return { apply: (row) => (count(read(row)) > most ? drop : row) };
  },
});

function countNothing(): number {
  return 0;
}
