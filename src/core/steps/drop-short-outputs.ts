import { roleWords } from '../example/field-roles.ts';
import type { FieldRole } from '../formats/format.ts';
import { textsOf } from '../row/column-values.ts';
import { ARRAY, STRING } from '../row/members.ts';
import type { Row } from '../row/row.ts';
import { RowTexts } from '../example/row-texts.ts';
import { defineStep, Drop, ParameterError, resolveColumns, type StepContext, type TextChoice } from '../recipe/step.ts';
import { hasCharacters, hasSpacedWords, hasWords, type TextTest } from '../text/text-test.ts';
import { chosenColumns, needsFormat } from '../recipe/chosen-texts.ts';

const WORDS = { name: 'word', atLeast: hasWords };

const UNITS: Readonly<Record<string, { readonly name: string; readonly atLeast: (minimum: number) => TextTest }>> = {
  words: WORDS,
  'spaced-words': { name: 'word', atLeast: hasSpacedWords },
  characters: { name: 'character', atLeast: hasCharacters },
};

export default defineStep({
  id: 'drop-short-outputs',
  version: 1,
  title: 'Drop short outputs',
  summary: 'Removes rows with very short outputs. Skip this for labels or code.',
  group: 'Rows',
  keywords: ['filter', 'remove short', 'delete short', 'minimum length', 'too short', 'words', 'length'],
  params: {
    minimum: {
      type: 'number',
      label: 'Minimum',
      initial: 3,
      min: 1,
      max: 1_000_000,
      help: 'Shorter outputs are removed.',
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
      help: 'In scripts without spaces (Chinese, Thai…), each character counts as a word.',
    },
    columns: {
      type: 'texts',
      label: 'Columns',
      initial: [],
      whenEmpty: 'output',
      help: 'Removes a row if any chosen column is too short, or a conversation if all its answers are. Calls and images are not measured.',
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
    const { name, atLeast } = UNITS[unit] ?? WORDS;
    const drops = measured(columns, context, atLeast(minimum)).map(({ what, isShort }) => {
      return { isShort, drop: new Drop(`${what} under ${minimum} ${name}${minimum === 1 ? '' : 's'}`) };
    });
    return {
      apply(row) {
        for (const { isShort, drop } of drops) if (isShort(row)) return drop;
        return row;
      },
    };
  },
});

interface Measured {
  readonly what: string;
  readonly isShort: (row: Row) => boolean;
}

function measured(choices: readonly TextChoice[], context: StepContext, isLong: TextTest): readonly Measured[] {
  if (needsFormat(choices, context)) return measuredInside(choices, RowTexts.for(context), isLong);
  const columns = resolveColumns(chosenColumns(choices), 'output', context);
  if (columns.length === 0)
    throw new ParameterError('columns', 'Choose the columns to measure: none is known as the output.');
  return columns.map((what) => ({
    what,
    isShort: (row) => isTextShort(row, what, isLong) ?? false,
  }));
}

function measuredInside(choices: readonly TextChoice[], texts: RowTexts, isLong: TextTest): readonly Measured[] {
  const isShort = (row: Row, role: FieldRole): boolean => texts.hasNone(row, role, isLong);
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

function isColumnShort(row: Row, column: string, texts: RowTexts, isLong: TextTest): boolean {
  const isShort = isTextShort(row, column, isLong);
  if (isShort !== undefined) return isShort;
  const inside = texts.under(row, column);
  return inside.length > 0 && !inside.some(isLong.ofText);
}

/** Undefined for a list or object. */
function isTextShort(row: Row, column: string, { ofText, ofBytes }: TextTest): boolean | undefined {
  const { members } = row;
  if (members) {
    const member = members.find(column);
    const kind = members.kindOf(member);
    if (kind === STRING) return !ofBytes(members.textOf(member));
    if (kind >= ARRAY) return undefined;
  } else {
    const value = row.column(column);
    if (typeof value === 'object' && value !== null) return undefined;
  }
  return !ofText(textsOf(row, column)[0] ?? '');
}
