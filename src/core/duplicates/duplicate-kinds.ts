import { RowTexts } from '../example/row-texts.ts';
import { labelOf } from '../preflight/label.ts';
import { INPUT_KEY_WORDS, InputKey } from '../preflight/input-key.ts';
import type { StepContext, Survey, TextChoice } from '../recipe/step.ts';
import type { Row } from '../row/row.ts';
import { isBlank } from '../text/white-space.ts';
import { normalise } from '../text/normalise.ts';
import { hashText } from '../hash/text-hash.ts';
import { groupNear, keepContradictions, type RowGroups } from './group-rows.ts';
import { keepOneOfEach } from './keep-one.ts';
import { KEY_WORDS, KeyIndex } from './key-index.ts';
import { type AskAlike, findNear, type NearRows } from './near/find-near.ts';
import type { NearText } from './near/near-text.ts';
import { SIGNATURE_WORDS, SKETCH_WORDS, Sketches, writeSketch } from './near/sketch.ts';

/** In what way rows are duplicates of each other. */
export const DUPLICATE_KINDS = ['near', 'exact', 'normalised', 'contradictions'] as const;
export type DuplicateKind = (typeof DUPLICATE_KINDS)[number];

/** What normalised texts may differ in. */
const NORMALISED = { letterCase: true, whiteSpace: true, compatibility: true, punctuation: false } as const;

const EXACT_AT = SKETCH_WORDS;
const NORMALISED_AT = EXACT_AT + KEY_WORDS;
const INPUT_AT = NORMALISED_AT + KEY_WORDS;
const OUTPUT_AT = INPUT_AT + INPUT_KEY_WORDS;
const LENGTH_AT = OUTPUT_AT + INPUT_KEY_WORDS;
const LABEL_AT = LENGTH_AT + 1;

/** Words of one row before its signature, which is the last, and often shorter than its room. */
export const FIXED_WORDS = LABEL_AT + 1;
/** Words of one row in a duplicate survey. */
export const DUPLICATE_WORDS = FIXED_WORDS + SIGNATURE_WORDS;

/** The words that a duplicate survey read of rows, those of one row `width` behind those of the one before. */
export interface Surveys {
  readonly words: Uint32Array;
  readonly width: number;
  readonly sketches: Sketches;
}

/** Surveys as they were read, each in the first `DUPLICATE_WORDS` of its row's words. */
export function surveysInRows(words: Uint32Array, width = DUPLICATE_WORDS): Surveys {
  return { words, width, sketches: Sketches.inRows(words, width, FIXED_WORDS) };
}

/** Which of the words are wanted: the others stay 0. */
export type WantedKinds = ReadonlySet<DuplicateKind>;

/**
 * Reads from each row what is needed to find its duplicates of all wanted kinds, compared by the chosen texts, and to choose
 * among them: the length of its answer and a hash of its label, 0 for none.
 */
export function surveyDuplicates(
  choices: readonly TextChoice[],
  context: StepContext,
  near: NearText,
  wanted: WantedKinds,
): Survey {
  // Without columns, one that is chosen is one that is compared: another dataset may have it beside others.
  const open = { ...context, columns: [] };
  const exact = keepOneOfEach(choices, open, undefined, false).survey;
  const normalised = keepOneOfEach(choices, open, (text) => normalise(text, NORMALISED), false).survey;
  const texts = RowTexts.for(context);
  const key = new InputKey();
  const labelHash = new Uint32Array(4);
  const label = (row: Row, outputs: readonly string[]): number => {
    const text = labelOf(row, context, { source: null, outputs });
    if (text === null) return 0;
    hashText(text, labelHash, 0);
    return (labelHash[0] ?? 0) || 1;
  };
  return {
    words: DUPLICATE_WORDS,
    read(row, into, at) {
      into.fill(0, at, at + DUPLICATE_WORDS);
      const answers = texts.of(row, texts.answerRole(row));
      if (wanted.has('near')) writeSketch(near.unsorted(row), into, at, at + FIXED_WORDS);
      // Rows are not the same because they say nothing where others say what is compared.
      const isBare = choices.length > 0 && isBlank(near.textOf(row));
      if (wanted.has('exact') && !isBare) exact?.read(row, into, at + EXACT_AT);
      if (wanted.has('normalised') && !isBare) normalised?.read(row, into, at + NORMALISED_AT);
      if (wanted.has('contradictions')) {
        key.write(withBeyond(texts, row, 'input'), into, at + INPUT_AT);
        key.write(answers, into, at + OUTPUT_AT);
        // A row without an input is asked nothing, so it contradicts none.
        if (isBlankInput(texts, row)) into.fill(0, at + INPUT_AT, at + INPUT_AT + INPUT_KEY_WORDS);
      }
      into[at + LENGTH_AT] = answers.reduce((sum, text) => sum + text.length, 0);
      into[at + LABEL_AT] = label(row, answers);
    },
  };
}

