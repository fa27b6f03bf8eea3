import type { Newline } from '../../settings.ts';
import { RecordCutter } from '../csv-records.ts';
import type { Dialect } from '../dialect.ts';
import type { RecordBatch } from '../record-batch.ts';
import { type QuoteMarks, RecordSplitter } from '../record-splitter.ts';

const LOOKED_AT = 300;
const LOOKED_AT_LENGTH = 256 << 10;
/** Enough for most tables. */
const SHORT_LENGTH = 32 << 10;
const TAIL_LENGTH = 16 << 10;

/** The first records of a table, read in some dialect. */
export interface TableHead {
  /** The cells of the first records that are not blank. */
  readonly records: readonly (readonly string[])[];
  readonly marks: QuoteMarks;
  /** Lines whose quote closes nowhere. */
  readonly refused: number;
  /** Rows that were taken for one because a quote seemed to open. */
  readonly strays: number;
  /** True where no record comes behind these. */
  readonly isWhole: boolean;
}

/** Reads the first records. `newline`: any, where it is not known. */
export function readHead(text: string, complete: boolean, dialect: Dialect, newline?: Newline): TableHead {
  const batch = cutHead(text, complete, dialect, newline);
  const splitter = new RecordSplitter(dialect, newline);
  const records: string[][] = [];
  let record = 0;
  for (; record < batch.count && records.length < LOOKED_AT; record++) {
    const line = batch.textOf(record);
    if (line === '') continue;
    records.push(splitter.split(line));
  }
  const isWhole = complete && batch.text.length === text.length && record === batch.count;
  const { marks } = splitter;
  return { records, marks, refused: batch.refused.length, strays: batch.strays.length, isWhole };
}

/** The cells of the last records of a whole text; null where they can't be told from what is before them. */
export function readTail(text: string, dialect: Dialect, newline: Newline): readonly (readonly string[])[] | null {
  const from = text.indexOf(newline, text.length - TAIL_LENGTH);
  if (from < 0) return null;
  const batch = new RecordCutter({ ...dialect, newline }).push(text.slice(from + newline.length), true);
  if (batch.refused.length > 0 || batch.strays.length > 0) return null;
  const splitter = new RecordSplitter(dialect, newline);
  const lines = Array.from({ length: batch.count }, (_, record) => batch.textOf(record)).filter((line) => line !== '');
  return lines.slice(-LOOKED_AT).map((line) => splitter.split(line));
}

/** Cuts what is looked at of a text into records: no more of it than it takes to see enough of them. */
export function cutHead(text: string, complete: boolean, dialect: Dialect, newline?: Newline): RecordBatch {
  const short = cutPiece(text.slice(0, SHORT_LENGTH), complete && text.length <= SHORT_LENGTH, dialect, newline);
  if (text.length <= SHORT_LENGTH || short.count + short.refused.length >= LOOKED_AT) return short;
  return cutPiece(text.slice(0, LOOKED_AT_LENGTH), complete && text.length <= LOOKED_AT_LENGTH, dialect, newline);
}

function cutPiece(piece: string, isWhole: boolean, dialect: Dialect, newline: Newline | undefined): RecordBatch {
  const cutter = (): RecordCutter => new RecordCutter(newline === undefined ? dialect : { ...dialect, newline });
  const batch = cutter().push(piece, isWhole);
  // A single record that is longer than the rest of the head, or a quote that closes nowhere: better cut than not seen.
  const cut = batch.ends.at(-1) ?? 0;
  return cut < piece.length / 2 && !isWhole ? cutter().push(piece, true) : batch;
}
