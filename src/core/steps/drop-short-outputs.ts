import { textsOf } from '../row/columns.ts';
import type { Row } from '../row/row.ts';
import { defineStep, Drop, ParameterError, resolveColumns } from '../step.ts';
import { countCharacters } from '../text/characters.ts';
import { countSpacedWords } from '../text/white-space.ts';
import { countWords } from '../text/words.ts';

type Count = (text: string, atMost: number) => number;

const UNITS: Readonly<Record<string, { readonly name: string; readonly count: Count }>> = {
  words: { name: 'word', count: countWords },
  'spaced-words': { name: 'word', count: countSpacedWords },
  characters: { name: 'character', count: countCharacters },
};

export default defineStep({
  id: 'drop-short-outputs',
  version: 1,
  title: 'Drop short outputs',
  summary: 'Drops rows whose output is too short to teach anything.',
  params: {
    minimum: {
      type: 'number',
      label: 'Minimum',
      initial: 3,
      min: 1,
      max: 1_000_000,
      help: 'Shorter outputs are dropped.',
    },
    unit: {
      type: 'choice',
      label: 'Unit',
      initial: 'words',
      options: [
        { value: 'words', label: 'words' },
        { value: 'spaced-words', label: 'words separated by white space only' },
        { value: 'characters', label: 'characters' },
      ],
      help: 'As words, each letter of Chinese, Japanese, Korean, Thai, Lao, Khmer and Burmese counts.',
    },
    columns: {
      type: 'columns',
      label: 'Columns',
      initial: [],
      whenEmpty: 'output',
      help: 'A row is dropped when any of them is too short. Lists and objects are not measured.',
    },
  },
  examples: [
    {
      before: [
        { input: 'Is the sky blue?', output: 'Yes, it is.' },
        { input: 'Is the sky blue?', output: 'Yes.' },
      ],
      after: [{ input: 'Is the sky blue?', output: 'Yes, it is.' }, null],
    },
    {
      params: { minimum: 4, unit: 'characters' },
      before: [{ output: 'Ja.' }, { output: 'Nein.' }],
      after: [null, { output: 'Nein.' }],
    },
  ],
  prepare({ minimum, unit, columns }, context) {
    const chosen = resolveColumns(columns, 'output', context);
    if (chosen.length === 0) throw new ParameterError('columns', 'must be chosen: no column is known as output');
    const { name, count } = UNITS[unit] ?? { name: 'word', count: countWords };
    const drops = chosen.map((column) => {
      return { column, drop: new Drop(`${column} under ${minimum} ${name}${minimum === 1 ? '' : 's'}`) };
    });
    return { apply: (row) => drops.find(({ column }) => isShort(row, column, minimum, count))?.drop ?? row };
  },
});

function isShort(row: Row, column: string, minimum: number, count: Count): boolean {
  const value = row.column(column);
  if (typeof value === 'object' && value !== null) return false;
  return count(textsOf(row, column)[0] ?? '', minimum) < minimum;
}
