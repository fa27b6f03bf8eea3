import { detectMapping } from '../example/detect-mapping.ts';
import { meaningClues } from '../example/meaning-clues.ts';
import { counted } from '../amount.ts';
import { fail, type Failure, ok, type Result } from '../failure.ts';
import type { Json } from '../json.ts';
import { detectFormats } from '../example/row-format.ts';
import { EncodingError, FatalDecoder } from './decode.ts';
import { JsonDocumentError } from './json/json-document-error.ts';
import type { FirstRows, Refined } from './file-type.ts';
import { findTextType } from './index.ts';
import { lenientWords } from './lenient/lenient-offer.ts';
import { findRefused } from './refused-type.ts';
import { showRows } from './shown-rows.ts';
import { sniff } from './sniff.ts';
import type { FilePreview, ReadSettings } from './settings.ts';
import { wholeLines } from './jsonl/whole-lines.ts';

/** The head of a file: its name, its whole size, and whether the head is all of it. */
export interface HeadOf {
  readonly name: string;
  readonly bytes: number;
  readonly complete: boolean;
  /** True where the head was unpacked from a compressed file. */
  readonly gzip?: boolean;
  /** Stretches of the file behind the head, from which some rows may be looked at. */
  readonly elsewhere?: readonly Uint8Array[];
}

const PREVIEW_ROWS = 100;
/** A format is judged by the first rows and by as many others. */
const FORMAT_ROWS = 200;
/** Of a table that is wider only one row is looked into. */
const MOST_COLUMNS = 10_000;
/** Keys that are named; of the others only the count is said. */
const MOST_NAMES = 3;

/**
 * The first rows of a file as an import would make them. Reads nothing beyond `head`, but for the format rows from
 * elsewhere too; a last row that `head` cuts is left out. A file that can't be read with its settings has a problem instead of rows; only an encoding that nobody
 * knows is a failure.
 */
export function previewHead(head: Uint8Array, file: HeadOf, wanted: Partial<ReadSettings>): Result<FilePreview> {
  const refused = findRefused(head);
  if (refused) return fail({ kind: 'refused-file', file: file.name, ...refused });
  try {
    const { settings: sniffed, reasons, rowPlaces, offers = [] } = sniff(head, file.name, wanted, file.complete);
    const { settings, found, ...refined } = readFirst(head, sniffed, wanted, file);
    const { problem, columns, rows, quarantined } = found;
    const lenient = lenientWords(settings, found, () => {
      const other = sniff(head, file.name, { ...wanted, lenient: true }, file.complete);
      return tryFirstRows(head, other.settings, file);
    });
    const allOffers = [...lenient.offers, ...refined.offers, ...offers];
    const values = sampleRows(rows, rowsElsewhere(settings, file), columns.length).map(valueOf);
    return ok({
      name: file.name,
      bytes: file.bytes,
      settings: file.gzip ? { ...settings, gzip: true } : settings,
      reasons: [
        ...(file.gzip ? ['Compressed with gzip.'] : []),
        ...reasons,
        ...leftOutReasons(found),
        ...refined.reasons,
        ...lenient.reasons,
      ],
      ...(rowPlaces ? { rowPlaces } : {}),
      ...(allOffers.length > 0 ? { offers: allOffers } : {}),
      ...(refined.jsonColumns.length > 0 ? { jsonColumns: refined.jsonColumns } : {}),
      ...(problem ? { problem } : {}),
      columns,
      mapping: detectMapping(columns, values.slice(0, PREVIEW_ROWS)),
      format: detectFormats(values),
      ...showRows(rows.slice(0, PREVIEW_ROWS), columns),
      ...countOf(rows.length, head, file),
      clues: meaningClues(columns, values.slice(0, PREVIEW_ROWS)),
      quarantined: quarantined.slice(0, PREVIEW_ROWS),
      complete: file.complete && rows.length <= PREVIEW_ROWS && quarantined.length <= PREVIEW_ROWS,
    });
  } catch (error) {
    return fail(failureOf(error, file.name));
  }
}

/** How many rows the file has, where the head is all of it, or about how many. */
function countOf(rows: number, head: Uint8Array, file: HeadOf): Pick<FilePreview, 'rowCount' | 'estimatedRows'> {
  if (file.complete) return { rowCount: rows };
  // How far a compressed file unpacks is not known before it is read.
  if (file.gzip || rows === 0) return {};
  return { estimatedRows: Math.round((rows / head.length) * file.bytes) };
}

/** A row's JSON text, or its value. */
type Sampled = string | { readonly value: Json };

