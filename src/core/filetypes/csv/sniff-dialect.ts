import { counted } from '../../amount.ts';
import { readRecord } from './csv-cells.ts';
import { RecordCutter } from './csv-records.ts';
import type { RecordBatch } from './record-batch.ts';
import type { Delimiter, Newline } from '../settings.ts';
import type { Finding } from '../sniff-encoding.ts';

const LOOKED_AT = 200;
const LOOKED_AT_LENGTH = 256 << 10;
const MOST_PREAMBLE = 20;
/** A line of plain text that is this long is no name of a column. */
const PROSE_LENGTH = 80;
/** Where two delimiters fit alike, the rarer in text first: "1,5;2,5" is two numbers. */
const DELIMITERS: readonly Delimiter[] = ['\t', '|', ';', ','];
const DELIMITER_NAMES: Readonly<Record<Delimiter, string>> = {
  '\t': 'Tab',
  '|': 'Vertical bar',
  ';': 'Semicolon',
  ',': 'Comma',
};
const NEWLINE_NAMES: Readonly<Record<Newline, string>> = { '\n': 'LF', '\r\n': 'CR LF', '\r': 'CR' };

/** How well a delimiter or line end fits: how alike the records are. */
interface Fit {
  readonly score: number;
  readonly columns: number;
  readonly agreeing: number;
  readonly records: number;
}

/** The delimiter that gives the records the same number of cells, two at least. */
export function sniffDelimiter(text: string, complete: boolean): Finding<Delimiter> {
  const fits = DELIMITERS.map((delimiter) => ({ delimiter, fit: measure(text, complete, delimiter, undefined) }));
  const [best] = fits.filter(({ fit }) => fit.score >= 0.5).sort((a, b) => b.fit.score - a.fit.score);
  if (best !== undefined) {
    const { agreeing, records, columns } = best.fit;
    const share = `${agreeing} of the first ${counted(records, 'row')}`;
    return { value: best.delimiter, reason: `${DELIMITER_NAMES[best.delimiter]}: ${columns} columns in ${share}.` };
  }
  const absent = ([',', '\t', '|', ';'] as const).find((delimiter) => !text.includes(delimiter));
  return { value: absent ?? ',', reason: 'One column: no delimiter gives the rows the same number of cells.' };
}

/** The line end of most records. CR counts only where the rows are more alike with it. */
export function sniffNewline(text: string, complete: boolean, delimiter: Delimiter): Finding<Newline> {
  const { lf, crlf, cr } = cutHead(text, complete, delimiter, undefined);
  const value = cr > 0 && crFits(text, complete, delimiter, lf + crlf) ? '\r' : crlf > lf ? '\r\n' : '\n';
  const kinds = [lf, crlf, value === '\r' ? cr : 0].filter((count) => count > 0).length;
  const mixed = kinds > 1 ? ' Others occur too and are understood.' : '';
  return { value, reason: `Lines end with ${NEWLINE_NAMES[value]}.${mixed}` };
}

/** True where some delimiter gives several rows the same number of cells. */
export function isTable(text: string, complete: boolean): boolean {
  return DELIMITERS.some((delimiter) => {
    const { score, agreeing } = measure(text, complete, delimiter, undefined);
    return score >= 0.5 && agreeing >= 2;
  });
}

/**
 * 1, but 0 where the first two rows hold nothing but numbers that are no plain count of columns, or where the file is
 * plain text; more where titles and notes stand above the names of the columns.
 */
export function sniffHeaderRow(
  text: string,
  complete: boolean,
  delimiter: Delimiter,
  newline: Newline,
): Finding<number> {
  const records = readHead(text, complete, delimiter, newline);
  const [first = [], second = []] = records;
  const isCount = first.every((cell, i) => Number(cell) === i) || first.every((cell, i) => Number(cell) === i + 1);
  if (first.length > 0 && second.length > 0 && first.every(isNumber) && second.every(isNumber) && !isCount) {
    return { value: 0, reason: 'No header row: the first row holds numbers only.' };
  }
  const [only = ''] = first;
  if (first.length === 1 && only.length >= PROSE_LENGTH && /\s/.test(only)) {
    return { value: 0, reason: 'No header row: the first row is too long for a name.' };
  }
  const above = countPreamble(records);
  if (above > 0)
    return { value: above + 1, reason: `Row ${above + 1} names the columns: it is the first that fills them.` };
  return { value: 1, reason: 'The first row names the columns.' };
}

