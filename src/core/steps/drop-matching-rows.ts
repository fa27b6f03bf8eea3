import { roleWords } from '../example/field-roles.ts';
import type { FieldRole } from '../formats/format.ts';
import type { Json } from '../json.ts';
import { columnsOf } from '../row/column-values.ts';
import { compileCondition, OPERATORS, type Condition } from '../row/condition.ts';
import type { Row } from '../row/row.ts';
import { RowTexts } from '../example/row-texts.ts';
import { defineStep, Drop, type StepContext, type TextChoice } from '../recipe/step.ts';
import { isBlank } from '../text/white-space.ts';
import { needsFormat } from '../recipe/chosen-texts.ts';

export default defineStep({
  id: 'drop-matching-rows',
  version: 1,
  title: 'Drop matching rows',
  summary: 'Drops rows by what a column holds.',
  params: {
    column: { type: 'texts-of', label: 'Column', initial: '', help: 'No column means any column of the row.' },
    operator: { type: 'choice', label: 'Condition', initial: 'contains', options: OPERATORS },
    value: {
      type: 'text',
      label: 'Text or number',
      initial: '',
      help: 'What to compare with; "is empty" needs none. In lists and objects the texts of all values inside count.',
    },
    matchCase: { type: 'switch', label: 'Match case', initial: true, help: 'Off: a and A are the same.' },
  },
  examples: [
    {
      params: { column: 'output', operator: 'contains', value: 'As an AI' },
      before: [{ output: 'As an AI, I cannot say.' }, { output: 'It is Tuesday.' }],
      after: [null, { output: 'It is Tuesday.' }],
    },
    {
      params: { column: 'score', operator: 'less', value: '0.5' },
      before: [{ output: 'Good.', score: 0.9 }, { output: 'Bad.', score: '0.1' }, { output: 'Unknown.' }],
      after: [{ output: 'Good.', score: 0.9 }, null, { output: 'Unknown.' }],
    },
  ],
  prepare({ column, operator, value, matchCase }, context) {
    const condition = compileCondition(operator, value, matchCase);
    const drop = new Drop(`${nameOf(column)} ${condition.words}`);
    const holds = prepareTest(column, condition, context);
    return { apply: (row) => (holds(row) !== condition.negated ? drop : row) };
  },
});

function nameOf(column: TextChoice): string {
  if (typeof column !== 'string') return roleWords(column.role);
  return column === '' ? 'any column' : column;
}

function prepareTest(choice: TextChoice, { holds, holdsIn }: Condition, context: StepContext): (row: Row) => boolean {
  const isAny = choice === '';
  if (typeof choice === 'string' && !needsFormat([choice], context)) {
    return (row) => (isAny ? columnsOf(row).some((name) => holds(row, name)) : holds(row, choice));
  }
  const texts = RowTexts.for(context);
  if (typeof choice !== 'string') return (row) => holdsIn(textsOfRole(texts, row, choice.role));
  // In a list or object that the row's format knows, only its texts count: no roles, no types, no names of keys.
  const inside = (row: Row, column: string): readonly string[] =>
    isNested(row.column(column)) ? texts.under(row, column) : [];
  if (!isAny) {
    return (row) => {
      const found = inside(row, choice);
      return found.length > 0 ? holdsIn(found) : holds(row, choice);
    };
  }
  return (row) =>
    columnsOf(row).some((column) => {
      const found = inside(row, column);
      return found.length > 0 ? found.some((text) => holdsIn([text])) : holds(row, column);
    });
}

function isNested(value: Json | undefined): boolean {
  return typeof value === 'object' && value !== null;
}

/** An answer that is a call or an image is not empty. */
function textsOfRole(texts: RowTexts, row: Row, role: FieldRole): readonly string[] {
  const found = texts.of(row, role);
  if (!found.every(isBlank)) return found;
  const beyond = texts.beyond(row, role);
  return beyond === '' ? found : [beyond];
}
