import type { Failure } from '../failure.ts';
import type { Mapping } from '../example/mapping.ts';
import type { DateOrder } from './whatsapp/whatsapp-line.ts';
import type { MeaningClues } from '../example/meaning-clues.ts';

/** What each type of file is called on the screen. The screen can name them without loading what reads them. */
export const FILE_TYPE_TITLES = {
  jsonl: 'JSONL',
  json: 'JSON',
  csv: 'CSV',
  parquet: 'Parquet',
  xlsx: 'Excel',
  whatsapp: 'WhatsApp',
} as const;
export type FileTypeId = keyof typeof FILE_TYPE_TITLES;
/**
 * What parts the cells of a row. `''`: nothing, the table has one column. `', '`: a comma and the spaces behind it.
 * `' '`: each space; `'  '`: two spaces or more, those at a line's start aside; `' +'`: the same with one or more.
 */
export type Delimiter = ',' | ';' | '\t' | '|' | '#' | '^' | '~' | ', ' | ' ' | '  ' | ' +' | '';
/** What a cell is in that holds a delimiter or a line end; `''` where quotes are text like any other. */
export type QuoteMark = '"' | "'" | '';
/** How a quote within a quoted cell is written: twice, or behind a backslash. */
export type QuoteEscape = 'double' | 'backslash';
export type Newline = '\n' | '\r\n' | '\r';

/** How a file is to be read. Sniffed first, then the user's choice; an import uses nothing else. */
export interface ReadSettings {
  readonly fileType: FileTypeId;
  /** A label that TextDecoder knows, lower case; `utf-8` by default. */
  readonly encoding: string;
  readonly delimiter: Delimiter;
  /** `"` where nothing is said. */
  readonly quote?: QuoteMark;
  /** Doubled where nothing is said. */
  readonly escape?: QuoteEscape;
  /** Lines that begin with this are passed over. */
  readonly comment?: string;
  readonly newline: Newline;
  /** 1-based record that holds the column names; 0 where there is none. Rows above it are left out and counted. */
  readonly headerRow: number;
  /** CSV: how many records the names are in, one above the other; one where nothing is said. */
  readonly headerRows?: number;
  /** CSV: how many columns the rows have, where the header names fewer. */
  readonly width?: number;
  /** CSV: true where the column without a name is the first one, as in what R writes. */
  readonly rowNames?: boolean;
  /** CSV: true where a delimiter is behind the last cell too. */
  readonly trailing?: boolean;
  /** CSV: how many rows at the end are left out: totals, or rows of empty cells. */
  readonly dropLast?: number;
  /** CSV: whether `="001"` is read as the 001 that a spreadsheet shows. */
  readonly shownCells?: boolean;
  /** CSV rows with more cells than the header: to quarantine, or into columns of their own. */
  readonly longRows: 'quarantine' | 'extra columns';
  /**
   * CSV: whether cells that hold a JSON object or list are read as that; else every cell is its text. JSON: the same of
   * rows that are texts.
   */
  readonly jsonCells?: boolean;
  /**
   * JSON: where the rows are, as `parseRowsAt` reads it; without it the document is one row, or several values are one
   * each. JSON Lines: where they are in each line. Excel: the name of the sheet.
   */
  readonly rowsAt?: string;
  /** JSON: whether what is nearly JSON, as Python and JavaScript spell it, is put right; else it goes to quarantine. */
  readonly lenient?: boolean;
  /** WhatsApp: in which order the parts of a date stand. */
  readonly dateOrder?: DateOrder;
  /** True where the file is compressed. A finding, not a choice. */
  readonly gzip?: boolean;
}

/** What holds where nothing was chosen or found. */
export const DEFAULT_SETTINGS: ReadSettings = {
  fileType: 'csv',
  encoding: 'utf-8',
  delimiter: ',',
  newline: '\n',
  headerRow: 1,
  longRows: 'quarantine',
};

/** A place in a JSON document where its rows may be. */
export interface RowPlace {
  readonly rowsAt: string;
  /** For the screen. */
  readonly label: string;
}

/** A format that was found by looking at rows. */
export interface FoundFormat {
  readonly id: string;
  /** One sentence for the screen: the share of rows, and what they have. */
  readonly reason: string;
  /** Formats of the other rows, with their counts. */
  readonly others: readonly { readonly id: string; readonly rows: number }[];
}

/** Another way to read a file, for one click. */
export interface ReadOffer {
  /** For the button: what it does. */
  readonly label: string;
  /** Why one might want it: a sentence. */
  readonly reason?: string;
  readonly wanted: Partial<ReadSettings>;
}

/** The first rows of a file, and what was found out about it. Never reads more than the file's head. */
export interface FilePreview {
  readonly name: string;
  readonly bytes: number;
  readonly settings: ReadSettings;
  /** Why these settings: one sentence each, for the screen. */
  readonly reasons: readonly string[];
  /** Other ways to read it that may be meant. */
  readonly offers?: readonly ReadOffer[];
  /** CSV: columns whose cells hold JSON, read or not. */
  readonly jsonColumns?: readonly string[];
  /** JSON: the places that rows can be taken from. */
  readonly rowPlaces?: readonly RowPlace[];
  readonly columns: readonly string[];
  readonly mapping: Mapping;
  /** The id of the format that most rows have, and why; null where none fits and the columns are what they are. */
  readonly format: FoundFormat | null;
  /** What the first rows show that helps to say what they mean. */
  readonly clues?: MeaningClues;
  /** JSON texts of at most 100 rows; fewer where they are long. */
  readonly rows: readonly string[];
  /** Their cells in the first columns, each cut, of all the rows that were looked at. */
  readonly cells: readonly (readonly (string | null)[])[];
  readonly quarantined: readonly QuarantineDraft[];
  /** Why the file can't be imported with these settings; then there are no rows. */
  readonly problem?: Failure;
  /** All rows of the file, where it says so itself or was read to its end. */
  readonly rowCount?: number;
  /** About how many rows, by what the head has of them, where `rowCount` is not known. */
  readonly estimatedRows?: number;
  /** True where `rows` is the whole file. */
  readonly complete: boolean;
}

/** A line that could not be read. */
export interface QuarantineDraft {
  /** 1-based, counted from where the reader began. */
  readonly line: number;
  /** 0-based offset in the file. */
  readonly byte: number;
  readonly bytes: number;
  readonly reason: string;
  readonly raw: Uint8Array;
}

/** Rows over 1 MiB get a block of their own. */
export const LARGE_ROW_BYTES = 1 << 20;
/** Rows over 32 MiB go to quarantine: no part of the program could show or parse them without stalling. */
export const MAX_ROW_BYTES = 32 << 20;
/** Deeper nesting goes to quarantine: structured clone and recursion give out at some 20,000 levels. */
export const MAX_DEPTH = 1_000;
/** How much of a file the preview reads: 100 rows of any usual size. */
export const PREVIEW_BYTES = 2 << 20;