function crFits(text: string, complete: boolean, delimiter: Delimiter, others: number): boolean {
  if (others === 0) return true;
  const with_ = measure(text, complete, delimiter, '\r');
  return with_.score > measure(text, complete, delimiter, '\n').score;
}

function measure(text: string, complete: boolean, delimiter: Delimiter, newline: Newline | undefined): Fit {
  const widths = readHead(text, complete, delimiter, newline).map((cells) => cells.length);
  const { columns, agreeing } = commonWidth(widths);
  const short = widths.filter((width) => width >= 2 && width < columns).length;
  const score = widths.length === 0 ? 0 : (agreeing + short / 2) / widths.length;
  // Where the first row has another width than the rest, commas in plain text can look like columns.
  const share = agreeing / widths.length;
  const isTrusted = columns >= 2 && (widths[0] === columns || share >= 0.8 || (columns >= 4 && share >= 0.5));
  return { score: isTrusted ? score : 0, columns, agreeing, records: widths.length };
}

/** The width, two at least, that most records have. */
function commonWidth(widths: readonly number[]): { readonly columns: number; readonly agreeing: number } {
  const counts = new Map<number, number>();
  for (const width of widths) counts.set(width, (counts.get(width) ?? 0) + 1);
  let columns = 0;
  for (const [width, count] of counts) {
    const most = counts.get(columns) ?? 0;
    if (width >= 2 && (count > most || (count === most && width > columns))) columns = width;
  }
  return { columns, agreeing: counts.get(columns) ?? 0 };
}

/**
 * How many records stand above the names of the columns: each fills a third of the columns at most, and below them
 * comes one that fills all with different words, and two more of its width. 0 where it is less clear than that.
 */
function countPreamble(records: readonly (readonly string[])[]): number {
  const { columns, agreeing } = commonWidth(records.map((cells) => cells.length));
  const above = records.findIndex((cells) => filled(cells) > Math.max(1, Math.floor(columns / 3)));
  const header = records[above] ?? [];
  const names = new Set(header.map((cell) => cell.trim()));
  const isHeader = header.length === columns && names.size === columns && !names.has('') && !header.some(isNumber);
  const isTrusted = above <= MOST_PREAMBLE && agreeing >= 3 && agreeing >= (records.length - above) * 0.8;
  return isHeader && isTrusted ? above : 0;
}

function filled(cells: readonly string[]): number {
  return cells.filter((cell) => cell.trim() !== '').length;
}

/** The cells of the first records that are not blank. */
function readHead(text: string, complete: boolean, delimiter: Delimiter, newline: Newline | undefined): string[][] {
  const batch = cutHead(text, complete, delimiter, newline);
  const records: string[][] = [];
  for (let record = 0; record < batch.count && records.length < LOOKED_AT; record++) {
    const line = batch.textOf(record);
    if (line !== '') records.push(readRecord(line, delimiter));
  }
  return records;
}

function cutHead(text: string, complete: boolean, delimiter: Delimiter, newline: Newline | undefined): RecordBatch {
  const isWhole = complete && text.length <= LOOKED_AT_LENGTH;
  const head = text.slice(0, LOOKED_AT_LENGTH);
  const cutter = (): RecordCutter => new RecordCutter(newline === undefined ? { delimiter } : { delimiter, newline });
  const batch = cutter().push(head, isWhole);
  // A single record that is longer than the head: better cut than not seen.
  return batch.count === 0 && !isWhole ? cutter().push(head, true) : batch;
}

function isNumber(cell: string): boolean {
  return /^[+-]?(\d+([.,]\d+)?|[.,]\d+)([eE][+-]?\d+)?$/.test(cell.trim());
}
