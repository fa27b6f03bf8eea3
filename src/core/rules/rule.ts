import type { Limits } from '../models/catalogue.ts';
import type { Example } from '../example/example.ts';
import type { Json, JsonObject } from '../json.ts';
import type { TokenRange } from '../tokens/estimate-tokens.ts';

/** A way to be rid of a finding: a step to add to the recipe, leaving its rows out of this job, or none by itself. */
export type RuleFix = null | 'leave-out' | { readonly step: string; readonly params: JsonObject };

interface RuleWords {
  /** Equal to the file's name. */
  readonly id: string;
  /** What is wrong, in a few words: "Input is too long". */
  readonly title: string;
  /** `error`: the service refuses the row or the job, or would leave the row out without a word. */
  readonly level: 'error' | 'warning';
  /** Ids of the targets that it holds for. */
  readonly targets: readonly string[];
  /** What to do next, a sentence. */
  readonly next: string;
  readonly fix: RuleFix;
}

/** A line as it would be sent, with what was counted of it. */
export interface Line {
  readonly value: Json;
  /** What the row said before it was converted; null where it came in the target's format. */
  readonly source: Example | null;
  /** Why a row of the target's format had to be rewritten; null where it stayed. */
  readonly rewritten: string | null;
  /** Code points. */
  readonly inputCharacters: number;
  readonly outputCharacters: number;
  /** Of the longest that the model sees at once: a prompt with an answer. */
  readonly tokens: TokenRange;
  /** Whether `tokens` follow what the service counted of some rows. */
  readonly isCounted: boolean;
}

/** Looks at one row. */
export interface RowRule extends RuleWords {
  readonly kind: 'row';
  /** True where rewriting the row, as of another format, may help: it was only spelled in a way the service refuses. */
  readonly isShape?: boolean;
  /** The offending value in words; null where the line is right. */
  find(line: Line, limits: Limits): string | null;
}

/** One side of a job. */
export interface SideTotals {
  readonly rows: number;
  /** Of the file, line ends included. */
  readonly bytes: number;
  readonly tokens: TokenRange;
  /** Rows with images, sound or documents. */
  readonly mediaRows: number;
  /** Rows by their label; empty where labels play no part. */
  readonly labels: ReadonlyMap<string, number>;
}

export interface SetTotals {
  readonly training: SideTotals;
  readonly validation: SideTotals;
}

/** Looks at all rows that would be sent. */
export interface SetRule extends RuleWords {
  readonly kind: 'set';
  find(totals: SetTotals, limits: Limits): SetFault | null;
}

export interface SetFault {
  readonly detail: string;
  /** How many rows it is about: those over a limit, those that are missing. */
  readonly count: number;
}

export type Rule = RowRule | SetRule;

/** Gives a rule's file its types. */
export function rowRule(rule: Omit<RowRule, 'kind'>): RowRule {
  return { kind: 'row', ...rule };
}

export function setRule(rule: Omit<SetRule, 'kind'>): SetRule {
  return { kind: 'set', ...rule };
}
