import type { SourceFile, SourceSpan } from '../../src/core/version/version.ts';

/** Where rows of one file came to lie, in the file's order. */
export interface ImportedRange {
  readonly spans: readonly Omit<SourceSpan, 'file'>[];
  readonly columns: readonly string[];
  /** Lines from the start of the range, blank and unreadable ones included. */
  readonly lines: number;
  readonly start: number;
  readonly end: number;
  readonly source: Pick<
    SourceFile,
    | 'rows'
    | 'quarantined'
    | 'blankLines'
    | 'bom'
    | 'crlf'
    | 'padded'
    | 'finalNewline'
    | 'shortRows'
    | 'longRows'
    | 'preamble'
    | 'leftOut'
    | 'notNumbers'
    | 'binary'
  >;
}
