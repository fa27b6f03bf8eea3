import type { Newline } from '../../settings.ts';
import { RecordCutter } from '../csv-records.ts';
import type { Dialect } from '../dialect.ts';
import type { RecordBatch } from '../record-batch.ts';
import { type QuoteMarks, RecordSplitter } from '../record-splitter.ts';

const LOOKED_AT = 300;
const LOOKED_AT_LENGTH = 256 << 10;

/** The first records of a table, read in some dialect. */
export interface TableHead {
  /** The cells of the first records that are not blank. */
  readonly records: readonly (readonly string[])[];
  readonly marks: QuoteMarks;
  /** Lines whose quote closes nowhere. */
  readonly refused: number;
  /** Rows that were taken for one because a quote seemed to open. */
  readonly strays: number;
  /** Records over more than one line. */
  readonly folded: number;
  /** True where no record comes behind these. */
  readonly isWhole: boolean;
}

/** Reads the first records. `newline`: any, where it is not known. */
export function readHead(text: string, complete: boolean, dialect: Dialect, newline?: Newline): TableHead {
  const batch = cutHead(text, complete, dialect, newline);
  const splitter = new RecordSplitter(dialect, newline);
  const records: string[][] = [];
  let folded = 0;
  let record = 0;
  for (; record < batch.count && records.length < LOOKED_AT; record++) {
    const line = batch.textOf(record);
    if (line === '') continue;
    if (batch.linesOf(record) > 1) folded++;
    records.push(splitter.split(line));
  }
  const isWhole = complete && text.length <= LOOKED_AT_LENGTH && record === batch.count;
  const { marks } = splitter;
  return { records, marks, refused: batch.refused.length, strays: batch.strays.length, folded, isWhole };
}

/** Cuts what is looked at of a text into records. */
export function cutHead(text: string, complete: boolean, dialect: Dialect, newline?: Newline): RecordBatch {
  const isWhole = complete && text.length <= LOOKED_AT_LENGTH;
  const head = text.slice(0, LOOKED_AT_LENGTH);
  const cutter = (): RecordCutter => new RecordCutter(newline === undefined ? dialect : { ...dialect, newline });
  const batch = cutter().push(head, isWhole);
  // A single record that is longer than the rest of the head, or a quote that closes nowhere: better cut than not seen.
  const cut = batch.ends.at(-1) ?? 0;
  return cut < head.length / 2 && !isWhole ? cutter().push(head, true) : batch;
}
