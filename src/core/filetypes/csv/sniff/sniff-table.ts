import { counted } from '../../../amount.ts';
import type { Delimiter, ReadOffer, ReadSettings } from '../../settings.ts';
import type { Dialect } from '../dialect.ts';
import { sepOf } from '../sep-line.ts';
import { isShownText } from '../shown-cell.ts';
import { type SniffedDialect, sniffDialect } from './sniff-dialect.ts';
import { offerFooter } from './sniff-footer.ts';
import { sniffHeader } from './sniff-header.ts';
import { sniffNewline } from './sniff-newline.ts';
import { sniffShape } from './sniff-shape.ts';
import { readHead, readTail } from './table-head.ts';

/** What of the settings is about tables alone. */
export type TableSettings = Pick<
  ReadSettings,
  | 'delimiter'
  | 'quote'
  | 'escape'
  | 'comment'
  | 'newline'
  | 'headerRow'
  | 'headerRows'
  | 'width'
  | 'rowNames'
  | 'trailing'
  | 'longRows'
  | 'dropLast'
  | 'shownCells'
>;

export interface SniffedTable {
  readonly settings: TableSettings;
  /** One sentence each; what the user chose needs none. */
  readonly reasons: readonly string[];
  readonly offers: readonly ReadOffer[];
}

const DELIMITER_NAMES: Readonly<Record<Delimiter, string>> = {
  ',': 'Comma',
  ';': 'Semicolon',
  '\t': 'Tab',
  '|': 'Vertical bar',
  '#': 'Number sign',
  '^': 'Caret',
  '~': 'Tilde',
  ', ': 'Comma and space',
  ' ': 'Space',
  '  ': 'Two spaces or more',
  ' +': 'Spaces',
  '': 'One column',
};

/** Ragged rows of a file that is named as a table: its own delimiter parts them, where most lines have it as one. */
function believeName(
  found: SniffedDialect,
  text: string,
  complete: boolean,
  wanted: Partial<ReadSettings>,
  fileName: string,
): SniffedDialect {
  if (found.dialect.delimiter !== '' || wanted.delimiter !== undefined) return found;
  const [, kind] = /\.(csv|tsv)(?:\.gz)?$/i.exec(fileName) ?? [];
  if (kind === undefined) return found;
  const delimiter = kind.toLowerCase() === 'csv' ? ',' : '\t';
  const lines = text
    .slice(0, 64 << 10)
    .split(/\r\n|\r|\n/)
    .filter((line) => line !== '');
  // A comma of a sentence has a space behind it.
  const parted = lines.filter((line) => line.includes(delimiter) && !line.includes(', ')).length;
  return parted * 2 > lines.length ? sniffDialect(text, complete, { ...wanted, delimiter }) : found;
}

/**
 * Finds out how a table is to be read, from its first rows. `wanted` is what the user chose: it beats what was found. The
 * name is believed where the rows are too unlike for anything else.
 */
