import { roleWords } from '../example/field-roles.ts';
import { RowTexts } from '../example/row-texts.ts';
import type { FieldRole } from '../formats/format.ts';
import type { Json } from '../json.ts';
import { columnsOf } from '../row/column-values.ts';
import { compileCondition, OPERATORS, type Condition } from '../row/condition.ts';
import type { Row } from '../row/row.ts';
import { isBlank } from '../text/white-space.ts';
import { needsFormat } from './chosen-texts.ts';
import type { ParamsOf, ParamSpecs, StepContext, TextChoice } from './step.ts';

/** The parameters of a step that tests rows by a condition. */
export const CONDITION_PARAMS = {
  column: { type: 'texts-of', label: 'Column', initial: '' },
  operator: { type: 'choice', label: 'Condition', initial: 'contains', options: OPERATORS },
  value: {
    type: 'text',
    label: 'Text or number',
    initial: '',
    help: 'Not needed for “is empty”. Lists and objects are searched too.',
  },
  matchCase: { type: 'switch', label: 'Match case', initial: true },
} as const satisfies ParamSpecs;

export interface RowTest {
  readonly matches: (row: Row) => boolean;
  /** The condition: "output is empty". */
  readonly words: string;
}

/** Makes the test of a row. Throws ParameterError naming `value` where the operator can't work with it. */
export function prepareRowTest(
  { column, operator, value, matchCase }: ParamsOf<typeof CONDITION_PARAMS>,
  context: StepContext,
): RowTest {
  const condition = compileCondition(operator, value, matchCase);
  const holds = prepareTest(column, condition, context);
  return {
    matches: (row) => holds(row) !== condition.negated,
    words: `${nameOf(column)} ${condition.words}`,
  };
}

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
