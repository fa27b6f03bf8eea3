import { areClasses } from '../preflight/classes.ts';
import { KEY_WORDS, KeyIndex } from '../duplicates/key-index.ts';
import type { AnswerContract, OutputForm } from './output-form-words.ts';
import type { Meaning } from '../version/version.ts';

/** What is known of a version without reading its rows. */
export interface HealthFacts extends Meaning {
  readonly rows: number;
  /** As JSON Lines. */
  readonly bytes: number;
  /** What the user says outputs should look like. */
  readonly contract?: AnswerContract | null;
}

/** Rows by their answer, where the answers are classes. */
export interface ClassCounts {
  /** The first row of each class, by the size of the class, the largest first. */
  readonly first: readonly number[];
  readonly counts: readonly number[];
  /** For each row the index of its class. */
  readonly of: Uint32Array;
  /** From this class on they hardly occur, among classes that are much larger; their number where none is. */
  readonly rareFrom: number;
}

/** What the health rules look at: the words of analyses for all rows of a version, in list order. */
export class HealthLook {
  readonly facts: HealthFacts;
  /** The forms of outputs by the hashes of `output-form`: known before rules are asked. */
  forms: ReadonlyMap<number, OutputForm> = new Map();
  /** The names of the classes, in their order: known before rules are asked. */
  labels: readonly string[] = [];
  readonly #words: ReadonlyMap<string, Uint32Array>;
  #classes: ClassCounts | null | undefined;

  constructor(facts: HealthFacts, words: ReadonlyMap<string, Uint32Array>) {
    this.facts = facts;
    this.#words = words;
  }

  get rows(): number {
    return this.facts.rows;
  }

  /** All words of an analysis that the rule names in `reads`. */
  words(analysis: string): Uint32Array {
    const words = this.#words.get(analysis);
    if (!words) throw new Error(`a health rule asks for ${analysis}, which it does not read`);
    return words;
  }

  /** Positions of the rows of whose first word (or that at `word`) some of these bits are set, ascending. */
  withBits(analysis: string, bits: number, word = 0): Uint32Array {
    const words = this.words(analysis);
    return this.where(analysis, (at) => ((words[at + word] ?? 0) & bits) !== 0);
  }

  /** Positions of the rows for which `test` holds, ascending; it gets the index of the row's first word. */
  where(analysis: string, test: (at: number) => boolean): Uint32Array {
    const width = this.words(analysis).length / Math.max(this.rows, 1);
    const found: number[] = [];
    for (let row = 0, at = 0; row < this.rows; row++, at += width) if (test(at)) found.push(row);
    return Uint32Array.from(found);
  }

  /** How often each value of a word occurs, the most frequent first. */
  countValues(analysis: string, word: number): (readonly [value: number, rows: number])[] {
    const words = this.words(analysis);
    const width = words.length / Math.max(this.rows, 1);
    const counts = new Map<number, number>();
    for (let at = word; at < words.length; at += width) {
      const value = words[at] ?? 0;
      counts.set(value, (counts.get(value) ?? 0) + 1);
    }
    return [...counts].sort(([, one], [, other]) => other - one);
  }

  /** The classes of the answers; null where answers are no classes. Needs `output-hash` and `answer-faults`. */
  get classes(): ClassCounts | null {
    if (this.#classes === undefined) this.#classes = this.#countClasses();
    return this.#classes;
  }

  #countClasses(): ClassCounts | null {
    const keys = this.words('output-hash');
    const index = new KeyIndex(keys, this.rows);
    const counts = new Map<number, number>();
    const firsts = new Uint32Array(this.rows);
    for (let row = 0; row < this.rows; row++) {
      const first = index.findOrAdd(row);
      firsts[row] = first;
      counts.set(first, (counts.get(first) ?? 0) + 1);
    }
    const short = this.withBits('answer-faults', NAME_LIKE).length;
    const isOne = counts.size === 1 && short === this.rows && this.rows > 1;
    const isNamed = short >= this.rows * NAME_SHARE;
    const isClasses = isNamed && areClasses({ rows: this.rows, labelled: this.rows, labels: counts.size });
    if (!isOne && !isClasses) return null;
    const sorted = [...counts].sort(([one, n], [other, m]) => m - n || one - other);
    const places = new Map(sorted.map(([first], place) => [first, place]));
    const sizes = sorted.map(([, count]) => count);
    const rare = (sizes[sizes.length >> 1] ?? 0) < USUAL_ROWS ? -1 : sizes.findIndex((count) => count <= RARE_ROWS);
    return {
      first: sorted.map(([first]) => first),
      counts: sizes,
      of: firsts.map((first) => places.get(first) ?? 0),
      rareFrom: rare < 0 ? sizes.length : rare,
    };
  }
}

/** A class that occurs no more often than this is rare, among classes of which the middle one has as many as that. */
const RARE_ROWS = 2;
const USUAL_ROWS = 10;
/** Bit of `answer-faults`: the answer is as short as the name of a class. */
const NAME_LIKE = 1;
/** Classes have names: this many answers are as short as one. */
const NAME_SHARE = 0.95;

/** Rows whose key of 128 bits is that of a row before them, ascending, with that row. Keys of zeros are none. */
export function repeatsOf(keys: Uint32Array, rows: number): { readonly rows: number[]; readonly first: number[] } {
  const index = new KeyIndex(keys, rows);
  const repeats: { rows: number[]; first: number[] } = { rows: [], first: [] };
  for (let row = 0; row < rows; row++) {
    const at = row * KEY_WORDS;
    if (((keys[at] ?? 0) | (keys[at + 1] ?? 0) | (keys[at + 2] ?? 0) | (keys[at + 3] ?? 0)) === 0) continue;
    const first = index.findOrAdd(row);
    if (first === row) continue;
    repeats.rows.push(row);
    repeats.first.push(first);
  }
  return repeats;
}
