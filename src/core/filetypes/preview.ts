import { detectMapping } from '../columns.ts';
import { fail, ok, type Result } from '../failure.ts';
import type { Json } from '../json.ts';
import { joinBytes } from './bytes.ts';
import { CsvReader } from './csv.ts';
import { EncodingError, FatalDecoder } from './decode.ts';
import { readJsonLines } from './jsonl.ts';
import { sniff } from './sniff.ts';
import type { FilePreview, QuarantineDraft, ReadSettings } from './settings.ts';

/** The head of a file: its name, its whole size, and whether the head is all of it. */
export interface HeadOf {
  readonly name: string;
  readonly bytes: number;
  readonly complete: boolean;
}

interface FirstRows {
  readonly columns: readonly string[];
  readonly rows: readonly string[];
  readonly quarantined: readonly QuarantineDraft[];
}

const PREVIEW_ROWS = 100;
const LF = 10;

/**
 * The first rows of a file as an import would make them. Reads nothing beyond `head`; a last row that `head` cuts is
 * left out.
 */
export function previewHead(head: Uint8Array, file: HeadOf, wanted: Partial<ReadSettings>): Result<FilePreview> {
  try {
    const { settings, reasons, problem } = sniff(head, file.name, wanted, file.complete);
    if (problem !== null) return fail({ kind: 'unreadable-file', file: file.name, why: problem });
    const first =
      settings.fileType === 'jsonl' ? firstJsonRows(head, settings, file) : firstCsvRows(head, settings, file);
    const { columns, rows, quarantined } = first;
    if (file.complete && columns.length === 0 && quarantined.length === 0)
      return fail({ kind: 'no-rows', file: file.name });
    const shown = rows.slice(0, PREVIEW_ROWS);
    return ok({
      name: file.name,
      bytes: file.bytes,
      settings,
      reasons,
      columns,
      mapping: detectMapping(columns, shown.map(parseRow)),
      format: null,
      rows: shown,
      quarantined: quarantined.slice(0, PREVIEW_ROWS),
      complete: file.complete && rows.length <= PREVIEW_ROWS && quarantined.length <= PREVIEW_ROWS,
    });
  } catch (error) {
    return fail(failureOf(error, file.name));
  }
}

function firstCsvRows(head: Uint8Array, settings: ReadSettings, { complete }: HeadOf): FirstRows {
  const decoder = new FatalDecoder(settings.encoding);
  const text = decoder.push(head, complete);
  const reader = new CsvReader(settings, { byteOffset: decoder.bomBytes });
  const { rows, quarantined } = reader.push(text, complete);
  return { columns: reader.header, rows, quarantined };
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

function failureOf(error: unknown, file: string): Parameters<typeof fail>[0] {
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
