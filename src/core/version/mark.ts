import { joinIds } from './segments.ts';

/** Origins that one stored segment of a mark covers: a change of one row writes 16 KiB, or 32 KiB with many values. */
export const MARK_SEGMENT_ORIGINS = 16_384;

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
  /** SHA-256 of the values of every LEAF_ROWS rows in list order, 32 bytes each. */
  readonly leaves: Uint8Array;
  /** SHA-256 of the name and the leaves, as hexadecimal digits. */
  readonly digest: string;
}

/** A mark whose digest over a list is not known yet. */
export type UnmeasuredMark = Pick<Mark, 'name' | 'dictionary' | 'segments'>;

/** The codes of a stored segment: bytes as long as the values are few. */
export type MarkCodes = Uint8Array | Uint16Array;

/** Values of one mark. An import row has one value, which all rows that descend from it share: the last one named counts. */
export interface MarkValues {
  readonly name: string;
  readonly dictionary: readonly string[];
  /** Ascending positions in a list. */
  readonly rows: Uint32Array;
  /** For each row 1 + an index of `dictionary`, or 0 to take its value away. */
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

/** Values of a mark by origin; the last one of an origin counts. */
export interface OriginValues {
  readonly name: string;
  readonly dictionary: readonly string[];
  readonly origins: Uint32Array;
  readonly values: Uint16Array;
}

/** Changes of several marks as one of each, in the order in which they are first named. */
export function joinChanges(changes: readonly OriginValues[]): OriginValues[] {
  const joined = new Map<string, OriginValues>();
  for (const { name, dictionary: added, origins, values } of changes) {
    const before = joined.get(name) ?? { dictionary: [], origins: new Uint32Array(0), values: new Uint16Array(0) };
    const { dictionary, codes } = mergeDictionary(before.dictionary, added);
    const recoded = values.map((value) => codes[value] ?? 0);
    joined.set(name, {
      name,
      dictionary,
      origins: joinIds([before.origins, origins]),
      values: joinValues(before.values, recoded),
    });
  }
  return [...joined.values()];
}

function joinValues(one: Uint16Array, other: Uint16Array): Uint16Array {
  const joined = new Uint16Array(one.length + other.length);
  joined.set(one);
  joined.set(other, one.length);
  return joined;
}

/** A segment for a mark of this many values: what is known of it, or no value at all. */
export function segmentCodes(values: number, known?: MarkCodes): MarkCodes {
  const isWide = values > 255 || known instanceof Uint16Array;
  const codes = isWide ? new Uint16Array(MARK_SEGMENT_ORIGINS) : new Uint8Array(MARK_SEGMENT_ORIGINS);
  if (known) codes.set(known);
  return codes;
}
