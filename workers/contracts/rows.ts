/**
 * The whole conversation between the page and its workers: the only file here that `src` may import. Rows never cross;
 * arguments and results are ids, counts, positions and short texts, and arrays of numbers move instead of being copied.
 */
import type { ConversionReport } from '../../src/core/conversion/trace/report.ts';
import type { Result } from '../../src/core/failure.ts';
import type { FilePreview, ReadSettings } from '../../src/core/filetypes/settings.ts';
import type { SegmentDraft } from '../../src/core/version/segments.ts';
import type { Mapping } from '../../src/core/recipe/step.ts';
import type { StepTally } from '../../src/core/recipe/tally.ts';
import type { RecipeStep, SourceFile, SourceSpan, StepLog, VersionInfo } from '../../src/core/version/version.ts';

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

/** Reads for the screen. One such worker lives as long as the page; searches use more of them. */
export interface ReadWorker {
  preview(file: File, wanted: Partial<ReadSettings>): Promise<Result<FilePreview>>;
  cells(
    versionId: string,
    positions: readonly number[],
    columns: readonly string[],
  ): Promise<Result<readonly RowCells[]>>;
  row(versionId: string, position: number): Promise<Result<WholeRow>>;
  /** On which side of a job the row lies; null where on none. */
  side(versionId: string, position: number, split: PinnedSplit): Promise<Result<Side | null>>;
  /** The position of the next row that the job held out; null where there is none. */
  nextHeldOut(versionId: string, after: number, split: PinnedSplit): Promise<Result<number | null>>;
  dropped(versionId: string, step: number, from: number, count: number): Promise<Result<readonly DroppedRow[]>>;
  edit(datasetId: string, position: number, expected: string, text: string): Promise<Result<VersionInfo>>;
  /** Runs a recipe over the first rows of a version, in memory. */
  sample(versionId: string, steps: readonly RecipeStep[], rows: number): Promise<Result<readonly StepLog[]>>;
  /** What the last step of a recipe, a conversion, does to rows as the steps before leave them. */
  report(versionId: string, steps: readonly RecipeStep[], rows: RowRange): Promise<Result<ConversionReport>>;
  /** The stretches of a version that one call of `search` or `report` should cover. */
  searchTasks(versionId: string): Promise<Result<readonly RowRange[]>>;
  /** Positions of the rows in which some text holds `query`, letter case ignored. */
  search(versionId: string, rows: RowRange, query: string): Promise<Result<Uint32Array>>;
}

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
  >;
}

export interface ImportStart {
  readonly datasetId: string;
  readonly stage: string;
  readonly files: readonly { readonly file: File; readonly settings: ReadSettings }[];
}

export interface ImportEnd {
  readonly name: string;
  readonly mapping: Mapping;
  readonly format?: string | undefined;
  readonly startedAt: number;
  /** For each file its ranges in order. */
  readonly ranges: readonly (readonly ImportedRange[])[];
}

export interface ImportReport {
  readonly datasetId: string;
  readonly version: VersionInfo;
  readonly quarantined: number;
}

/** Turns files into rows. Several such workers share an import; one of them commits it. */
export interface ImportWorker {
  begin(start: ImportStart): Promise<Result<void>>;
  /** Reads the lines that begin in a range of a JSON Lines file. */
  range(file: number, start: number, end: number): Promise<Result<ImportedRange>>;
  /** Reads a whole file that can only be read from its start; tells how many bytes and rows are done. */
  table(file: number, onProgress: (bytes: number, rows: number) => void): Promise<Result<readonly ImportedRange[]>>;
  commit(end: ImportEnd): Promise<Result<ImportReport>>;
}

/** Rows that a step dropped in one task. */
export interface DroppedRows {
  readonly step: number;
  readonly reason: string;
  readonly ids: Uint32Array;
}

/** What one task left of its rows. */
export interface TaskResult {
  /** The task's own segments where it changed and dropped nothing. */
  readonly segments: readonly SegmentDraft[] | null;
  /** Else the rows that are left, in order. */
  readonly ids: Uint32Array;
  readonly surveys: Uint32Array;
  readonly tallies: readonly StepTally[];
  readonly drops: readonly DroppedRows[];
  readonly kept: number;
}

export interface ApplyStart {
  readonly versionId: string;
  readonly stage: string;
  readonly steps: readonly RecipeStep[];
}

export interface ApplyReport {
  readonly version: VersionInfo;
  /** True where the head had moved meanwhile: the result was kept as a branch. */
  readonly branched: boolean;
}

/** Runs a recipe. Several such workers share a run; one of them leads: it gets all results, decides and commits. */
export interface ApplyWorker {
  begin(start: ApplyStart): Promise<Result<{ readonly phases: number; readonly rows: number }>>;
  run(phase: number, segments: readonly SegmentDraft[]): Promise<Result<TaskResult>>;
  /** Stores the changed rows that are still in memory. */
  flush(): Promise<Result<void>>;
  tasks(): Promise<Result<readonly (readonly SegmentDraft[])[]>>;
  collect(task: number, result: TaskResult): Promise<Result<void>>;
  conclude(phase: number): Promise<Result<void>>;
  log(): Promise<Result<readonly StepLog[]>>;
  commit(stage: string): Promise<Result<ApplyReport>>;
}

export type ExportType = 'jsonl' | 'csv' | 'json';

export interface ExportRequest {
  readonly versionId: string;
  readonly fileType: ExportType;
  /** The id of the format that rows are converted to; null leaves them as they are. */
  readonly format: string | null;
  /** Writes an apostrophe before CSV cells that a spreadsheet would run as a formula. */
  readonly formulaGuard: boolean;
}

/** Neighbouring rows of a version. */
export interface RowRange {
  readonly from: number;
  readonly count: number;
}

/** A stretch of an exported file. */
export interface ExportedPart {
  readonly blob: Blob;
  /** Rows that stand in it. */
  readonly rows: number;
  /** Why rows are left out, with how many. */
  readonly refused: Readonly<Record<string, number>>;
}

/** Several such workers share an export: each writes some stretches of the file. */
export interface ExportWorker {
  /** The part of the file that these rows take up. An array's brackets and the commas between parts are not in it. */
  part(request: ExportRequest, rows: RowRange): Promise<Result<ExportedPart>>;
  /** The SHA-256 of a file, as hexadecimal digits. */
  hash(blob: Blob, onProgress: (bytes: number) => void): Promise<Result<string>>;
}

/** Makes and reads backups. */
export interface BackupWorker {
  /** Tells the bytes that are written, and about how many there will be. */
  backUp(datasetId: string, onProgress: (bytes: number, total: number) => void): Promise<Result<Blob>>;
  restore(
    file: File,
    stage: { readonly id: string; readonly datasetId: string },
    onProgress: (bytes: number) => void,
  ): Promise<Result<RestoredBackup>>;
}

export interface RestoredBackup {
  readonly name: string;
  readonly versions: number;
}
