import type { TokenRange } from '../tokens/estimate-tokens.ts';

/** A rule that a row breaks, with the offending value. */
export interface RowFault {
  readonly rule: string;
  /** What faults of one rule have in common that must not be under one reason; all of them where it is absent. */
  readonly kind?: string;
  readonly detail: string;
}

/** A row as it would be sent, and what is wrong with it. */
export interface CheckedRow {
  /** JSON in the target's format, on one line without its end: the very text that is sent. null where there is none. */
  readonly line: string | null;
  /** Of the line in UTF-8 with its end; 0 where there is none. */
  readonly bytes: number;
  readonly faults: readonly RowFault[];
  /** True where a fault is an error: the row can't be sent. */
  readonly isFaulty: boolean;
  /** What one epoch is billed for, as estimated: no correction is in it. */
  readonly tokens: TokenRange;
  readonly inputCharacters: number;
  readonly outputCharacters: number;
  readonly hasMedia: boolean;
  /** A hash of what goes in, letter case and white space aside: rows of equal keys must be on one side. */
  readonly key: readonly [number, number];
  /** A class by which the sides are balanced; null where the row has none. */
  readonly label: string | null;
}
