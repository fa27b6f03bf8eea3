import type { FieldRole } from '../formats/format.ts';
import type { Mapping } from '../example/mapping.ts';
import type { JsonObject } from '../json.ts';
import type { Row } from '../row/row.ts';
import type { RowSource } from '../version/changes.ts';
import type { Plan } from './plan.ts';

interface ParamWords {
  readonly label: string;
  readonly help?: string;
  /** The parameter means something only while another one has this value; else its field is not shown. */
  readonly when?: { readonly param: string; readonly is: string | boolean };
}

/** A parameter of a step as data: it draws the form, checks stored recipes and types the arguments. */
export type ParamSpec = ParamWords &
  (
    | {
        /** Names of columns. `[]` means what `whenEmpty` says. */
        readonly type: 'columns';
        readonly initial: readonly string[];
        readonly whenEmpty: ColumnDefault;
      }
    /** The empty name is none; `empty` says what that means. */
    | { readonly type: 'column'; readonly initial: string; readonly empty?: string }
    | {
        /** Texts of the rows by their role or column. `[]` means what `whenEmpty` says. */
        readonly type: 'texts';
        readonly initial: readonly TextChoice[];
        readonly whenEmpty: ColumnDefault;
      }
    /** One role or column; the empty name is none. */
    | { readonly type: 'texts-of'; readonly initial: TextChoice }
    | { readonly type: 'text'; readonly initial: string; readonly multiline?: boolean }
    | { readonly type: 'number'; readonly initial: number; readonly min: number; readonly max: number }
    | {
        readonly type: 'choice';
        readonly initial: string;
        readonly options: readonly { readonly value: string; readonly label: string }[];
      }
    | { readonly type: 'switch'; readonly initial: boolean }
    /** Pairs of old and new column names. */
    | { readonly type: 'renames'; readonly initial: readonly { readonly from: string; readonly to: string }[] }
  );

/** Texts to work on: a column by its name, or those of a role, wherever the row's format has them. */
export type TextChoice = string | { readonly role: FieldRole };

/** Which columns or texts an empty parameter stands for. */
export type ColumnDefault = 'none' | 'all' | 'input and output' | 'output';

export type ParamSpecs = Readonly<Record<string, ParamSpec>>;

interface ValueTypes {
  readonly columns: readonly string[];
  readonly column: string;
  readonly texts: readonly TextChoice[];
  readonly 'texts-of': TextChoice;
  readonly text: string;
  readonly number: number;
  readonly choice: string;
  readonly switch: boolean;
  readonly renames: readonly { readonly from: string; readonly to: string }[];
}

type ValueOf<S extends ParamSpec> = ValueTypes[S['type']];

/** The arguments that a step receives, typed from its parameter specs. */
export type ParamsOf<S extends ParamSpecs> = { readonly [K in keyof S]: ValueOf<S[K]> };

/** What a step may know of the dataset it is prepared for. */
export interface StepContext {
  readonly columns: readonly string[];
  readonly mapping: Mapping;
  /** The id of the format of most rows; absent where their meaning is that of their columns. */
  readonly format?: string | undefined;
}

/**
 * A row that leaves, with the reason that is counted, shown and kept. `detail`: the same of this very row, with the value
 * and its place; where it is absent the reason says all.
 */
export class Drop {
  readonly reason: string;
  readonly detail: string | undefined;
  constructor(reason: string, detail?: string) {
    this.reason = reason;
    this.detail = detail;
  }
}

/** The numbers that a step gathers from each row before it decides: a fixed count of 32-bit words a row. */
export interface Survey {
  readonly words: number;
  /** Writes `words` numbers into `into` from index `at`. */
  read(row: Row, into: Uint32Array, at: number): void;
}

/** Says a number of two rows, such as how alike they are. Depends on nothing but the two. */
export type Compare = (one: Row, other: Row) => number;

/**
 * Has pairs of rows compared, in parallel: `pairs` holds two positions a pair, `compare` names one of the step's
 * `compares`. Gives one number a pair, in their order.
 */
export type Ask = (pairs: Uint32Array, compare: string) => Promise<Float64Array>;