/** Rows enough to know their format by: the first ones, and as many from all over the rest. */
function sampleRows(rows: readonly string[], elsewhere: readonly Sampled[], columns: number): readonly Sampled[] {
  // To parse a very wide row takes long, and a second one says no more.
  if (columns > MOST_COLUMNS) return rows.slice(0, 1);
  const first = rows.slice(0, FORMAT_ROWS);
  const rest = [...rows.slice(FORMAT_ROWS), ...elsewhere];
  const step = Math.max(1, Math.ceil(rest.length / FORMAT_ROWS));
  return [...first, ...rest.filter((_, index) => index % step === 0)];
}

/** Only in JSON Lines can rows be found without having read all before them. */
function rowsElsewhere({ fileType, encoding }: ReadSettings, { elsewhere = [] }: HeadOf): Sampled[] {
  if (fileType !== 'jsonl' || encoding !== 'utf-8') return [];
  return elsewhere.flatMap(wholeLines).map((value) => ({ value }));
}

function valueOf(row: Sampled): Json {
  return typeof row === 'string' ? parseRow(row) : row.value;
}

interface FirstReading extends Omit<Refined, 'again'> {
  readonly found: FirstRows & { readonly problem?: Failure };
}

/** Reads the first rows; once more where they show that they are to be read otherwise. */
function readFirst(
  head: Uint8Array,
  settings: ReadSettings,
  wanted: Partial<ReadSettings>,
  file: HeadOf,
): FirstReading {
  const found = tryFirstRows(head, settings, file);
  const type = findTextType(settings.fileType);
  if (type.kind !== 'text' || !type.refine) return { settings, found, reasons: [], jsonColumns: [], offers: [] };
  const { again, ...refined } = type.refine(settings, found, wanted);
  return { ...refined, found: again ? tryFirstRows(head, refined.settings, file) : found };
}

function tryFirstRows(
  head: Uint8Array,
  settings: ReadSettings,
  file: HeadOf,
): FirstRows & { readonly problem?: Failure } {
  const none: FirstRows = { columns: [], rows: [], quarantined: [], counts: {} };
  try {
    const found = firstRows(head, settings, file);
    const isNothing = found.columns.length === 0 && found.rows.length === 0 && found.quarantined.length === 0;
    if (file.complete && isNothing) {
      const isEmpty = head.length === 0 ? { isEmpty: true } : {};
      return { ...none, problem: { kind: 'no-rows', file: file.name, ...isEmpty } };
    }
    // Of JSON also what is only in quarantine is nothing to import.
    const isLost = file.complete && settings.fileType !== 'csv' && found.rows.length === 0;
    return isLost ? { ...found, problem: { kind: 'no-rows', file: file.name } } : found;
  } catch (error) {
    return { ...none, problem: failureOf(error, file.name) };
  }
}

function firstRows(head: Uint8Array, settings: ReadSettings, { complete }: HeadOf): FirstRows {
  const type = findTextType(settings.fileType);
  if (type.kind === 'lines') return type.readFirst(head, settings, complete);
  const decoder = new FatalDecoder(settings.encoding);
  const text = decoder.push(head, complete);
  const reader = type.read(settings, { byteOffset: decoder.bomBytes });
  const { rows, quarantined } = reader.push(text, complete);
  return { columns: reader.columns, rows, quarantined, counts: reader.counts };
}

/** What an import would leave out on purpose, as far as the head shows it. */
function leftOutReasons({ counts: { preamble = 0, leftOut = [] } }: FirstRows): string[] {
  const verb = (count: number): string => (count === 1 ? 'is' : 'are');
  const names = leftOut.slice(0, MOST_NAMES).map((name) => `“${name}”`);
  const more = leftOut.length > names.length ? ` and ${leftOut.length - names.length} more` : '';
  return [
    ...(preamble > 0 ? [`${counted(preamble, 'row')} above the header ${verb(preamble)} left out.`] : []),
    ...(names.length > 0 ? [`Not imported: ${names.join(', ')}${more} (outside the list).`] : []),
  ];
}

function failureOf(error: unknown, file: string): Failure {
  if (error instanceof JsonDocumentError) return { kind: 'broken-file', file, why: error.message };
  if (error instanceof EncodingError) return { kind: 'bad-encoding', file, encoding: error.encoding, byte: error.byte };
  // TextDecoder's answer to a label that it doesn't know.
  if (error instanceof RangeError && /encoding/i.test(error.message)) {
    return { kind: 'unreadable-file', file, why: 'this browser does not know its encoding' };
  }
  throw error;
}

function parseRow(row: string): Json {
  // JSON.parse gives nothing else.
  return JSON.parse(row) as Json;
}
