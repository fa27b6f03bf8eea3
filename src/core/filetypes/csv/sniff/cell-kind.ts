/** What a cell holds, as far as a look tells. `missing`: a word for nothing. `code`: letters and digits without a space. */
export type CellKind =
  'empty' | 'missing' | 'number' | 'date' | 'time' | 'moment' | 'flag' | 'link' | 'code' | 'text' | 'long';

/** Kinds that no name of a column has. */
export const SOLID: ReadonlySet<CellKind> = new Set(['number', 'date', 'time', 'moment', 'flag', 'link', 'code']);

const LONG = 80;
const MISSING = /^(na|n\/a|nan|null|none|nil|-+|\?+|\.+|\*+|#n\/a|\\n|inf|-inf|unknown)$/i;
const NUMBER = /^[(+-]?\s?[$€£¥]?\s?[+-]?(\d+|\d{1,3}([., '’\u00a0]\d{3})+)?([.,]\d+)?([eE][+-]?\d+)?\s?[%€$£]?\)?$/;
const DATE_PART = String.raw`(\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}|\d{1,2}[- ./]\p{L}{3,9}[- ./,]+\d{2,4}|(\p{L}{3,9},? )?\p{L}{3,9} \d{1,2},? \d{4}|\d{4}[-/]\d{2})`;
const TIME_PART = String.raw`\d{1,2}:\d{2}(:\d{2}([.,]\d+)?)?(\s?[ap]\.?m\.?)?\s?(Z|UTC|GMT|[+-]\d{2}:?\d{2})?`;
const DATE = new RegExp(`^${DATE_PART}$`, 'u');
const TIME = new RegExp(`^${TIME_PART}$`, 'i');
const MOMENT = new RegExp(`^${DATE_PART}[T ,]+${TIME_PART}$`, 'iu');
const FLAG = /^(true|false|yes|no|ja|nein|oui|non)$/i;
const LINK = /^([a-z][a-z0-9+.-]*:\/\/\S+|www\.\S+|[^\s@]+@[^\s@]+\.\p{L}{2,})$/iu;
const CODE = /^(?=.*\d)[\p{L}\d][\p{L}\d_./:#-]*$/u;

/** The kind of a cell; spaces around it do not count. */
export function kindOf(cell: string): CellKind {
  if (cell === '') return 'empty';
  if (cell.length > LONG) return cell.length < 400 && LINK.test(cell.trim()) ? 'link' : 'long';
  const text = cell.trim();
  if (text === '') return 'empty';
  if (/\d/.test(text)) {
    if (NUMBER.test(text)) return 'number';
    if (DATE.test(text)) return 'date';
    if (TIME.test(text)) return 'time';
    if (MOMENT.test(text)) return 'moment';
  }
  if (MISSING.test(text)) return 'missing';
  if (FLAG.test(text)) return 'flag';
  if (LINK.test(text)) return 'link';
  return CODE.test(text) ? 'code' : 'text';
}

/** The kind that at least this share of the cells has that hold something; null where none does. `empty` where all are. */
export function kindOfColumn(cells: readonly string[], share: number): CellKind | null {
  const counts = new Map<CellKind, number>();
  let filled = 0;
  for (const cell of cells) {
    const kind = kindOf(cell);
    if (kind === 'empty' || kind === 'missing') continue;
    filled++;
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  if (filled === 0) return 'empty';
  // Long and short texts are one kind here.
  counts.set('text', (counts.get('text') ?? 0) + (counts.get('long') ?? 0));
  counts.delete('long');
  for (const [kind, count] of counts) if (count >= filled * share) return kind;
  return null;
}
