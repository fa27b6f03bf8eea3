import { counted } from '../../amount.ts';

/** What may be put right in a text that is nearly JSON. The value of each is how often that was done. */
export interface Mended {
  /** Values that a lenient reader put right. */
  readonly rows: number;
  /** NaN, Infinity and undefined, which became null. */
  readonly nulls: number;
  /** Quotes of another kind than JSON's, and names without any. */
  readonly quotes: number;
  /** None, True and False. */
  readonly words: number;
  /** Commas too many before a closing bracket, and missing ones between two brackets. */
  readonly commas: number;
  readonly comments: number;
  /** Escapes that JSON doesn't know, and characters that it wants escaped. */
  readonly escapes: number;
  /** Numbers such as +1, .5, 5. and 0x1F. */
  readonly numbers: number;
  /** Tuples, which became lists. */
  readonly tuples: number;
  /** Brackets that were missing at the end of the file. */
  readonly ends: number;
}

export type MendedKind = Exclude<keyof Mended, 'rows'>;

/** Of each kind, one and several of them. */
const WORDS: Readonly<Record<MendedKind, readonly [one: string, many: string]>> = {
  nulls: ['NaN or Infinity became null', 'NaN or Infinity became null'],
  quotes: ['other quotes or none', 'other quotes or none'],
  words: ['Python’s None, True or False', 'Python’s None, True or False'],
  commas: ['a comma too many or missing', 'commas too many or missing'],
  comments: ['a comment left out', 'comments left out'],
  escapes: ['an escape respelled', 'escapes respelled'],
  numbers: ['a number respelled', 'numbers respelled'],
  tuples: ['a tuple as a list', 'tuples as lists'],
  ends: ['a bracket added at the end', 'brackets added at the end'],
};

const NONE: Mended = {
  rows: 0,
  nulls: 0,
  quotes: 0,
  words: 0,
  commas: 0,
  comments: 0,
  escapes: 0,
  numbers: 0,
  tuples: 0,
  ends: 0,
};

/** The kinds, in the order in which they are told. */
// The keys of a record are its kinds.
export const MENDED_KINDS = Object.keys(WORDS) as readonly MendedKind[];

/** The sum of what was mended in several texts. */
export function sumMended(...all: readonly (Partial<Mended> | undefined)[]): Mended {
  const sum = { ...NONE };
  for (const each of all) {
    sum.rows += each?.rows ?? 0;
    for (const kind of MENDED_KINDS) sum[kind] += each?.[kind] ?? 0;
  }
  return sum;
}

/** What was mended, for the screen: `3 rows put right: NaN or Infinity became null 4 times, a comment left out`. */
export function describeMended(mended: Mended): string {
  const kinds = MENDED_KINDS.filter((kind) => mended[kind] > 0).map((kind) => {
    const count = mended[kind];
    const [one, many] = WORDS[kind];
    return count === 1 ? one : `${many} ${counted(count, 'time')}`;
  });
  return `${counted(mended.rows, 'row')} put right${kinds.length > 0 ? `: ${kinds.join(', ')}` : ''}`;
}
