/**
 * The conversation between the page and the worker that reads for the screen. Rows never cross but for the cells on the screen and
 * the one row in the panel.
 */
import type { MeaningClues } from '../../src/core/example/meaning-clues.ts';
import type { Result } from '../../src/core/failure.ts';
import type { FilePreview, ReadSettings } from '../../src/core/filetypes/settings.ts';
import type { VersionInfo } from '../../src/core/version/version.ts';

/** A row as the table shows it: each cell cut, so that no row can freeze the page. */
export interface RowCells {
  readonly position: number;
  /** null where the row has no such column. */
  readonly cells: readonly (string | null)[];
}

/** One row in full, for the reading panel. */
export interface WholeRow {
  readonly position: number;
  readonly text: string;
  /** Where the row was imported from: the 1-based number among its file's rows. */
  readonly origin: { readonly file: string; readonly row: number } | null;
}

/** What a row was in a tuning job: learnt from, or held out. */
export type Side = 'training' | 'validation';

/** The rows that a job was made from, and the mark that holds their sides. */
export interface PinnedSplit {
  readonly versionId: string;
  readonly mark: string;
}

/** A row that a step dropped. */
export interface DroppedRow {
  readonly reason: string;
  readonly text: string;
  /** The text of the row that was kept in its stead. */
  readonly keptInstead: string | null;
}

/** What was found in an archive. */
export interface Unpacked {
  readonly files: readonly File[];
  /** Names of what else is in it: pictures and the like. */
  readonly leftOut: readonly string[];
}

/** Reads for the screen. One such worker lives as long as the page. */
export interface ReadWorker {
  /** The files in an archive; null where the file is none. */
  unpack(file: File): Promise<Result<Unpacked | null>>;
  preview(file: File, wanted: Partial<ReadSettings>): Promise<Result<FilePreview>>;
  cells(
    versionId: string,
    positions: readonly number[],
    columns: readonly string[],
  ): Promise<Result<readonly RowCells[]>>;
  row(versionId: string, position: number): Promise<Result<WholeRow>>;
  /** What the first rows show that helps to say what they mean. */
  clues(versionId: string): Promise<Result<MeaningClues>>;
  /** On which side of a job the row lies; null where on none. */
  side(versionId: string, position: number, split: PinnedSplit): Promise<Result<Side | null>>;
  /** The position of the next row that the job held out; null where there is none. */
  nextHeldOut(versionId: string, after: number, split: PinnedSplit): Promise<Result<number | null>>;
  dropped(versionId: string, step: number, from: number, count: number): Promise<Result<readonly DroppedRow[]>>;
  edit(datasetId: string, position: number, expected: string, text: string): Promise<Result<VersionInfo>>;
}
