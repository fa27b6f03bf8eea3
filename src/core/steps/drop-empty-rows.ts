import { roleWords } from '../example/field-roles.ts';
import type { FieldRole } from '../formats/format.ts';
import { isColumnEmpty } from '../row/column-values.ts';
import type { Row } from '../row/row.ts';
import { RowTexts } from '../example/row-texts.ts';
import { defineStep, Drop, ParameterError, resolveColumns, type StepContext, type TextChoice } from '../recipe/step.ts';
import { isFilled } from '../text/text-test.ts';
import { chosenColumns, needsFormat } from '../recipe/chosen-texts.ts';

export default defineStep({
  id: 'drop-empty-rows',
  version: 1,
  title: 'Drop empty rows',
  summary: 'Removes rows with a missing or blank input or output.',
  group: 'Rows',
  keywords: ['delete empty', 'remove empty', 'blank', 'null', 'missing', 'nan', 'filter', 'none'],
  params: {
    columns: {
      type: 'texts',
      label: 'Columns',
      initial: [],
      whenEmpty: 'input and output',
      help: 'Columns to check.',
    },
    when: {
      type: 'choice',
      label: 'Drop a row when',
      initial: 'any',
      options: [
        { value: 'any', label: 'any of them is empty' },
        { value: 'all', label: 'all of them are empty' },
      ],
    },
  },
  examples: [
    {
      before: [
        { input: 'Name a colour.', output: 'Red.' },
        { input: 'Name a colour.', output: ' \n' },
        { input: 'Name a colour.' },
      ],
      after: [{ input: 'Name a colour.', output: 'Red.' }, null, null],
    },
    {
      params: { when: 'all' },
      before: [
        { input: 'Name a colour.', output: '' },
        { input: '', output: null },
      ],
      after: [{ input: 'Name a colour.', output: '' }, null],
    },
  ],
  prepare({ columns, when }, context) {
    const looks = lookedAt(columns, context);
    if (when === 'all') {
      const drop = new Drop(`${looks.map(({ what }) => what).join(' and ')} empty`);
      return { apply: (row) => (looks.every(({ holdsNothing }) => holdsNothing(row)) ? drop : row) };
    }
    const drops = looks.map(({ what, holdsNothing }) => ({ holdsNothing, drop: new Drop(`${what} empty`) }));
    return {
      apply(row) {
        for (const { holdsNothing, drop } of drops) if (holdsNothing(row)) return drop;
        return row;
      },
    };
  },
});

interface Look {
  readonly what: string;
  readonly holdsNothing: (row: Row) => boolean;
}

function lookedAt(choices: readonly TextChoice[], context: StepContext): readonly Look[] {
  if (needsFormat(choices, context)) return lookedInside(choices, RowTexts.for(context));
  const columns = resolveColumns(chosenColumns(choices), 'input and output', context);
  if (columns.length === 0)
    throw new ParameterError('columns', 'Choose the columns to check: none is known as the input or output.');
  return columns.map((what) => ({ what, holdsNothing: (row) => isColumnEmpty(row, what) }));
}

function lookedInside(choices: readonly TextChoice[], texts: RowTexts): readonly Look[] {
  const isNothing = (row: Row, role: FieldRole): boolean => texts.hasNone(row, role, isFilled);
  if (choices.length === 0) {
    return [
      { what: 'input', holdsNothing: (row) => !texts.hasNoInput(row) && isNothing(row, 'input') },
      { what: 'output', holdsNothing: (row) => isNothing(row, texts.answerRole(row)) },
    ];
  }
  return choices.map((choice) => {
    if (typeof choice !== 'string') {
      return { what: roleWords(choice.role), holdsNothing: (row) => isNothing(row, choice.role) };
    }
    return { what: choice, holdsNothing: (row) => isColumnEmpty(row, choice) };
  });
}
