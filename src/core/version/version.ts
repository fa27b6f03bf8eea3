import type { Json } from '../json.ts';
import type { TableNotes } from '../filetypes/csv/table-watch.ts';
import type { Mended } from '../filetypes/lenient/mended.ts';
import type { FileTypeId } from '../filetypes/settings.ts';
import type { Mapping } from '../example/mapping.ts';

/** One step of a recipe as it is stored: everything that replays it. */
export interface RecipeStep {
  readonly step: string;
  readonly version: number;
  readonly params: Readonly<Record<string, Json>>;
  /** Rows that the step keeps though it would drop them: the hashes of their texts as they come to it, 32 digits each. */
  readonly keep?: readonly string[];
}

/** A row before and after a step, as JSON whose long texts are cut away from what changed; `after: null` where it was dropped. */
export interface ExamplePair {
  readonly before: string;
  readonly after: string | null;
  readonly reason?: string;
  /** What a row was marked that is otherwise as it was. */
  readonly mark?: string;
}

/** What one step did to the rows: a line of a version's log. */
export interface StepLog extends RecipeStep {
  readonly title: string;
  readonly rowsIn: number;
  readonly rowsOut: number;
  readonly changed: number;
  /** Rows that came to be because one became several. */
  readonly added?: number;
  /** Rows that went into another one. */
  readonly joined?: number;
  /** Rows that got a value of a mark, or lost one. */
  readonly marked?: number;
  /** Rows that came to another place in the list. */
  readonly moved?: number;
  readonly dropped: Readonly<Record<string, number>>;
  readonly examples: readonly ExamplePair[];
}

/** Part of an ordered list of row ids: a run of neighbours, or a stored array of at most `SEGMENT_ROWS` ids. */
export type SegmentRef =
  { readonly first: number; readonly count: number } | { readonly segment: string; readonly count: number };

export const SEGMENT_ROWS = 65_536;

/** How one file came in: what is needed to say where a row is from and what an export can't give back. */
export interface SourceFile {
  /** Its own among the files of the version: a second file of the same name is called "name (2)". */
  readonly name: string;
  /** Its number among all files that the dataset has ever read; spans and quarantined lines name it. */
  readonly file: number;
  /** In order of first appearance. */
  readonly columns: readonly string[];
  readonly bytes: number;
  readonly fileType: FileTypeId;
  readonly encoding: string;
  readonly delimiter?: string;
  readonly headerRow?: number;
  /** CSV: whether JSON in cells was read. */
  readonly jsonCells?: boolean;
  /** CSV: rows above the header, which were left out. */
  readonly preamble?: number;
  /** JSON: where the rows were, as `parseRowsAt` reads it. */
  readonly rowsAt?: string;
  /** JSON: keys of what was beside the rows, which was left out. */
  readonly leftOut?: readonly string[];
  /** JSON: what a lenient reading put right. */
  readonly mended?: Mended;
  readonly gzip?: boolean;
  /** Values NaN and Infinity, which JSON can't say: they became null. */
  readonly notNumbers?: number;
  /** Values that are bytes and no text: they became Base64. */
  readonly binary?: number;
  readonly rows: number;
  readonly quarantined: number;
  readonly blankLines: number;
  readonly bom: boolean;
  readonly crlf: number;
  /** Lines with white space around the JSON value. */
  readonly padded: number;
  readonly finalNewline: boolean;
  /** CSV rows with fewer cells than the header. */
  readonly shortRows: number;
  /** CSV rows with more cells than the header that were kept with extra columns. */
  readonly longRows: number;
  /** CSV: what was odd about the rows that came in, with its place. */
  readonly notes?: TableNotes;
}

/** Neighbouring rows that were read from one place: row ids first … first+count-1 are on ascending lines of a file. */
export interface SourceSpan {
  readonly first: number;
  readonly count: number;
  readonly file: number;
}

export interface VersionInfo {
  readonly id: string;
  readonly datasetId: string;
  /** What Undo goes back to; null of an import. */
  readonly parentId: string | null;
  /** Where it is not its parent, the version whose rows and recipe this one goes on from: Restore goes back to older ones. */
  readonly basedOn?: string;
  /** 1, 2, 3 … within the dataset, in order of commit. */
  readonly number: number;
  readonly createdAt: number;
  readonly kind: 'import' | 'append' | 'apply' | 'edit' | 'add' | 'restore' | 'mapping' | 'mark';
  readonly title: string;
  /** The steps that made it of its parent. Empty of a version that was restored: it has those of `basedOn`. */
  readonly log: readonly StepLog[];
  readonly columns: readonly string[];
  readonly mapping: Mapping;
  /** The id of the format of most rows; absent where their meaning is that of their columns. */
  readonly format?: string | undefined;
  readonly rowCount: number;
  /** Bytes of the version as JSON Lines. */
  readonly byteCount: number;
  readonly digest: string;
  readonly sources: readonly SourceFile[];
  readonly durationMs: number;
}

/** What the rows of a version mean: their format's sense, or else that of their columns. */
export type Meaning = Pick<VersionInfo, 'mapping' | 'format'>;

export interface DatasetInfo {
  readonly id: string;
  readonly name: string;
  readonly createdAt: number;
  readonly changedAt: number;
  readonly deletedAt: number | null;
  readonly headId: string;
  /** Raised by every commit, undo and redo: what compare-and-set compares. */
  readonly seq: number;
  /** Versions that Redo goes to, nearest last. */
  readonly redo: readonly string[];
  readonly quarantined: number;
}

/** A line or record that could not be read, kept whole until it is fixed or deleted. */
export interface QuarantineInfo {
  readonly id: number;
  readonly file: string;
  /** 1-based line of the file. */
  readonly line: number;
  /** 0-based offset of the first byte. */
  readonly byte: number;
  readonly bytes: number;
  readonly reason: string;
  /** The raw text, at most the first 4,000 characters. */
  readonly excerpt: string;
}
