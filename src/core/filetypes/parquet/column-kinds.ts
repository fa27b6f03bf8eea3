import { counted } from '../../amount.ts';

/**
 * How a column is written: as what it is, or as JSON where its values are of several kinds, nested, or too exact. One that no
 * row has is left out.
 */
export type ColumnKind = 'text' | 'boolean' | 'integer' | 'number' | 'json' | 'absent';

const TEXT = 1;
const BOOLEAN = 2;
/** A whole number that a double holds too. */
const SHORT = 4;
/** A whole number that only 64 bits hold. */
const LONG = 8;
const DOUBLE = 16;
/** Anything that only its spelling keeps: lists, objects, numbers with more digits, texts that are no Unicode. */
const SPELLED = 32;

const WHOLE = /^-?(?:0|[1-9]\d*)$/;
const NUMBER = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/;
const LONGEST = 2n ** 63n;

/** What the values of columns are, over any number of rows. Plain data: workers make it of their rows, and it is added up. */
export interface ColumnSurvey {
  readonly bits: number[];
  /** Numbers that keep their value and change their spelling, such as 1.0. */
  readonly respelled: number[];
  /** Rows that have such a column, if only as null, and rows that have none, where it will be null. */
  readonly present: number[];
  readonly missing: number[];
}

export function emptySurvey(columns: number): ColumnSurvey {
  const zeros = (): number[] => Array.from({ length: columns }, () => 0);
  return { bits: zeros(), respelled: zeros(), present: zeros(), missing: zeros() };
}

/** Notes the values of one row, each as JSON, in the order of the columns; null for one that it lacks. */
export function surveyCells(survey: ColumnSurvey, cells: readonly (string | null)[]): void {
  const { bits, respelled, present, missing } = survey;
  for (const [at, cell] of cells.entries()) {
    const counts = cell === null ? missing : present;
    counts[at] = (counts[at] ?? 0) + 1;
    if (cell !== null && cell !== 'null') {
      const bit = bitOf(cell);
      bits[at] = (bits[at] ?? 0) | bit;
      if (bit === DOUBLE && JSON.stringify(Number(cell)) !== cell) respelled[at] = (respelled[at] ?? 0) + 1;
    }
  }
}

export function addSurvey(sum: ColumnSurvey, other: ColumnSurvey): void {
  for (const at of sum.bits.keys()) {
    sum.bits[at] = (sum.bits[at] ?? 0) | (other.bits[at] ?? 0);
    sum.respelled[at] = (sum.respelled[at] ?? 0) + (other.respelled[at] ?? 0);
    sum.present[at] = (sum.present[at] ?? 0) + (other.present[at] ?? 0);
    sum.missing[at] = (sum.missing[at] ?? 0) + (other.missing[at] ?? 0);
  }
}

/** How each column is written so that no value is lost. A column of nulls is one of texts. */
export function kindsOf({ bits, present }: ColumnSurvey): readonly ColumnKind[] {
  // A file without rows keeps its columns, and one without columns is none.
  if (present.every((count) => count === 0)) return bits.map(() => 'text');
  return bits.map((bit, at) => {
    if ((present[at] ?? 0) === 0) return 'absent';
    if ((bit & ~TEXT) === 0) return 'text';
    if (bit === BOOLEAN) return 'boolean';
    if ((bit & ~(SHORT | LONG)) === 0) return 'integer';
    return (bit & ~(SHORT | DOUBLE)) === 0 ? 'number' : 'json';
  });
}

/** What the file has otherwise than the rows; one sentence each. */
export function keptOtherwise(columns: readonly string[], survey: ColumnSurvey): readonly string[] {
  const kinds = kindsOf(survey);
  const json = columns.filter((_, at) => kinds[at] === 'json').map((name) => `“${name}”`);
  const respelled = columns.flatMap((name, at) => {
    const count = kinds[at] === 'number' ? (survey.respelled[at] ?? 0) : 0;
    return count > 0
      ? [
          `${counted(count, 'number')} in “${name}” ${count === 1 ? 'keeps its value and loses its' : 'keep their value and lose their'} spelling (1.0 becomes 1).`,
        ]
      : [];
  });
  const missing = survey.missing.reduce((sum, count, at) => sum + (kinds[at] === 'absent' ? 0 : count), 0);
  return [
    ...(json.length > 0
      ? [
          `${json.join(', ')} ${json.length === 1 ? 'is written as JSON text' : 'are written as JSON texts'}, so that nothing in ${json.length === 1 ? 'it' : 'them'} is lost.`,
        ]
      : []),
    ...respelled,
    ...(missing > 0 ? [`${counted(missing, 'missing cell')} ${missing === 1 ? 'becomes' : 'become'} null.`] : []),
  ];
}

function bitOf(json: string): number {
  switch (json[0]) {
    case '"':
      return isUnicode(json) ? TEXT : SPELLED;
    case 't':
    case 'f':
      return BOOLEAN;
    case '[':
    case '{':
      return SPELLED;
    default:
      return numberBit(json);
  }
}

/** Half of a pair of UTF-16 alone can only be escaped: in UTF-8 it has no bytes. */
function isUnicode(json: string): boolean {
  if (!json.includes('\\u')) return true;
  const text: unknown = JSON.parse(json);
  return typeof text === 'string' && !/\p{Surrogate}/u.test(text);
}

function numberBit(json: string): number {
  if (WHOLE.test(json) && json !== '-0') {
    if (json.length < 16) return SHORT;
    const value = BigInt(json);
    if (Number.isSafeInteger(Number(json))) return SHORT;
    return value >= -LONGEST && value < LONGEST ? LONG : SPELLED;
  }
  const value = Number(json);
  return Number.isFinite(value) && digitsOf(json) === digitsOf(JSON.stringify(value)) ? DOUBLE : SPELLED;
}

/** A number as its digits without zeros around them, and the place of its point: equal for equal values. */
function digitsOf(number: string): string {
  const [, sign = '', whole = '', part = '', power = '0'] = NUMBER.exec(number) ?? [];
  const digits = `${whole}${part}`.replace(/^0+/, '');
  const bare = digits.replace(/0+$/, '');
  if (bare === '') return '0';
  return `${sign}${bare}e${Number(power) - part.length + digits.length - bare.length}`;
}