function withBeyond(texts: RowTexts, row: Row, role: 'input'): readonly string[] {
  const beyond = texts.beyond(row, role);
  return [...texts.of(row, role), ...(beyond === '' ? [] : [beyond])];
}

function isBlankInput(texts: RowTexts, row: Row): boolean {
  return texts.of(row, 'input').every(isBlank) && texts.beyond(row, 'input') === '';
}

/** What is known of all rows once they are surveyed. */
export class KnownDuplicates {
  readonly count: number;
  /** How alike rows are; nothing where near duplicates were not wanted. */
  readonly near: NearRows;
  readonly lengths: Uint32Array;
  /** A hash of each row's label, 0 for none. */
  readonly labels: Uint32Array;
  readonly #exact: Uint32Array;
  readonly #normalised: Uint32Array;
  readonly #sameInput: Uint32Array;
  readonly #outputs: Uint32Array;

  private constructor({ words, width }: Surveys, count: number, near: NearRows) {
    this.count = count;
    this.near = near;
    const take = (from: number, some: number): Uint32Array => {
      const taken = new Uint32Array(count * some);
      for (let row = 0; row < count; row++) {
        const at = row * width + from;
        for (let word = 0; word < some; word++) taken[row * some + word] = words[at + word] ?? 0;
      }
      return taken;
    };
    const firstOfEach = (from: number): Uint32Array => firstOfKeys(words.subarray(from), count, width);
    this.lengths = take(LENGTH_AT, 1);
    this.labels = take(LABEL_AT, 1);
    this.#exact = firstOfEach(EXACT_AT);
    this.#normalised = firstOfEach(NORMALISED_AT);
    this.#sameInput = firstOfEach(INPUT_AT);
    this.#outputs = take(OUTPUT_AT, INPUT_KEY_WORDS);
  }

  /** `count`: how many rows there are. Of the surveys nothing is kept. */
  static async of(surveys: Surveys, count: number, wanted: WantedKinds, ask: AskAlike): Promise<KnownDuplicates> {
    const near = wanted.has('near')
      ? await findNear(surveys.sketches, count, ask)
      : { firstOf: allRows(count), pairs: new Uint32Array(0), alike: new Float64Array(0), crowded: 0 };
    return new KnownDuplicates(surveys, count, near);
  }

  /**
   * The groups of a kind. `least`: how alike rows of a near group are, from 0 to 1; for contradictions below 1, how alike
   * what was compared is, where it need not be the same input.
   */
  groups(kind: DuplicateKind, least: number, order: Uint32Array): RowGroups {
    const none = { pairs: new Uint32Array(0), alike: new Float64Array(0) };
    switch (kind) {
      case 'near':
        return groupNear(this.near, least, order);
      case 'exact':
        return groupNear({ firstOf: this.#exact, ...none }, 1, order);
      case 'normalised':
        return groupNear({ firstOf: this.#normalised, ...none }, 1, order);
      case 'contradictions': {
        const alike = least < 1 ? this.near : { firstOf: this.#sameInput, ...none };
        return keepContradictions(groupNear(alike, least, order), this.#outputs);
      }
    }
  }

  /** For each row the first one of equal texts: as they are, or normalised. */
  firstOf(kind: 'exact' | 'normalised'): Uint32Array {
    return kind === 'exact' ? this.#exact : this.#normalised;
  }

  /** For each row the first one of the same input, letter case and white space aside. */
  get sameInput(): Uint32Array {
    return this.#sameInput;
  }

  /** 64 bits of what goes in, or of what was compared where nothing does, two words a row: they decide on sides of a split. */
  static inputKeys({ words, width }: Surveys, count: number): Uint32Array {
    const keys = new Uint32Array(count * 2);
    for (let row = 0; row < count; row++) {
      const at = row * width;
      const isBlank = (words[at + INPUT_AT] ?? 0) === 0 && (words[at + INPUT_AT + 1] ?? 0) === 0;
      const from = at + (isBlank ? NORMALISED_AT : INPUT_AT);
      keys[row * 2] = words[from] ?? 0;
      keys[row * 2 + 1] = words[from + 1] ?? 0;
    }
    return keys;
  }
}

/** A key of zeros is none. */
function firstOfKeys(keys: Uint32Array, count: number, width: number): Uint32Array {
  const index = new KeyIndex(keys, count, width);
  return allRows(count).map((row) => {
    const at = row * width;
    const isNone = keys[at] === 0 && keys[at + 1] === 0 && keys[at + 2] === 0 && keys[at + 3] === 0;
    return isNone ? row : index.findOrAdd(row);
  });
}

function allRows(count: number): Uint32Array {
  return new Uint32Array(count).map((_, row) => row);
}
