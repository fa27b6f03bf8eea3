import type { SourceFile, SourceSpan } from '../../src/core/version/version.ts';
import type { MeasuredRows } from '../../src/store/versions/measure-list.ts';

/** Where rows of one file came to lie, in the file's order. */
export interface ImportedRange {
  readonly spans: readonly Omit<SourceSpan, 'file'>[];
  readonly columns: readonly string[];
  /** Lines from the start of the range, blank and unreadable ones included. */
  readonly lines: number;
  readonly start: number;
  readonly end: number;
  /** What its rows are measured by; absent where a range is as long as its file, and holds too many. */
  readonly measured?: MeasuredRows;
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
    | 'mended'
    | 'leftOut'
    | 'notes'
    | 'notNumbers'
    | 'binary'
  >;
}
