import { distance, sketch, wordShingles } from '../few-shot/shingles.ts';

/** A training row that asks something like it. */
export interface NearRow {
  /** Index of the training row. */
  readonly row: number;
  /** Share of words and word pairs in common, from 0 to 1; exact for short texts, estimated for long ones. */
  readonly similarity: number;
}

/** Sketches of what training rows ask. */
export class AskedBefore {
  readonly #sketches: readonly Uint32Array[];

  constructor(questions: readonly string[]) {
    this.#sketches = questions.map((question) => sketch(wordShingles(question)));
  }

  /** The rows that ask most alike, nearest first; those that share nothing are left out. */
  nearest(question: string, most: number): readonly NearRow[] {
    const asked = sketch(wordShingles(question));
    return this.#sketches
      .map((each, row) => ({ row, similarity: 1 - distance(asked, each) }))
      .filter(({ similarity }) => similarity > 0)
      .sort((one, other) => other.similarity - one.similarity || one.row - other.row)
      .slice(0, most);
  }
}
