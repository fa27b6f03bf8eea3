/** Origins that one stored segment of a mark covers. */
export const MARK_SEGMENT_ORIGINS = 65_536;

/**
 * A typed column beside the rows, never in them: a split, a tag, a triage. It is laid out by origin, so it follows a row
 * through every change, and versions that change rows but not the mark share its segments.
 */
export interface Mark {
  readonly name: string;
  /** The values; a segment holds 1 + an index of this list, or 0 for none. */
  readonly dictionary: readonly string[];
  /** Ids of the stored segments, one for each MARK_SEGMENT_ORIGINS origins; null where no row there has a value. */
  readonly segments: readonly (string | null)[];
  /** SHA-256 of the name and of each row's value in list order, as hexadecimal digits. */
  readonly digest: string;
}

/** Values for some origins; an index of `dictionary` plus 1, or 0 to take a value away. */
export interface MarkValues {
  readonly name: string;
  readonly dictionary: readonly string[];
  readonly origins: Uint32Array;
  readonly values: Uint16Array;
}

/** The most values that a mark can tell apart. */
const MAX_MARK_VALUES = 65_535;

/** Two dictionaries as one, and where the values of the second come to lie: index + 1, with 0 staying 0. */
export function mergeDictionary(
  before: readonly string[],
  added: readonly string[],
): { readonly dictionary: string[]; readonly codes: Uint16Array } {
  const dictionary = [...before];
  const known = new Map(before.map((value, index) => [value, index + 1]));
  const codes = Uint16Array.of(
    0,
    ...added.map((value) => {
      const code = known.get(value) ?? dictionary.push(value);
      known.set(value, code);
      return code;
    }),
  );
  if (dictionary.length > MAX_MARK_VALUES)
    throw new RangeError(`mark has ${dictionary.length} values, over ${MAX_MARK_VALUES}`);
  return { dictionary, codes };
}

/** For each code its rank among the values that occur, so that equal marks hash equally however they came about. */
export function rankCodes(dictionary: readonly string[], used: ReadonlySet<number>): Uint16Array {
  const ranks = new Uint16Array(dictionary.length + 1);
  const occurring = [...used].filter((code) => code > 0);
  const valueOf = (code: number): string => dictionary[code - 1] ?? '';
  occurring.sort((a, b) => (valueOf(a) < valueOf(b) ? -1 : 1));
  occurring.forEach((code, rank) => {
    ranks[code] = rank + 1;
  });
  return ranks;
}
