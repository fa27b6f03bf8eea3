/**
 * The conversation between the page and the worker that reads for the screen. Rows never cross but for the cells on the screen and
 * the one row in the panel.
 */
import type { RowGlance } from '../../src/core/diff/row-glance.ts';
import type { MeaningClues } from '../../src/core/example/meaning-clues.ts';
import type { Result } from '../../src/core/failure.ts';
import type { ChosenRun } from '../../src/core/recipe/chosen-rows.ts';
import type { FilePreview, ReadSettings } from '../../src/core/filetypes/settings.ts';
import type { Judged, Judgement } from '../../src/store/versions/judge.ts';
import type { RowPast } from '../../src/store/versions/row-past.ts';
import type { VersionInfo } from '../../src/core/version/version.ts';

/** A row as the table shows it: each cell cut, so that no row can freeze the page. */
export interface RowCells {
  readonly position: number;
  /** null where the row has no such column. */
  readonly cells: readonly (string | null)[];
  /** Characters after which they are cut: one as long may go on. */
  readonly cutAt: number;
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

/** Rows that were read in full, in the order in which they were asked for. */
export interface PickedRows {
  readonly texts: readonly string[];
  /** False where there are more than fit what was allowed: the first ones are there. */
  readonly isWhole: boolean;
}

/** Rows that get the value of a mark, by their ascending positions in the head; `null` is every row. */
export interface MarkRequest {
  readonly datasetId: string;
  readonly positions: Uint32Array | null;
  readonly name: string;
  /** Null takes it away. */
  readonly value: string | null;
}

/** What was found in an archive. */
export interface Unpacked {
  readonly files: readonly File[];
  /** Names of what else is in it: pictures and the like. */
  readonly leftOut: readonly string[];
}

/** Reads for the screen. One such worker lives as long as the page. */
export interface ReadWorker {
  isArchive(file: File): Promise<Result<boolean>>;
  /** The files in an archive; null where the file is none. */
  unpack(file: File, onUnpacked: (done: number, total: number) => void): Promise<Result<Unpacked | null>>;
  preview(file: File, wanted: Partial<ReadSettings>): Promise<Result<FilePreview>>;
  /** `columns`: the rows' own, or those of conversations (`core/example/chat-cells`). */
  cells(
    versionId: string,
    positions: readonly number[],
    columns: readonly string[],
  ): Promise<Result<readonly RowCells[]>>;
  row(versionId: string, position: number): Promise<Result<WholeRow>>;
  /** Neighbouring rows in a few lines each. */
  glances(versionId: string, from: number, count: number): Promise<Result<readonly RowGlance[]>>;
  /** What the first rows show that helps to say what they mean. */
  clues(versionId: string): Promise<Result<MeaningClues>>;
  /** On which side of a job the row is; null where on none. */
  side(versionId: string, position: number, split: PinnedSplit): Promise<Result<Side | null>>;
  /** The position of the next row that the job held out; null where there is none. */
  nextHeldOut(versionId: string, after: number, split: PinnedSplit): Promise<Result<number | null>>;
  dropped(versionId: string, step: number, from: number, count: number): Promise<Result<readonly DroppedRow[]>>;
  /** Whole rows as texts, as many of them as have at most `atMost` bytes together. */
  texts(versionId: string, positions: Uint32Array, atMost: number): Promise<Result<PickedRows>>;
  /** By what a step can name them; null where that would be more than `atMost` runs. */
  chosen(versionId: string, positions: Uint32Array, atMost: number): Promise<Result<readonly ChosenRun[] | null>>;
  mark(request: MarkRequest): Promise<Result<VersionInfo>>;
  /** Gives rows of the head values of a mark, in one version. */
  judge(datasetId: string, mark: string, judgements: readonly Judgement[]): Promise<Result<VersionInfo>>;
  judged(versionId: string, mark: string): Promise<Result<Judged>>;
  /** What the versions up to this one did to a row. */
  past(versionId: string, position: number): Promise<Result<RowPast>>;
  edit(datasetId: string, position: number, expected: string, text: string): Promise<Result<VersionInfo>>;
}
