import { roleWords } from '../example/field-roles.ts';
import type { FieldRole } from '../formats/format.ts';
import type { Json } from '../json.ts';
import { textsOf } from '../row/column-values.ts';
import type { Row } from '../row/row.ts';
import { RowTexts } from '../example/row-texts.ts';
import { defineStep, Drop, ParameterError, resolveColumns, type StepContext, type TextChoice } from '../recipe/step.ts';
import { countCharacters } from '../text/characters.ts';
import { countSpacedWords } from '../text/white-space.ts';
import { countWords } from '../text/words.ts';
import { chosenColumns, needsFormat } from '../recipe/chosen-texts.ts';

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
      type: 'texts',
      label: 'Columns',
      initial: [],
      whenEmpty: 'output',
      help: 'A row is dropped when any of them is too short. A conversation goes when none of its answers is long enough. Calls and images are not measured.',
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
    const { name, count } = UNITS[unit] ?? { name: 'word', count: countWords };
    const isLong = (text: string): boolean => count(text, minimum) >= minimum;
    const drops = measured(columns, context, isLong).map(({ what, isShort }) => {
      return { isShort, drop: new Drop(`${what} under ${minimum} ${name}${minimum === 1 ? '' : 's'}`) };
    });
    return { apply: (row) => drops.find(({ isShort }) => isShort(row))?.drop ?? row };
  },
});

interface Measured {
  readonly what: string;
  readonly isShort: (row: Row) => boolean;
}

type IsLong = (text: string) => boolean;

function measured(choices: readonly TextChoice[], context: StepContext, isLong: IsLong): readonly Measured[] {
  if (needsFormat(choices, context)) return measuredInside(choices, RowTexts.for(context), isLong);
  const columns = resolveColumns(chosenColumns(choices), 'output', context);
  if (columns.length === 0) throw new ParameterError('columns', 'must be chosen: no column is known as output');
  return columns.map((what) => ({
    what,
    isShort(row) {
      const value = row.column(what);
      if (typeof value === 'string') return !isLong(value);
      return !isNested(value) && !isLong(textOf(row, what));
    },
  }));
}

function measuredInside(choices: readonly TextChoice[], texts: RowTexts, isLong: IsLong): readonly Measured[] {
  const isShort = (row: Row, role: FieldRole): boolean =>
    !texts.of(row, role).some(isLong) && texts.beyond(row, role) === '';
  const isAnswerShort = (row: Row): boolean => {
    const role = texts.answerRole(row);
    // The name of a class is as long as it is.
    return role !== 'label' && isShort(row, role);
  };
  if (choices.length === 0) return [{ what: 'output', isShort: isAnswerShort }];
  return choices.map((choice) => {
    if (typeof choice !== 'string') {
      return { what: roleWords(choice.role), isShort: (row) => isShort(row, choice.role) };
    }
    return { what: choice, isShort: (row) => isColumnShort(row, choice, texts, isLong) };
  });
}

function isColumnShort(row: Row, column: string, texts: RowTexts, isLong: IsLong): boolean {
  if (!isNested(row.column(column))) return !isLong(textOf(row, column));
  const inside = texts.under(row, column);
  return inside.length > 0 && !inside.some(isLong);
}

function textOf(row: Row, column: string): string {
  return textsOf(row, column)[0] ?? '';
}

function isNested(value: Json | undefined): boolean {
  return typeof value === 'object' && value !== null;
}
