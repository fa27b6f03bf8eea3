import { isTable } from './csv/sniff/sniff-dialect.ts';
import { sniffTable, type SniffedTable } from './csv/sniff/sniff-table.ts';
import { type Finding, isMostlyUtf8, isUtf8ByLine, sniffEncoding } from './sniff-encoding.ts';
import { isNamedJson, sniffJson, type JsonShape } from './json/sniff-json.ts';
import { sniffRowsAt } from './json/sniff-rows-at.ts';
import type { FileTypeId, ReadOffer, ReadSettings, RowPlace } from './settings.ts';

export interface Sniffed {
  readonly settings: ReadSettings;
  /** Why these settings: one sentence each, for the screen. What the user chose needs none. */
  readonly reasons: readonly string[];
  /** JSON: where rows might be. */
  readonly rowPlaces?: readonly RowPlace[];
  /** Tables: other ways to read them. */
  readonly offers?: readonly ReadOffer[];
}

/** What the parts of the search work on. */
interface Head {
  readonly text: string;
  readonly complete: boolean;
  readonly wanted: Partial<ReadSettings>;
  readonly reasons: string[];
}

/**
 * Finds out how a file is to be read, from its head alone: the name may lie. `wanted` is what the user chose and beats
 * what was found. `complete`: the head is the whole file. Throws RangeError for an encoding that nobody knows.
 */
export function sniff(head: Uint8Array, fileName: string, wanted: Partial<ReadSettings>, complete: boolean): Sniffed {
  const reasons: string[] = [];
  const found = sniffEncoding(head, complete);
  const decode = (label: string): string => new TextDecoder(label).decode(head, { stream: !complete });
  const text = decode(wanted.encoding ?? found.value);
  const json = sniffJson(text, fileName, complete);
  const fileType = wanted.fileType ?? fileTypeOf(json, text, fileName, complete);
  const better = found.value === 'windows-1252' ? utf8InSpite(head, fileType) : null;
  const encoding = wanted.encoding ?? (better ?? found).value;
  if (wanted.encoding === undefined) reasons.push((better ?? found).reason);
  if (wanted.fileType === undefined && fileType !== 'json') reasons.push(whyFileType(json, fileName));

  const parts = { text: better ? decode(encoding) : text, complete, wanted, reasons };
  const table = fileType === 'csv' ? sniffTable(parts.text, complete, wanted) : noTable(wanted);
  reasons.push(...table.reasons);
  const settings = { ...table.settings, fileType, encoding };
  if (fileType === 'json') return sniffDocument(parts, settings);
  return { settings, reasons, ...(table.offers.length > 0 ? { offers: table.offers } : {}) };
}

/** JSON is UTF-8: where most of it is, the rest is broken, not of another encoding. */
function utf8InSpite(head: Uint8Array, fileType: FileTypeId): Finding<string> | null {
  if (fileType === 'jsonl' && isUtf8ByLine(head))
    return { value: 'utf-8', reason: 'UTF-8: most lines can be read so, the others go to quarantine.' };
  if (fileType === 'json' && isMostlyUtf8(head))
    return { value: 'utf-8', reason: 'UTF-8: most letters can be read so.' };
  return null;
}

/** A name that promises JSON is believed where the text is no table either: then it is a broken document. */
function fileTypeOf(json: JsonShape | null, text: string, fileName: string, complete: boolean): FileTypeId {
  if (json !== null) return json.kind === 'lines' ? 'jsonl' : 'json';
  const isBroken = isNamedJson(fileName) && (/^\s*[[{]/.test(text) || !isTable(text, complete));
  return isBroken ? 'json' : 'csv';
}

function sniffDocument({ text, wanted, reasons }: Head, settings: ReadSettings): Sniffed {
  const { value, reason, places } = sniffRowsAt(text);
  if (wanted.rowsAt === undefined) reasons.push(reason);
  return { settings: { ...settings, rowsAt: wanted.rowsAt ?? value }, reasons, rowPlaces: places };
}

/** What the settings of another file say of tables. */
function noTable({
  delimiter = ',',
  newline = '\n',
  headerRow = 1,
  longRows = 'quarantine',
}: Partial<ReadSettings>): SniffedTable {
  return { settings: { delimiter, newline, headerRow, longRows }, reasons: [], offers: [] };
}

function whyFileType(json: JsonShape | null, fileName: string): string {
  if (json?.kind === 'lines') return `JSON Lines: ${json.good} of the first ${json.of} lines are JSON.`;
  const isSurprise = /\.(jsonl|ndjson|json)(\.gz)?$/i.test(fileName);
  return isSurprise ? 'A table: in spite of the name, the lines are not JSON.' : 'A table: the lines are not JSON.';
}
