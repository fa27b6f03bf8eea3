import { isTable, sniffDelimiter, sniffHeaderRow, sniffNewline } from './csv/sniff-dialect.ts';
import { encodingName } from './encoding/encoding-name.ts';
import { type Finding, type FoundEncoding, isMostlyUtf8, isUtf8ByLine, sniffEncoding } from './sniff-encoding.ts';
import { isNamedJson, sniffJson, type JsonShape } from './json/sniff-json.ts';
import { sniffRowsAt } from './json/sniff-rows-at.ts';
import { mendHead } from './lenient/mend.ts';
import type { FileTypeId, ReadOffer, ReadSettings, RowPlace } from './settings.ts';

export interface Sniffed {
  readonly settings: ReadSettings;
  /** Why these settings: one sentence each, for the screen. What the user chose needs none. */
  readonly reasons: readonly string[];
  /** JSON: where rows might be. */
  readonly rowPlaces?: readonly RowPlace[];
  /** Other ways to read it that are likely. */
  readonly offers: readonly ReadOffer[];
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
  const isBroken = found.others.length > 0 && wanted.encoding === undefined && isMostlyUtf8(head);
  let text = decode(isBroken ? 'utf-8' : (wanted.encoding ?? found.value));
  const json = sniffJson(text, fileName, complete);
  const fileType = wanted.fileType ?? fileTypeOf(json, text, fileName, complete);
  const better = found.others.length > 0 ? utf8InSpite(head, fileType) : null;
  const encoding = wanted.encoding ?? (better ?? found).value;
  if (wanted.encoding === undefined) reasons.push((better ?? found).reason);
  if (wanted.fileType === undefined && fileType !== 'json') reasons.push(whyFileType(json, fileName));

  if (better || isBroken) text = decode(encoding);
  const parts = { text, complete, wanted, reasons };
  const table = {
    ...sniffTable(parts, fileType),
    fileType,
    encoding,
    ...(wanted.lenient === undefined ? {} : { lenient: wanted.lenient }),
  };
  const offers = better ? [] : encodingOffers(found, encoding);
  if (fileType === 'json') return { ...sniffDocument(parts, table), offers };
  return fileType === 'jsonl' ? { ...sniffLines(parts, json, table), offers } : { settings: table, reasons, offers };
}

/** A guess has others beside it, also once one of them was chosen. */
function encodingOffers({ value, others }: FoundEncoding, chosen: string): ReadOffer[] {
  if (others.length === 0) return [];
  const all = [value, ...others].filter((encoding) => encoding !== chosen);
  return all.map((encoding) => ({ label: `Read as ${encodingName(encoding)}`, wanted: { encoding } }));
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

function sniffDocument({ text, wanted, reasons }: Head, settings: ReadSettings): Omit<Sniffed, 'offers'> {
  const { value, reason, places } = sniffRowsAt(wanted.lenient ? mendHead(text) : text);
  if (wanted.rowsAt === undefined) reasons.push(reason);
  return { settings: { ...settings, rowsAt: wanted.rowsAt ?? value }, reasons, rowPlaces: places };
}

/** Rows that lie within lines, as JSON texts of JSON or as lists of records. */
function sniffLines(
  { wanted, reasons }: Head,
  json: JsonShape | null,
  settings: ReadSettings,
): Omit<Sniffed, 'offers'> {
  const found = json?.kind === 'lines' ? json : { good: 0, texts: 0, lists: 0 };
  const areTexts = found.texts * 2 > found.good;
  const areLists = found.lists * 2 > found.good;
  const jsonCells = wanted.jsonCells ?? areTexts;
  const rowsAt = wanted.rowsAt ?? (areLists ? '[]' : '');
  if (areTexts && wanted.jsonCells === undefined)
    reasons.push('The lines are JSON texts that hold JSON: that is read.');
  if (areLists && wanted.rowsAt === undefined) reasons.push('The lines are lists: one row for each element.');
  const places = [
    { rowsAt: '', label: 'Each line' },
    { rowsAt: '[]', label: 'Each element of a line' },
  ];
  return {
    settings: { ...settings, ...(jsonCells ? { jsonCells } : {}), ...(rowsAt === '' ? {} : { rowsAt }) },
    reasons,
    ...(areLists || rowsAt !== '' ? { rowPlaces: places } : {}),
  };
}

type TableSettings = Pick<ReadSettings, 'delimiter' | 'newline' | 'headerRow' | 'longRows'>;

function sniffTable({ text, complete, wanted, reasons }: Head, fileType: FileTypeId): TableSettings {
  const longRows = wanted.longRows ?? 'quarantine';
  if (fileType !== 'csv') {
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
  const isSurprise = /\.(jsonl|ndjson|json)(\.gz)?$/i.test(fileName);
  return isSurprise ? 'A table: in spite of the name, the lines are not JSON.' : 'A table: the lines are not JSON.';
}
