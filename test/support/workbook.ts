import { TextReader, Uint8ArrayWriter, ZipWriter } from '@zip.js/zip.js';

/** A cell as a workbook stores it: a text, a number as it is spelled, a truth value, or a day as its serial number. */
export type StoredCell = string | boolean | null | { readonly n: string } | { readonly day: number };

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';

/** An archive of texts. */
export async function zip(files: Readonly<Record<string, string | ReadableStream<Uint8Array>>>): Promise<Uint8Array> {
  const archive = new ZipWriter(new Uint8ArrayWriter());
  for (const [name, text] of Object.entries(files))
    await archive.add(name, typeof text === 'string' ? new TextReader(text) : text);
  return archive.close();
}

/** An Excel workbook of these sheets, as small as its readers take it. */
export function workbook(sheets: Readonly<Record<string, readonly (readonly StoredCell[])[]>>): Promise<Uint8Array> {
  const entries = Object.entries(sheets).map(([name, rows]) => [name, sheetXml(rows)] as const);
  return rawWorkbook(Object.fromEntries(entries));
}

/** What a workbook has beside its sheets. */
export interface WorkbookParts {
  /** The `si` elements of the texts that cells share. */
  readonly shared?: string | ReadableStream<Uint8Array>;
  /** What is in `styleSheet`; by default the second style is a day. */
  readonly styles?: string;
  readonly is1904?: boolean;
}

const STYLES = '<cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs>';

/** An Excel workbook whose sheets are given as XML. */
export function rawWorkbook(
  sheets: Readonly<Record<string, string | ReadableStream<Uint8Array>>>,
  parts: WorkbookParts = {},
): Promise<Uint8Array> {
  const names = Object.keys(sheets);
  const each = (write: (name: string, number: number) => string): string =>
    names.map((name, at) => write(name, at + 1)).join('');
  const target = (n: number): string =>
    `<Relationship Id="r${n}" Type="${RELATIONS}/worksheet" Target="worksheets/sheet${n}.xml"/>`;
  const files: Record<string, string | ReadableStream<Uint8Array>> = {
    '[Content_Types].xml': `${HEAD}<Types xmlns="${PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>`,
    '_rels/.rels': `${HEAD}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="r1" Type="${RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><workbookPr${parts.is1904 ? ' date1904="1"' : ''}/><sheets>${each((name, n) => `<sheet name="${name}" sheetId="${n}" r:id="r${n}"/>`)}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">${each((_, n) => target(n))}<Relationship Id="s" Type="${RELATIONS}/styles" Target="styles.xml"/><Relationship Id="t" Type="${RELATIONS}/sharedStrings" Target="sharedStrings.xml"/></Relationships>`,
    'xl/styles.xml': `${HEAD}<styleSheet xmlns="${MAIN}">${parts.styles ?? STYLES}</styleSheet>`,
  };
  if (parts.shared !== undefined)
    files['xl/sharedStrings.xml'] =
      typeof parts.shared === 'string' ? `${HEAD}<sst xmlns="${MAIN}">${parts.shared}</sst>` : parts.shared;
  for (const [at, name] of names.entries()) files[`xl/worksheets/sheet${at + 1}.xml`] = sheets[name] ?? '';
  return zip(files);
}

/** A workbook that is too long for one text: 8 columns, whose texts are shared and mostly different. */
export function longWorkbook(rows: number): Promise<Uint8Array> {
  const names = ['question', 'answer', 'topic', 'id', 'score', 'day', 'checked', 'note'];
  const texts = (at: number): string[] => [`What is number ${at}?`, `Number ${at} is ${(at * 7_919) % 1_000_003}.`];
  const share = (text: string): string => `<si><t>${text}</t></si>`;
  const cells = (at: number): string[] => [
    ...[0, 1].map((each) => ` t="s"><v>${names.length + at * 2 + each}</v>`),
    ` t="inlineStr"><is><t>topic ${at % 50}</t></is>`,
    `><v>${at}</v>`,
    `><v>0.${at % 997}</v>`,
    ` s="1"><v>${40_000 + (at % 6_000)}</v>`,
    ` t="b"><v>${at % 2}</v>`,
    ` t="s"><v>7</v>`,
  ];
  const row = (number: number, each: readonly string[]): string =>
    `<row r="${number}">${each.map((cell, at) => `<c r="${columnName(at)}${number}"${cell}</c>`).join('')}</row>`;
  const header = names.map((_, at) => ` t="s"><v>${at}</v>`);
  const [start = '', end = ''] = sheetOf('|').split('|');
  const sheet = streamOf(start + row(1, header), rows, (at) => row(at + 2, cells(at)), end);
  const shared = streamOf(`<sst>${names.map(share).join('')}`, rows, (at) => texts(at).map(share).join(''), '</sst>');
  return rawWorkbook({ S: sheet }, { shared });
}

/** A text whose middle is made as it is read. */
function streamOf(start: string, count: number, make: (at: number) => string, end: string): ReadableStream<Uint8Array> {
  const STRETCH = 1_000;
  let at = 0;
  return new ReadableStream<string>({
    pull(controller) {
      const stretch = Array.from({ length: Math.min(STRETCH, count - at) }, (_, index) => make(at + index));
      controller.enqueue((at === 0 ? start : '') + stretch.join('') + (at + stretch.length === count ? end : ''));
      at += stretch.length;
      if (at === count) controller.close();
    },
  }).pipeThrough(new TextEncoderStream());
}

/** The XML of a sheet that has these rows. */
export function sheetOf(rows: string): string {
  return `${HEAD}<worksheet xmlns="${MAIN}"><sheetData>${rows}</sheetData></worksheet>`;
}

function sheetXml(rows: readonly (readonly StoredCell[])[]): string {
  const row = (cells: readonly StoredCell[], number: number): string =>
    `<row r="${number}">${cells.map((cell, at) => cellXml(cell, `${columnName(at)}${number}`)).join('')}</row>`;
  return sheetOf(rows.map((cells, at) => row(cells, at + 1)).join(''));
}

/** 0 → A, 26 → AA. */
export function columnName(at: number): string {
  return at < 26 ? String.fromCharCode(65 + at) : columnName(Math.floor(at / 26) - 1) + columnName(at % 26);
}

function cellXml(cell: StoredCell, place: string): string {
  if (cell === null) return '';
  if (typeof cell === 'boolean') return `<c r="${place}" t="b"><v>${Number(cell)}</v></c>`;
  if (typeof cell === 'string')
    return `<c r="${place}" t="inlineStr"><is><t xml:space="preserve">${escapeXml(cell)}</t></is></c>`;
  if ('day' in cell) return `<c r="${place}" s="1"><v>${cell.day}</v></c>`;
  return `<c r="${place}"><v>${cell.n}</v></c>`;
}

export function escapeXml(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}