export function sniffTable(
  text: string,
  complete: boolean,
  wanted: Partial<ReadSettings>,
  fileName = '',
): SniffedTable {
  const sep = delimiterOf(sepOf(text));
  // The line itself says nothing of quotes and widths.
  const below = sep === null ? text : text.replace(/^[^\r\n]*(\r\n|\r|\n)?/, '');
  const asked = sep !== null && wanted.delimiter === undefined ? { ...wanted, delimiter: sep } : wanted;
  const found = believeName(sniffDialect(below, complete, asked), below, complete, asked, fileName);
  const { dialect } = found;
  const newline = wanted.newline === undefined ? sniffNewline(below, complete, dialect) : null;
  const lineEnd = wanted.newline ?? newline?.value ?? '\n';
  const head = readHead(below, complete, dialect, lineEnd);
  const aboveTable = sep === null ? 0 : 1;
  const header = wanted.headerRow === undefined ? sniffHeader(head.records) : null;
  const headerRow = wanted.headerRow ?? (header === null || header.headerRow === 0 ? 0 : header.headerRow + aboveTable);
  const headerRows = wanted.headerRows ?? header?.headerRows ?? 1;
  const shape = sniffShape(head.records, { headerRow: Math.max(0, headerRow - aboveTable), headerRows });
  const reasons = [
    ...(wanted.delimiter === undefined
      ? [sep === null ? whyDelimiter(found) : `${DELIMITER_NAMES[sep]}: the first line says so.`]
      : []),
    ...whyQuotes(dialect, wanted, below),
    ...(newline === null ? [] : [newline.reason]),
    ...(header === null ? [] : [header.reason]),
    ...(wanted.longRows === undefined ? shape.reasons : []),
  ];
  const rows = head.records.slice(Math.max(0, headerRow - aboveTable));
  const rowsToEnd = head.isWhole ? rows : complete ? readTail(below, dialect, lineEnd) : null;
  const { quote, escape, comment } = dialect;
  return {
    settings: {
      delimiter: dialect.delimiter,
      ...(quote === '"' && wanted.quote === undefined ? {} : { quote }),
      ...(escape === 'double' && wanted.escape === undefined ? {} : { escape }),
      ...(comment === undefined ? {} : { comment }),
      newline: lineEnd,
      headerRow,
      ...(headerRows === 1 ? {} : { headerRows }),
      ...shape.shape,
      ...chosen(wanted),
    },
    reasons,
    offers: offersOf(rowsToEnd, head.records, wanted),
  };
}

/** What only the user chooses, and what beats the shape that was found. */
function chosen({ longRows, dropLast, shownCells }: Partial<ReadSettings>): Partial<TableSettings> {
  return {
    ...(longRows === undefined ? {} : { longRows }),
    ...(dropLast === undefined ? {} : { dropLast }),
    ...(shownCells === undefined ? {} : { shownCells }),
  };
}

/** A delimiter that this program knows; null for any other. */
function delimiterOf(text: string | null): Delimiter | null {
  if (text === null || !(text in DELIMITER_NAMES)) return null;
  // It is one of the keys.
  return text as Delimiter;
}

function whyDelimiter({ dialect, head, columns, agreeing }: SniffedDialect): string {
  if (dialect.delimiter === '') return 'One column. No delimiter found.';
  const share = `${agreeing} of the first ${counted(head.records.length, 'row')}`;
  return `${DELIMITER_NAMES[dialect.delimiter]}: ${columns} columns in ${share}.`;
}

function whyQuotes({ quote, escape, comment }: Dialect, wanted: Partial<ReadSettings>, text: string): string[] {
  const words: string[] = [];
  if (wanted.quote === undefined && quote === '' && text.includes('"'))
    words.push('Quotes are text: read as quotes, they would join rows or lose letters.');
  if (wanted.quote === undefined && quote === "'") words.push('Cells stand in apostrophes.');
  if (wanted.escape === undefined && escape === 'backslash')
    words.push('A backslash stands before a quote that is part of a cell.');
  if (wanted.comment === undefined && comment !== undefined)
    words.push(`Lines that begin with ${comment} are comments and left out.`);
  return words;
}

function offersOf(
  rowsToEnd: readonly (readonly string[])[] | null,
  records: readonly (readonly string[])[],
  wanted: Partial<ReadSettings>,
): readonly ReadOffer[] {
  const width = Math.max(0, ...records.map((cells) => cells.length));
  const footer = rowsToEnd === null || wanted.dropLast !== undefined ? null : offerFooter(rowsToEnd, width);
  const shown = wanted.shownCells === undefined && records.some((cells) => cells.some(isShownText));
  return [
    ...(footer === null ? [] : [footer]),
    ...(shown
      ? [
          {
            label: 'Read ="001" as 001',
            reason: 'Some cells are formulas that only show a text, such as ="001".',
            wanted: { shownCells: true },
          },
        ]
      : []),
  ];
}
