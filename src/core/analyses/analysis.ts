import type { Mapping } from '../example/mapping.ts';
import type { StepContext } from '../recipe/step.ts';
import type { Row } from '../row/row.ts';

/**
 * Numbers about one row that depend on nothing but the row and what it means. They are made once for each block of rows
 * and shared by all versions, so nothing else may go in: no other row, no setting, no clock, no locale.
 */
export interface Analysis {
  /** Equal to the file's name. */
  readonly id: string;
  /** Raised when the words of some row change: what was stored before is then made again. */
  readonly version: number;
  /** How many 32-bit words each row has. They stay in memory for all rows of a version, so keep them few. */
  readonly words: number;
  /** `row`: the words are those of the row whatever it means, so a new mapping leaves them as they are. */
  readonly dependsOn: 'row' | 'meaning';
  /** Writes all of its `words` into `into` from index `at`, which may hold anything before. Never throws. */
  read(row: Row, context: AnalysisContext, into: Uint32Array, at: number): void;
}

/** What the rows mean. It names no columns: those that a dataset has change with every edit that adds one. */
export type AnalysisContext = StepContext & { readonly columns: readonly [] };

/** One object for each meaning: what is made ready for a context is found by it. */
export function analysisContext(meaning: {
  readonly mapping: Mapping;
  readonly format?: string | undefined;
}): AnalysisContext {
  return { columns: [], mapping: meaning.mapping, format: meaning.format };
}
