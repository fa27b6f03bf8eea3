import type { Json } from '../json.ts';
import { ParameterError } from '../recipe/step.ts';
import { countCharacters } from '../text/characters.ts';
import { compilePattern } from '../text/pattern.ts';
import { isBlank, trim } from '../text/white-space.ts';
import { isEmpty, textsOf } from './column-values.ts';
import type { Row } from './row.ts';

/** What a column can be asked, as the options of a form. */
export const OPERATORS = [
  { value: 'contains', label: 'contains' },
  { value: 'lacks', label: 'does not contain' },
  { value: 'equals', label: 'equals' },
  { value: 'empty', label: 'is empty' },
  { value: 'regex', label: 'matches the regular expression' },
  { value: 'longer', label: 'has more characters than' },
  { value: 'shorter', label: 'has fewer characters than' },
  { value: 'less', label: 'is a number less than' },
  { value: 'greater', label: 'is a number greater than' },
  { value: 'number-equals', label: 'is a number equal to' },
] as const;

export interface Condition {
  readonly holds: (row: Row, column: string) => boolean;
  /** The same of texts that count together, such as those of one role. */
  readonly holdsIn: (texts: readonly string[]) => boolean;
  /** True where the condition is that `holds` does not hold, in any column that is asked. */
  readonly negated: boolean;
  /** The condition in words, to follow the column's name. */
  readonly words: string;
}

type Test = Pick<Condition, 'holds' | 'holdsIn'>;

const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/** Makes a test of a column's value. Throws ParameterError naming `value` where the operator can't work with it. */
export function compileCondition(operator: string, value: string, matchCase: boolean): Condition {
  const label = OPERATORS.find((option) => option.value === operator)?.label ?? operator;
  const words = operator === 'empty' ? label : `${label} ${quoteText(operator, value)}`;
  return { ...compileTest(operator, value, matchCase), negated: operator === 'lacks', words };
}

function quoteText(operator: string, value: string): string {
  return ['contains', 'lacks', 'equals', 'regex'].includes(operator) ? `"${value}"` : value;
}

function compileTest(operator: string, value: string, matchCase: boolean): Test {
  switch (operator) {
    case 'empty':
      return { holds: (row, column) => isEmpty(row.column(column)), holdsIn: (texts) => texts.every(isBlank) };
    case 'equals':
      return anyText(equalsTest(value, matchCase));
    case 'longer':
    case 'shorter':
      return lengthTest(operator, requireNumber(value));
    case 'less':
    case 'greater':
    case 'number-equals':
      return numberTest(operator, requireNumber(value));
    default:
      return anyText(searchTest(value, operator === 'regex', matchCase));
  }
}

function anyText(test: (text: string) => boolean): Test {
  return ofTexts((texts) => texts.some(test));
}

function ofTexts(holdsIn: (texts: readonly string[]) => boolean): Test {
  return { holds: (row, column) => holdsIn(textsOf(row, column)), holdsIn };
}

function searchTest(value: string, regex: boolean, matchCase: boolean): (text: string) => boolean {
  const pattern = compilePattern('value', value, { regex, matchCase });
  // `search` starts again for each text, where `test` of a global pattern goes on from the last match.
  return !regex && matchCase ? (text) => text.includes(value) : (text) => text.search(pattern) !== -1;
}

function equalsTest(value: string, matchCase: boolean): (text: string) => boolean {
  if (matchCase) return (text) => text === value;
  const lower = value.toLowerCase();
  return (text) => text.toLowerCase() === lower;
}

/** Without any text, a column is shorter than every minimum and longer than none. */
function lengthTest(operator: 'longer' | 'shorter', limit: number): Test {
  return ofTexts((texts) => {
    let length = 0;
    for (const text of texts) length += countCharacters(text, limit + 1);
    return operator === 'longer' ? length > limit : length < limit;
  });
}

function numberTest(operator: 'less' | 'greater' | 'number-equals', limit: number): Test {
  const test = (value: Json | undefined): boolean => {
    const number = toNumber(value);
    if (number === undefined) return false;
    if (operator === 'less') return number < limit;
    return operator === 'greater' ? number > limit : number === limit;
  };
  return { holds: (row, column) => test(row.column(column)), holdsIn: (texts) => texts.some(test) };
}

/** A number, also one written as text, as every cell of a CSV file is. */
function toNumber(value: Json | undefined): number | undefined {
  if (typeof value === 'number') return value;
  if (typeof value !== 'string') return undefined;
  const text = trim(value);
  return NUMBER.test(text) ? Number(text) : undefined;
}

function requireNumber(value: string): number {
  const number = toNumber(value);
  if (number === undefined)
    throw new ParameterError(
      'value',
      value === '' ? 'Enter a number, such as 100.' : `“${value}” is not a number. Enter one such as 100.`,
    );
  return number;
}
