import { normalise } from '../text/normalise.ts';
import { listWords } from '../text/word-list.ts';

const SAME = { letterCase: true, whiteSpace: true, compatibility: true, punctuation: true };
/** Runs of words are followed up to here; a longer one counts as this long. */
export const LONGEST_RUN = 64;

/** The words by which texts are compared: case, punctuation and spacing play no part. */
export function phraseWords(text: string): string[] {
  return listWords(normalise(text, SAME));
}

/** A stretch of words that some text of the index has, too. */
export interface SharedRun {
  /** Where it begins in the words that were asked about. */
  readonly at: number;
  /** In words, at most `LONGEST_RUN`; 0 for none. */
  readonly words: number;
  /** Index of a text that has it; -1 for none. */
  readonly text: number;
}

/**
 * Finds the longest runs of words that a text shares with any of many. A suffix array (Manber and Myers, 1993) over all words,
 * sorted by the first `LONGEST_RUN` words of each suffix.
 */
export class PhraseIndex {
  readonly #numbers = new Map<string, number>();
  /** Words by their numbers, each text followed by a 0. */
  readonly #words: Int32Array;
  /** Which text each place belongs to. */
  readonly #texts: Int32Array;
  /** Places in the order of what begins there. */
  readonly #sorted: Uint32Array;

  constructor(texts: readonly string[]) {
    const listed = texts.map(phraseWords);
    const size = listed.reduce((sum, words) => sum + words.length + 1, 0);
    this.#words = new Int32Array(size);
    this.#texts = new Int32Array(size);
    const places = new Uint32Array(size - listed.length);
    let [at, count] = [0, 0];
    listed.forEach((words, text) => {
      for (const word of words) {
        this.#texts[at] = text;
        this.#words[at] = this.#numberOf(word);
        places[count++] = at++;
      }
      this.#texts[at++] = text;
    });
    this.#sorted = places.sort((one, other) => this.#compare(one, other));
  }

  /** For each of the words, the longest run that begins there and is in some text. */
  runs(words: readonly string[]): readonly SharedRun[] {
    // A word that no text has ends a run, and so does the end.
    const asked = Int32Array.from([...words.map((word) => this.#numbers.get(word) ?? -1), -1]);
    return words.map((_, at) => this.#runAt(asked, at));
  }

  #runAt(asked: Int32Array, at: number): SharedRun {
    let [low, high] = [0, this.#sorted.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      const place = this.#sorted[middle] ?? 0;
      const shared = this.#shared(asked, at, place);
      if ((this.#words[place + shared] ?? 0) < (asked[at + shared] ?? -1)) low = middle + 1;
      else high = middle;
    }
    // What shares most with it is beside the place where it would be.
    const beside = [low - 1, low].flatMap((index) => {
      const place = this.#sorted[index];
      return place === undefined ? [] : [{ place, words: this.#shared(asked, at, place) }];
    });
    const best = beside.reduce((one, other) => (other.words > one.words ? other : one), { place: -1, words: 0 });
    return { at, words: best.words, text: best.words === 0 ? -1 : (this.#texts[best.place] ?? -1) };
  }

  /** How many words are the same from `at` and from a place on. */
  #shared(asked: Int32Array, at: number, place: number): number {
    let shared = 0;
    while (shared < LONGEST_RUN && (asked[at + shared] ?? -1) > 0 && asked[at + shared] === this.#words[place + shared])
      shared++;
    return shared;
  }

  #compare(one: number, other: number): number {
    for (let step = 0; step < LONGEST_RUN; step++) {
      const [a, b] = [this.#words[one + step] ?? 0, this.#words[other + step] ?? 0];
      if (a !== b) return a - b;
      if (a === 0) break;
    }
    return one - other;
  }

  #numberOf(word: string): number {
    const known = this.#numbers.get(word) ?? this.#numbers.size + 1;
    this.#numbers.set(word, known);
    return known;
  }
}
