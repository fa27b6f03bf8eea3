import type { Example } from '../example/example.ts';
import type { Json } from '../json.ts';
import type { Path } from '../row/edit.ts';

export type FieldRole = 'system' | 'input' | 'output' | 'chosen' | 'rejected' | 'label' | 'context' | 'other';

/** A text inside a row, with its role and the path where a step writes it back. */
export interface Field {
  readonly path: Path;
  readonly role: FieldRole;
  readonly text: string;
  /**
   * Where the text begins in the string at the path, for one that is a part of it, such as a turn of a transcript. Absent
   * where it is all of it. Parts of one string don't overlap, and come in its order.
   */
  readonly from?: number;
}

/** What a format can hold. */
export type FormatKind = 'conversation' | 'pair' | 'preference' | 'label' | 'text';

/** A shape that rows come in or trainers take. Pure: all parts look at one row's parsed value and nothing else. */
export interface Format {
  /** Equal to the file's name; versions store it, so it never changes. */
  readonly id: string;
  readonly title: string;
  /** One line: whose format it is, and its shape. */
  readonly summary: string;
  readonly kind: FormatKind;
  /** Place in the order of detection, lower first: typed shapes before loose ones, preference before chat. */
  readonly order: number;
  /** Rows that have the shape, the plainest first: help, preview and test at once. */
  readonly samples: readonly Json[];
  /** True for shapes that are understood but never written, such as what another program exports. */
  readonly readOnly?: boolean;
  /**
   * True where the fields of a row without lists and objects follow from the names of its columns and the kinds of their
   * values (string, number, true, false, null) alone, so that rows alike in those need not be parsed.
   */
  readonly flat?: boolean;
  /** Why the row has this shape, for the screen ("a contents list with parts"); null where it hasn't. Never throws. */
  detect(row: Json): string | null;
  /**
   * True for a row that means to have the shape and has something else at a place of it. Among rows that have the shape it
   * is read by this format, which refuses it in words, and by no other that it may look like.
   */
  isNear?(row: Json): boolean;
  /** The rows of one example each that a row of several stands for; absent or null where a row is one example. */
  split?(row: Json): readonly Json[] | null;
  /** Throws `ShapeError` where the row has not this shape all through. */
  toExample(row: Json): Example;
  /**
   * Throws `ShapeError` where the format can't hold the example. An example that came from this format gives a row
   * equal to the one it came from; of another format's it takes what it can and leaves `rest`, `extra` and `spelling`.
   */
  fromExample(example: Example): Json;
  /** Every text that a step may look at or change, in reading order. Empty for a row that has not this shape. */
  fields(row: Json): readonly Field[];
}

/** A row or example that a format can't hold, with the place. */
export class ShapeError extends Error {
  readonly path: Path;
  constructor(path: Path, why: string) {
    super(why);
    this.name = 'ShapeError';
    this.path = path;
  }
}
