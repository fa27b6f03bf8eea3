import type { RowRange } from '../../../src/core/version/segments.ts';

export type ExportType = 'jsonl' | 'csv' | 'json' | 'parquet';

export interface ExportRequest {
  readonly versionId: string;
  readonly fileType: ExportType;
  /** The id of the format that rows are converted to; null leaves them as they are. */
  readonly format: string | null;
  /** Writes an apostrophe before CSV cells that a spreadsheet would run as a formula. */
  readonly formulaGuard: boolean;
  /** Writes in place of the rows those that the format can't hold, as JSONL, each with its number and the reason. */
  readonly leftOut?: boolean;
  /** Adds where each row came from: its file, and its number in it. */
  readonly sources?: boolean;
  /** Adds the value that each row has of every mark. */
  readonly marks?: boolean;
  /** Takes only the rows with this value of a mark; with null those without one. */
  readonly only?: { readonly mark: string; readonly value: string | null };
  /** Takes only the rows at these positions, for one of several files. */
  readonly range?: RowRange;
}