/** What is known of the surveyed rows beside their bytes. Each is read when it is first asked for. */
export interface Beside {
  /** Which row of which file each comes from; rows that one became share it. */
  sources(): Promise<(position: number) => RowSource>;
  /** The value of a mark, with what the steps before have marked; null where a row has none. */
  mark(name: string): Promise<(position: number) => string | null>;
}

/** Makes one row of several. Depends on nothing but them. */
export type Join = (rows: readonly Row[]) => Row;

/**
 * A step made ready for one dataset. `apply` alone: each row by itself, in parallel; returning the same row means
 * unchanged, several rows take its place in their order (none at all would be a loss: that is a Drop). `decide`: after
 * the rows were surveyed (or, without a survey, from their count alone), in order of position.
 */
export interface PreparedStep {
  readonly apply?: (row: Row) => Row | Drop | readonly Row[];
  readonly survey?: Survey;
  /** `surveys` holds the words of each row, one row after another, `count` rows of them. */
  readonly decide?: (surveys: Uint32Array, count: number, ask: Ask, beside: Beside) => Plan | Promise<Plan>;
  /** What `decide` may ask of two rows, by name: any worker can run it. */
  readonly compares?: Readonly<Record<string, Compare>>;
  /** Makes the row of a group that `decide` joins, from its rows in their order: any worker can run it. */
  readonly join?: Join;
  /** The dataset's columns after the step. */
  readonly columns?: readonly string[];
  /** Those of them that rows could have, but need not: what no row has is no column in the end. */
  readonly guessed?: readonly string[];
  readonly mapping?: Mapping;
  readonly format?: string;
}

/** Before → after, at once help, preview and test. */
export interface StepExample {
  readonly params?: JsonObject;
  readonly before: readonly JsonObject[];
  /** Each row in its place, null where it is dropped. Of a step that orders or joins rows: those that are left, in their order. */
  readonly after: readonly (JsonObject | null)[];
  /** By name, the value of each row that is left, as they were ordered before; null where it has none. */
  readonly marks?: Readonly<Record<string, readonly (string | null)[]>>;
}

/** What steps are listed under, in this order. */
export const STEP_GROUPS = ['Rows', 'Text', 'Columns', 'Format', 'Order and sample', 'Other'] as const;
export type StepGroup = (typeof STEP_GROUPS)[number];

export interface Step<S extends ParamSpecs = ParamSpecs> {
  /** Equal to the file's name; saved recipes hold it, so it never changes. */
  readonly id: string;
  /** Changed behaviour is a new version beside the old one. */
  readonly version: number;
  readonly title: string;
  readonly summary: string;
  /** Under which it is listed; among "Other" where it names none. */
  readonly group?: StepGroup;
  /** Other words that people look for it by, in lower case: "dedup", "filter". */
  readonly keywords?: readonly string[];
  readonly params: S;
  readonly examples: readonly StepExample[];
  /** `false` of a step that other screens make: nobody could fill in its parameters by hand. */
  readonly offered?: false;
  /** `false` where a second run may change rows again; every other step leaves its own result as it is. */
  readonly settles?: boolean;
  /** Throws `ParameterError` where an argument makes no sense, such as a broken pattern. */
  prepare(params: ParamsOf<S>, context: StepContext): PreparedStep;
}

/** An argument that a step can't work with: shown beside its field. */
export class ParameterError extends Error {
  readonly parameter: string;
  constructor(parameter: string, why: string) {
    super(why);
    this.name = 'ParameterError';
    this.parameter = parameter;
  }
}

/** Gives a step's file its types; the registry forgets the parameters' shape and checks them as data. */
export function defineStep<const S extends ParamSpecs>(step: Step<S>): Step {
  // The cast: `prepare` takes fewer arguments here than a Step promises, so its arguments are checked as data first.
  return step;
}

/** The columns that a `columns` argument stands for in this dataset. */
export function resolveColumns(
  chosen: readonly string[],
  whenEmpty: ColumnDefault,
  context: StepContext,
): readonly string[] {
  if (chosen.length > 0) return chosen;
  const { input, output } = context.mapping;
  switch (whenEmpty) {
    case 'none':
      return [];
    case 'all':
      return context.columns;
    case 'input and output':
      return [input, output].filter((name) => name !== null);
    case 'output':
      return output === null ? [] : [output];
  }
}
