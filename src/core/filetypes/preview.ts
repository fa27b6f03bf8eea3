import { detectMapping } from '../example/detect-mapping.ts';
import { meaningClues } from '../example/meaning-clues.ts';
import { counted } from '../amount.ts';
import { fail, type Failure, ok, type Result } from '../failure.ts';
import type { Json } from '../json.ts';
import { detectFormats } from '../example/row-format.ts';
import { joinBytes } from './bytes.ts';
import { CsvReader } from './csv/csv.ts';
import { EncodingError, FatalDecoder } from './decode.ts';
import { jsonColumns, whyReadCells } from './csv/json-cells.ts';
import { JsonDocument } from './json/json-document.ts';
import { JsonDocumentError } from './json/json-document-error.ts';
import { readJsonLines } from './jsonl/jsonl.ts';
import { sniff } from './sniff.ts';
import type { FilePreview, QuarantineDraft, ReadSettings } from './settings.ts';
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

interface FirstRows {
  readonly columns: readonly string[];
  readonly rows: readonly string[];
  readonly quarantined: readonly QuarantineDraft[];
  /** CSV: rows above the header. */
  readonly preamble?: number;
  /** JSON: keys of what stands beside the rows. */
  readonly leftOut?: readonly string[];
}

const PREVIEW_ROWS = 100;
/** A format is judged by the first rows and by as many others. */
const FORMAT_ROWS = 200;
/** Keys that are named; of the others only the count is said. */
const MOST_NAMES = 3;
const LF = 10;

/**
 * The first rows of a file as an import would make them. Reads nothing beyond `head`, but for the format rows from
 * elsewhere too; a last row that `head` cuts is left out. A file that can't be read with its settings has a problem instead of rows; only an encoding that nobody
 * knows is a failure.
 */
export function previewHead(head: Uint8Array, file: HeadOf, wanted: Partial<ReadSettings>): Result<FilePreview> {
  try {
    const { settings: sniffed, reasons, rowPlaces } = sniff(head, file.name, wanted, file.complete);
    const { settings, found, json } = readFirst(head, { ...sniffed, ...chosenCells(wanted) }, file);
    const { problem, columns, rows, quarantined } = found;
    const values = sampleRows(rows, rowsElsewhere(settings, file)).map(valueOf);
    return ok({
      name: file.name,
      bytes: file.bytes,
      settings: file.gzip ? { ...settings, gzip: true } : settings,
      reasons: [...(file.gzip ? ['Compressed with gzip.'] : []), ...reasons, ...leftOutReasons(found), ...json.reasons],
      ...(rowPlaces ? { rowPlaces } : {}),
      ...(json.columns.length > 0 ? { jsonColumns: json.columns } : {}),
      ...(problem ? { problem } : {}),
      columns,
      mapping: detectMapping(columns, values.slice(0, PREVIEW_ROWS)),
      format: detectFormats(values),
      clues: meaningClues(columns, values.slice(0, PREVIEW_ROWS)),
      rows: rows.slice(0, PREVIEW_ROWS),
      quarantined: quarantined.slice(0, PREVIEW_ROWS),
      complete: file.complete && rows.length <= PREVIEW_ROWS && quarantined.length <= PREVIEW_ROWS,
    });
  } catch (error) {
    return fail(failureOf(error, file.name));
  }
}

/** A row's JSON text, or its value. */
type Sampled = string | { readonly value: Json };

