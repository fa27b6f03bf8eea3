import { about, counted } from '../../amount.ts';
import { BrokenFileError } from '../broken-file-error.ts';
import type { OpenedFile, RowStretch, WholeType } from '../file-type.ts';
import { DEFAULT_SETTINGS } from '../settings.ts';
import { findHeader, SheetTable } from './sheet-table.ts';
import { type FilledRow, type SheetGlance, type SheetReader, type SheetStretch, Workbook } from './workbook.ts';

/** "PK␃␄": an archive. The names in it tell what it is, and those of a workbook come early. */
const MAGIC = [0x50, 0x4b, 0x03, 0x04];
const WORKBOOK = 'xl/';
/** How much of a sheet is unpacked before its columns are settled: some ten thousand rows of any usual size. */
const HEAD_BYTES = 4 << 20;
/** Sheets that are looked into. */
const MOST_GLANCES = 50;

/** Excel workbooks: a table on a sheet. */
export const xlsxType: WholeType = {
  id: 'xlsx',
  kind: 'whole',
  isAt: (head) =>
    MAGIC.every((byte, at) => head[at] === byte) && new TextDecoder('latin1').decode(head).includes(WORKBOOK),
  async open(file, wanted): Promise<OpenedFile> {
    const book = await Workbook.open(file);
    const glances: SheetGlance[] = [];
    for (const each of book.sheets.slice(0, MOST_GLANCES)) glances.push(await each.glance());
    const full = glances.filter(({ isFilled }) => isFilled).map(({ name }) => name);
    const sheet =
      book.sheets.find(({ name }) => name === wanted.rowsAt) ??
      book.sheets.find(({ name }) => full.includes(name)) ??
      book.sheets[0];
    if (!sheet) throw new BrokenFileError('there is no sheet with cells in the workbook');
    const head = await readHead(sheet, wanted.headerRow ?? 0);
    const headerRow = wanted.headerRow ?? findHeader(head.rows);
    const table = new SheetTable(head.rows, headerRow);
    const texts = table.texts(head.rows);
    const others = full.filter((name) => name !== sheet.name).map((name) => `“${name}”`);
    return {
      settings: { ...DEFAULT_SETTINGS, fileType: 'xlsx', rowsAt: sheet.name, headerRow },
      reasons: [
        `Excel: the sheet “${sheet.name}”.`,
        ...(others.length > 0 ? [`Other sheets: ${others.join(', ')}.`] : []),
        ...(headerRow > 1 ? [`${counted(headerRow - 1, 'row')} above the header left out.`] : []),
      ],
      rowPlaces: book.sheets.map(({ name }, at) => ({ rowsAt: name, label: labelOf(name, glances[at]) })),
      get columns() {
        return table.columns;
      },
      ...(head.isWhole
        ? { rowCount: texts.length }
        : { estimatedRows: Math.max(texts.length, head.lastRow - headerRow) }),
      get counts() {
        return { blankLines: table.blank, ...(headerRow > 1 && { preamble: headerRow - 1 }) };
      },
      async *read(): AsyncGenerator<RowStretch, void> {
        try {
          yield { rows: texts, done: head.done };
          for await (const { rows, done } of head.rest) yield { rows: table.texts(rows), done };
        } finally {
          await head.rest.return();
          await book.close();
        }
      },
    };
  },
  kept: ({ rowsAt, headerRow }) => ({ headerRow, ...(rowsAt === undefined ? {} : { rowsAt }) }),
};

interface SheetHead {
  readonly rows: readonly FilledRow[];
  /** How much of the sheet it is, of 1. */
  readonly done: number;
  readonly isWhole: boolean;
  readonly lastRow: number;
  /** What comes behind it. */
  readonly rest: AsyncGenerator<SheetStretch, void>;
}

/** Reads a sheet as far as is needed to know its columns. */
async function readHead(sheet: SheetReader, headerRow: number): Promise<SheetHead> {
  const rest = sheet.read();
  const rows: FilledRow[] = [];
  for (let next = await rest.next(); next.done !== true; next = await rest.next()) {
    for (const row of next.value.rows) rows.push(row);
    const { done, bytes, lastRow } = next.value;
    const isEnough = bytes >= HEAD_BYTES && rows.length > 1 && (rows.at(-1)?.number ?? 0) > headerRow;
    if (isEnough) return { rows, done, lastRow, isWhole: false, rest };
  }
  return { rows, done: 1, lastRow: rows.at(-1)?.number ?? 0, isWhole: true, rest };
}

function labelOf(name: string, glance: SheetGlance | undefined): string {
  if (!glance) return name;
  const rows = glance.isWhole ? counted(glance.rows, 'row') : `about ${counted(about(glance.rows), 'row')}`;
  return `${name} (${rows})`;
}
