import { counted } from '../../../amount.ts';
import type { ReadSettings } from '../../settings.ts';
import { commonWidth } from './common-width.ts';
import type { FoundHeader } from './sniff-header.ts';
import type { TableHead } from './table-head.ts';

type Shape = Pick<ReadSettings, 'width' | 'rowNames' | 'trailing' | 'longRows'>;

export interface FoundShape {
  readonly shape: Shape;
  readonly reasons: readonly string[];
}

/** More long rows than this share are no accident. */
const FEW = 0.05;
/** A statement about all rows needs this many of them to agree. */
const MOST = 0.8;

/** How wide the table is: as wide as its rows, whatever its first line says. */
export function sniffShape(
  records: TableHead['records'],
  header: Pick<FoundHeader, 'headerRow' | 'headerRows'>,
): FoundShape {
  const { headerRow, headerRows } = header;
  const body = records.slice(headerRow === 0 ? 0 : headerRow - 1 + headerRows);
  const names = headerRow === 0 ? null : records.slice(headerRow - 1, headerRow - 1 + headerRows);
  const { columns, agreeing } = commonWidth(
    body.map((cells) => cells.length),
    1,
  );
  if (body.length === 0 || columns < 2) return { shape: { longRows: 'quarantine' }, reasons: [] };
  const full = body.filter((cells) => cells.length === columns);
  const named = names === null ? columns : Math.max(...names.map((cells) => cells.length));
  if (isTrailing(full, names, columns, named)) {
    return {
      shape: { longRows: 'extra columns', trailing: true },
      reasons: ['Rows end with a delimiter: the empty column behind it is dropped.'],
    };
  }
  const missing = columns - named;
  const isAgreed = agreeing >= body.length * MOST;
  if (missing === 1 && isAgreed) {
    const reason = 'The header is shorter by one: the first column holds names of rows and has none itself.';
    return {
      shape: { longRows: longRowsOf(body, columns).longRows, width: columns, rowNames: true },
      reasons: [reason],
    };
  }
  const width = Math.max(columns, named);
  const { longRows, reason } = longRowsOf(body, width);
  if (missing > 0) {
    const words = `The rows have ${counted(columns, 'cell')}, the header ${named}: the other columns have no names.`;
    return { shape: { longRows, width: columns }, reasons: [words, ...reason] };
  }
  // Without a header the first row, which may be short, says nothing of the others.
  const isFirstOff = names === null && records[0]?.length !== columns;
  return { shape: { longRows, ...(isFirstOff ? { width: columns } : {}) }, reasons: reason };
}

function longRowsOf(body: TableHead['records'], width: number): { longRows: Shape['longRows']; reason: string[] } {
  const long = body.filter((cells) => cells.length > width).length;
  if (long <= body.length * FEW) return { longRows: 'quarantine', reason: [] };
  const words = `${counted(long, 'row')} of the first ${body.length} have more cells than columns: they are kept in extra columns.`;
  return { longRows: 'extra columns', reason: [words] };
}

function isTrailing(
  full: TableHead['records'],
  names: TableHead['records'] | null,
  columns: number,
  named: number,
): boolean {
  if (columns < 2 || full.some((cells) => cells.at(-1) !== '')) return false;
  // Where all cells of the column before are empty too, empty columns are what the table has.
  if (full.every((cells) => cells.at(-2) === '')) return false;
  if (names === null) return full.length >= 2;
  if (named === columns - 1) return true;
  const [first = []] = names;
  return named === columns && names.every((cells) => (cells[columns - 1] ?? '') === '') && first[columns - 2] !== '';
}
