import { sniffDelimiter, sniffHeaderRow, sniffNewline } from './sniff-dialect.ts';
import { isUtf8ByLine, sniffEncoding } from './sniff-encoding.ts';
import { sniffJson, type JsonShape } from './sniff-json.ts';
import type { FileTypeId, ReadSettings } from './settings.ts';

export interface Sniffed {
  readonly settings: ReadSettings;
  /** Why these settings: one sentence each, for the screen. What the user chose needs none. */
  readonly reasons: readonly string[];
  /** Why the file can't be read as it is; null where it can. */
  readonly problem: string | null;
}

const ONE_DOCUMENT =
  'this is one JSON document, not one per line. Save it as JSON Lines: each row as one JSON value on a line of its own';

/**
 * Finds out how a file is to be read, from its head alone: the name may lie. `wanted` is what the user chose and beats
 * what was found. `complete`: the head is the whole file. Throws RangeError for an encoding that nobody knows.
 */
export function sniff(head: Uint8Array, fileName: string, wanted: Partial<ReadSettings>, complete: boolean): Sniffed {
  const reasons: string[] = [];
  const found = sniffEncoding(head, complete);
  let encoding = wanted.encoding ?? found.value;
  let encodingReason = wanted.encoding === undefined ? found.reason : null;
  const text = new TextDecoder(encoding).decode(head, { stream: !complete });
  const json = sniffJson(text, complete);
  const fileType = wanted.fileType ?? (json === null ? 'csv' : 'jsonl');
  if (fileType === 'jsonl' && wanted.encoding === undefined && encoding === 'windows-1252' && isUtf8ByLine(head)) {
    encoding = 'utf-8';
    encodingReason = 'UTF-8: most lines can be read so, the others go to quarantine.';
  }
  if (encodingReason !== null) reasons.push(encodingReason);
  if (wanted.fileType === undefined) reasons.push(whyFileType(json, fileName));

  const settings = { ...sniffTable(text, fileType, wanted, complete, reasons), fileType, encoding };
  const isDocument = json?.kind === 'document' && wanted.fileType === undefined;
  return { settings, reasons, problem: isDocument ? ONE_DOCUMENT : null };
}

type TableSettings = Omit<ReadSettings, 'fileType' | 'encoding'>;

function sniffTable(
  text: string,
  fileType: FileTypeId,
  wanted: Partial<ReadSettings>,
  complete: boolean,
  reasons: string[],
): TableSettings {
  const longRows = wanted.longRows ?? 'quarantine';
  if (fileType === 'jsonl') {
    const { delimiter = ',', newline = '\n', headerRow = 1 } = wanted;
    return { delimiter, newline, headerRow, longRows };
  }
  const choose = <T>(chosen: T | undefined, find: () => { value: T; reason: string }): T => {
    if (chosen !== undefined) return chosen;
    const { value, reason } = find();
    reasons.push(reason);
    return value;
  };
  const delimiter = choose(wanted.delimiter, () => sniffDelimiter(text, complete));
  const newline = choose(wanted.newline, () => sniffNewline(text, complete, delimiter));
  const headerRow = choose(wanted.headerRow, () => sniffHeaderRow(text, complete, delimiter, newline));
  return { delimiter, newline, headerRow, longRows };
}

function whyFileType(json: JsonShape | null, fileName: string): string {
  if (json?.kind === 'lines') return `JSON Lines: ${json.good} of the first ${json.of} lines are JSON.`;
  if (json?.kind === 'document') return 'JSON: one value over the whole file.';
  const isSurprise = /\.(jsonl|ndjson|json)$/i.test(fileName);
  return isSurprise ? 'A table: in spite of the name, the lines are not JSON.' : 'A table: the lines are not JSON.';
}