/** Rows enough to know their format by: the first ones, and as many from all over the rest. */
function sampleRows(rows: readonly string[], elsewhere: readonly Sampled[]): readonly Sampled[] {
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

function chosenCells({ jsonCells }: Partial<ReadSettings>): Pick<ReadSettings, 'jsonCells'> {
  return jsonCells === undefined ? {} : { jsonCells };
}

interface FirstReading {
  readonly settings: ReadSettings;
  readonly found: FirstRows & { readonly problem?: Failure };
  /** JSON in cells: which columns hold it, and why it is read where nobody has asked for that. */
  readonly json: { readonly columns: readonly string[]; readonly reasons: readonly string[] };
}

/** Reads the first rows; those of a CSV file once more where the JSON in their cells makes them a known format. */
function readFirst(head: Uint8Array, settings: ReadSettings, file: HeadOf): FirstReading {
  const found = tryFirstRows(head, { ...settings, jsonCells: false }, file);
  if (settings.fileType !== 'csv') return { settings, found, json: { columns: [], reasons: [] } };
  const values = sampleRows(found.rows, []).map(valueOf);
  const columns = jsonColumns(found.columns, values);
  const reason = settings.jsonCells === undefined ? whyReadCells(columns, values) : null;
  const chosen = { ...settings, jsonCells: settings.jsonCells ?? reason !== null };
  const json = { columns, reasons: reason === null ? [] : [reason] };
  return { settings: chosen, found: chosen.jsonCells ? tryFirstRows(head, chosen, file) : found, json };
}

function tryFirstRows(
  head: Uint8Array,
  settings: ReadSettings,
  file: HeadOf,
): FirstRows & { readonly problem?: Failure } {
  const none: FirstRows = { columns: [], rows: [], quarantined: [] };
  try {
    const found = firstRows(head, settings, file);
    const isNothing = found.columns.length === 0 && found.rows.length === 0 && found.quarantined.length === 0;
    return file.complete && isNothing ? { ...none, problem: { kind: 'no-rows', file: file.name } } : found;
  } catch (error) {
    return { ...none, problem: failureOf(error, file.name) };
  }
}

function firstRows(head: Uint8Array, settings: ReadSettings, file: HeadOf): FirstRows {
  if (settings.fileType === 'json') return firstDocumentRows(head, settings, file);
  return settings.fileType === 'jsonl' ? firstJsonRows(head, settings, file) : firstCsvRows(head, settings, file);
}

function firstDocumentRows(head: Uint8Array, settings: ReadSettings, { complete }: HeadOf): FirstRows {
  const decoder = new FatalDecoder(settings.encoding);
  const text = decoder.push(head, complete);
  const document = new JsonDocument(settings, { byteOffset: decoder.bomBytes });
  const { rows, quarantined } = document.push(text, complete);
  return { columns: document.columns, rows, quarantined, leftOut: document.leftOut };
}

function firstCsvRows(head: Uint8Array, settings: ReadSettings, { complete }: HeadOf): FirstRows {
  const decoder = new FatalDecoder(settings.encoding);
  const text = decoder.push(head, complete);
  const reader = new CsvReader(settings, { byteOffset: decoder.bomBytes });
  const { rows, quarantined } = reader.push(text, complete);
  return { columns: reader.header, rows, quarantined, preamble: reader.preamble };
}

function firstJsonRows(head: Uint8Array, settings: ReadSettings, { complete }: HeadOf): FirstRows {
  const utf8 = settings.encoding === 'utf-8' ? head : toUtf8(head, settings.encoding, complete);
  const whole = complete ? utf8 : utf8.subarray(0, utf8.lastIndexOf(LF) + 1);
  const report = readJsonLines(whole, { first: true, byteOffset: 0 });
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(
    joinBytes(...report.drafts.map(({ bytes }) => bytes)),
  );
  return { columns: report.columns, rows: text.split('\n').slice(0, report.rows), quarantined: report.quarantined };
}

function toUtf8(head: Uint8Array, encoding: string, complete: boolean): Uint8Array {
  return new TextEncoder().encode(new FatalDecoder(encoding).push(head, complete));
}

/** What an import would leave out on purpose, as far as the head shows it. */
function leftOutReasons({ preamble = 0, leftOut = [] }: FirstRows): string[] {
  const verb = (count: number): string => (count === 1 ? 'is' : 'are');
  const names = leftOut.slice(0, MOST_NAMES).map((name) => `“${name}”`);
  const more = leftOut.length > names.length ? ` and ${leftOut.length - names.length} more` : '';
  return [
    ...(preamble > 0 ? [`${counted(preamble, 'row')} above the header ${verb(preamble)} left out.`] : []),
    ...(names.length > 0 ? [`Beside the rows, ${names.join(', ')}${more} ${verb(leftOut.length)} left out.`] : []),
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
