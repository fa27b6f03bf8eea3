import type { SourceFile } from '../version/version.ts';
import type { ByteSource } from './byte-source.ts';
import type { FileTypeId, FilePreview, QuarantineDraft, ReadOffer, ReadSettings } from './settings.ts';
import type { Finding } from './sniff-encoding.ts';

/** The beginning of a file as text. */
export interface TextHead {
  readonly text: string;
  readonly fileName: string;
  /** True where that is the whole file. */
  readonly complete: boolean;
}

/** How a file is to be read: what the user chose, and what was found out. */
export interface Settled {
  readonly settings: ReadSettings;
  /** Why these settings: one sentence each, for the screen. What the user chose needs none. */
  readonly reasons: readonly string[];
  readonly rowPlaces?: FilePreview['rowPlaces'];
  readonly offers?: FilePreview['offers'];
}

/** Rows as JSON texts, each on one line. */
export interface TextRows {
  readonly rows: readonly string[];
  /** `line` counts from the file's start. */
  readonly quarantined: readonly QuarantineDraft[];
}

/** What a reader tells of a file once it is read, beside its rows; lines and the like that it does not count are 0. */
export type FileCounts = Partial<Omit<SourceFile, 'rows' | 'quarantined' | 'bom'>>;

/** Turns text into rows, piece by piece, from the file's start. */
export interface TextReader {
  /** The columns so far. */
  readonly columns: readonly string[];
  /** Rows so far. */
  readonly rows: number;
  /** What else is known so far. */
  readonly counts: FileCounts;
  /** The rows that are whole now; pass `last` with the last piece of text. Throws where the file can't be read at all. */
  push(text: string, last: boolean): TextRows;
}

/** The first rows of a file as an import would make them. */
export interface FirstRows extends TextRows {
  readonly columns: readonly string[];
  readonly counts: FileCounts;
}

/** Settings that only the first rows show. */
export interface Refined {
  readonly settings: ReadSettings;
  readonly reasons: readonly string[];
  readonly jsonColumns: readonly string[];
  readonly offers: readonly ReadOffer[];
  /** True where the first rows are other ones with these settings. */
  readonly again: boolean;
}

interface Described {
  readonly id: FileTypeId;
  /** What of the settings is kept with the file's version. */
  kept(settings: ReadSettings): Partial<SourceFile>;
}

interface Text extends Described {
  /** Why a text is of this type; null where it is not. */
  recognise(head: TextHead): { readonly reason?: string } | null;
  /** An encoding to prefer to a guess where the file is of this type. */
  encodingInSpite?(head: Uint8Array): Finding<string> | null;
  /** Finds out what else there is to know. `settings`: what is known already, and defaults. */
  settle(head: TextHead, wanted: Partial<ReadSettings>, settings: ReadSettings): Settled;
}

/** A type whose rows are found by reading a text from its start. */
export interface TextType extends Text {
  readonly kind: 'text';
  /** `byteOffset`: where the text begins in the file, which is the length of a byte order mark. */
  read(settings: ReadSettings, options: { readonly byteOffset: number }): TextReader;
  refine?(settings: ReadSettings, found: FirstRows, wanted: Partial<ReadSettings>): Refined;
}

/** A type with a row on each line: any line feed is a place to begin at, and the bytes of a line are the row. */
export interface LinesType extends Text {
  readonly kind: 'lines';
  /** The rows of a head, whose last line may be cut. */
  readFirst(head: Uint8Array, settings: ReadSettings, complete: boolean): FirstRows;
}

/** Rows in the file's order, and how much of the file was read for them: 0 to 1. */
export interface RowStretch {
  readonly rows: readonly string[];
  readonly done: number;
}

/** A file that was opened: what it says of itself, and its rows. */
export interface OpenedFile {
  /** What was chosen, and what was found out. */
  readonly settings: ReadSettings;
  readonly reasons: readonly string[];
  /** Where rows can be taken from, such as the sheets of a workbook. */
  readonly rowPlaces: FilePreview['rowPlaces'];
  /** The columns so far: a row of the file may bring another one. */
  readonly columns: readonly string[];
  /** How many rows it has, where that is known before they are read. */
  readonly rowCount?: number;
  /** About how many, where it is not. */
  readonly estimatedRows?: number;
  /** What else is known so far. */
  readonly counts: FileCounts;
  /** All rows, in stretches that fit into memory; once only. Throws BrokenFileError. */
  read(): AsyncIterable<RowStretch>;
}

/** A type that is no text and is read at several places of the file. */
export interface WholeType extends Described {
  readonly kind: 'whole';
  /** By the first bytes: the name may lie. */
  isAt(head: Uint8Array): boolean;
  /** Throws BrokenFileError. */
  open(file: ByteSource, wanted: Partial<ReadSettings>): Promise<OpenedFile>;
}

/** A kind of file that can be read. */
export type FileType = TextType | LinesType | WholeType;
