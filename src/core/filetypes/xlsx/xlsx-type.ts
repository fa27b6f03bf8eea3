import { counted } from '../../amount.ts';
import { ColumnNames } from '../csv/column-names.ts';
import type { OpenedFile, RowStretch, WholeType } from '../file-type.ts';
import { spellJson } from '../spelled-json.ts';
import { DEFAULT_SETTINGS } from '../settings.ts';
import { type Cell, readWorkbook, type Sheet } from './workbook.ts';

/** "PK␃␄": an archive. The names in it tell what it is, and those of a workbook come early. */
const MAGIC = [0x50, 0x4b, 0x03, 0x04];
const WORKBOOK = 'xl/';
const STRETCH_ROWS = 10_000;

/** Excel workbooks: a table on a sheet. */
export const xlsxType: WholeType = {
  id: 'xlsx',
  kind: 'whole',
  isAt: (head) =>
    MAGIC.every((byte, at) => head[at] === byte) && new TextDecoder('latin1').decode(head).includes(WORKBOOK),
  async open(file, wanted): Promise<OpenedFile> {
    const sheets = await readWorkbook(file);
    const full = sheets.filter(({ rows }) => rows.some(isFilled));
    const sheet = sheets.find(({ name }) => name === wanted.rowsAt) ?? full[0] ?? sheets[0] ?? { name: '', rows: [] };
    const headerRow = wanted.headerRow ?? findHeader(sheet);
    const table = tableOf(sheet, headerRow);
    const others = full.filter((each) => each !== sheet).map(({ name }) => `“${name}”`);
    return {
      settings: { ...DEFAULT_SETTINGS, fileType: 'xlsx', rowsAt: sheet.name, headerRow },
      reasons: [
        `Excel: the sheet “${sheet.name}”.`,
        ...(others.length > 0 ? [`Other sheets: ${others.join(', ')}.`] : []),
        ...(headerRow > 1 ? [`${counted(headerRow - 1, 'row')} above the header left out.`] : []),
      ],
      rowPlaces: sheets.map(({ name, rows }) => ({ rowsAt: name, label: `${name} (${counted(rows.length, 'row')})` })),
      columns: table.columns,
      rowCount: table.rows.length,
      counts: {
        blankLines: table.blank,
        ...(headerRow > 1 && { preamble: headerRow - 1 }),
      },
      read: () => stretches(table),
    };
  },
  kept: ({ rowsAt, headerRow }) => ({ headerRow, ...(rowsAt === undefined ? {} : { rowsAt }) }),
};

interface Table {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
  /** Rows without anything in them, which are left out. */
  readonly blank: number;
}

function tableOf({ rows }: Sheet, headerRow: number): Table {
  const width = rows.reduce((most, row) => Math.max(most, row.length), 0);
  const header = headerRow === 0 ? [] : (rows[headerRow - 1] ?? []);
  const names = Array.from({ length: width }, (_, at) => textOf(header[at] ?? null).trim());
  const below = rows.slice(headerRow);
  const filled = below.filter(isFilled);
  // Columns without a name and without a value are the sheet's, not the table's.
  const used = names.flatMap((name, at) => (name !== '' || filled.some((row) => isValue(row[at])) ? [at] : []));
  const columns = new ColumnNames(used.map((at) => names[at] ?? '')).names;
  return {
    columns,
    rows: filled.map((row) => used.map((at) => row[at] ?? null)),
    blank: below.length - filled.length,
  };
}

async function* stretches({ columns, rows }: Table): AsyncGenerator<RowStretch, void> {
  const keys = columns.map((name) => JSON.stringify(name));
  const changed = { notNumbers: 0, binary: 0 };
  for (let at = 0; at < rows.length; at += STRETCH_ROWS) {
    const part = rows.slice(at, at + STRETCH_ROWS);
    const texts = part.map(
      (row) => `{${keys.map((key, index) => `${key}:${spellJson(row[index], changed)}`).join(',')}}`,
    );
    // A turn for the worker: a cancel can be heard here.
    await Promise.resolve();
    yield { rows: texts, done: Math.min(1, (at + part.length) / rows.length) };
  }
}

/** The first row that holds texts in more than half as many cells as the rows below have; 0 where none is all text. */
function findHeader({ rows }: Sheet): number {
  const widths = rows.slice(0, 200).map((row) => row.filter(isValue).length);
  const filled = widths.filter((width) => width > 0).sort((a, b) => a - b);
  const usual = filled[filled.length >> 1] ?? 0;
  const at = widths.findIndex((width) => width * 2 > usual);
  const row = rows[at];
  return row?.every((cell) => !isValue(cell) || typeof cell === 'string') ? at + 1 : 0;
}

function isFilled(row: readonly Cell[]): boolean {
  return row.some(isValue);
}

function isValue(cell: Cell | undefined): boolean {
  return cell !== null && cell !== undefined && cell !== '';
}

function textOf(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'object') return cell.text;
  return typeof cell === 'string' ? cell : JSON.stringify(cell);
}
