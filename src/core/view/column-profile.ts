import type { StepContext, TextChoice } from '../recipe/step.ts';
import type { Row } from '../row/row.ts';
import type { Utf8Text } from '../row/unescape.ts';
import { countCharacters } from '../text/characters.ts';
import { isBlankUtf8 } from '../text/utf8-space.ts';
import { countCharactersUtf8 } from '../text/utf8-words.ts';
import { type LengthBucket, LengthCounts } from './length-buckets.ts';
import { asOne, isNothing, numberOf, type ReadTexts, textReader } from './read-texts.ts';
import { stringReader } from './text-length.ts';

/** What a column, or a role, holds over all rows of a version. */
export interface ColumnProfile {
  readonly of: TextChoice;
  readonly rows: number;
  /** Rows where it is missing, null or white space. */
  readonly empty: number;
  /** The values and how often each occurs, the most frequent first; null where there are more than FACET_VALUES. */
  readonly values: readonly { readonly value: string; readonly count: number }[] | null;
  /** Characters of the texts that are not empty. */
  readonly lengths: readonly LengthBucket[];
  /** Each value that is not empty is a number. False where there is none. */
  readonly numeric: boolean;
  /** The least and the greatest of the numbers. */
  readonly range: { readonly min: number; readonly max: number } | null;
}

/** More different values than these are not listed. */
const FACET_VALUES = 30;
/** Longer texts are no values to choose from. */
const VALUE_CHARACTERS = 200;

/** What some rows say of it: plain data, which goes from a worker to its lead. */
export interface ProfilePart {
  readonly rows: number;
  readonly empty: number;
  /** Null where there are too many, or one is too long. */
  readonly values: ReadonlyMap<string, number> | null;
  readonly lengths: { readonly counts: Float64Array; readonly min: number; readonly max: number };
  readonly numeric: boolean;
  readonly min: number;
  readonly max: number;
}

/** Profiles one column or role, row by row. */
export class ProfileBuilder {
  readonly #texts: ReadTexts;
  readonly #string: (row: Row) => Utf8Text | null;
  readonly #lengths = new LengthCounts();
  #values: Map<string, number> | null = new Map();
  #rows = 0;
  #empty = 0;
  #numeric = true;
  #min = Infinity;
  #max = -Infinity;

  constructor(of: TextChoice, context: StepContext) {
    this.#texts = textReader(of, context);
    this.#string = stringReader(of, context);
  }

  add(row: Row): void {
    this.#rows++;
    // Once it has too many values and a text among them, nothing but lengths is left to ask, and bytes tell those.
    const bytes = this.#values || this.#numeric ? null : this.#string(row);
    if (bytes) {
      if (isBlankUtf8(bytes)) this.#empty++;
      else this.#lengths.add(countCharactersUtf8(bytes, Infinity));
      return;
    }
    const texts = this.#texts(row);
    if (isNothing(texts)) {
      this.#empty++;
      return;
    }
    const text = asOne(texts);
    this.#lengths.add(texts.reduce((sum, each) => sum + countCharacters(each), 0));
    if (this.#values) this.#count(this.#values, text);
    if (!this.#numeric) return;
    const number = numberOf(text);
    if (Number.isNaN(number)) this.#numeric = false;
    else {
      this.#min = Math.min(this.#min, number);
      this.#max = Math.max(this.#max, number);
    }
  }

  finish(): ProfilePart {
    const { counts, min, max } = this.#lengths;
    return {
      rows: this.#rows,
      empty: this.#empty,
      values: this.#values,
      lengths: { counts, min, max },
      numeric: this.#numeric,
      min: this.#min,
      max: this.#max,
    };
  }

  #count(values: Map<string, number>, text: string): void {
    const known = values.get(text);
    if (
      known === undefined &&
      (values.size === FACET_VALUES || countCharacters(text, VALUE_CHARACTERS + 1) > VALUE_CHARACTERS)
    )
      this.#values = null;
    else values.set(text, (known ?? 0) + 1);
  }
}

/** The profile that parts make together, in any order. */
export function joinProfiles(of: TextChoice, parts: readonly ProfilePart[]): ColumnProfile {
  const lengths = new LengthCounts();
  for (const part of parts) lengths.join(part.lengths);
  const sum = (count: (part: ProfilePart) => number): number => parts.reduce((all, part) => all + count(part), 0);
  const rows = sum((part) => part.rows);
  const empty = sum((part) => part.empty);
  const numeric = rows > empty && parts.every((part) => part.numeric);
  const min = Math.min(...parts.map((part) => part.min));
  const max = Math.max(...parts.map((part) => part.max));
  return {
    of,
    rows,
    empty,
    values: joinValues(parts),
    lengths: lengths.bars(),
    numeric,
    range: numeric ? { min, max } : null,
  };
}

function joinValues(parts: readonly ProfilePart[]): ColumnProfile['values'] {
  const counts = new Map<string, number>();
  for (const { values } of parts) {
    if (values === null) return null;
    for (const [value, count] of values) counts.set(value, (counts.get(value) ?? 0) + count);
    if (counts.size > FACET_VALUES) return null;
  }
  return [...counts]
    .map(([value, count]) => ({ value, count }))
    .sort((one, other) => other.count - one.count || (one.value < other.value ? -1 : 1));
}
