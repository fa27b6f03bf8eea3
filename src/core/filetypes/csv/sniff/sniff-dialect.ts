import type { Delimiter, QuoteEscape, QuoteMark, ReadSettings } from '../../settings.ts';
import { kindOf } from './cell-kind.ts';
import { type Dialect, dialectOf } from '../dialect.ts';
import { type DialectFit, fitOf } from './dialect-fit.ts';
import { readHead, type TableHead } from './table-head.ts';

/** How a table is parted and quoted, as its first records show. */
export interface SniffedDialect {
  readonly dialect: Dialect;
  readonly head: TableHead;
  /** 1 where nothing parts the rows. */
  readonly columns: number;
  readonly agreeing: number;
}

type Wanted = Partial<Pick<ReadSettings, 'delimiter' | 'quote' | 'escape' | 'comment'>>;

/** How readily each delimiter is believed; other things alike, the rarer in text first: "1,5;2,5" is two numbers. */
const DELIMITERS: readonly (readonly [Delimiter, number])[] = [
  ['\t', 1.02],
  ['|', 1],
  [';', 1],
  [',', 0.98],
  ['^', 0.9],
  ['~', 0.9],
  ['#', 0.85],
  [', ', 1],
  ['  ', 0.75],
  [' +', 0.7],
  [' ', 0.68],
];
/** Below this the rows are not alike enough to be a table. */
const LEAST_SCORE = 0.24;
/** A sentence ends so. */
const SENTENCE = /[.!?…:]["'”’)]?\s*$/;
const COMMENTS = ['#', '%', '//'] as const;

/**
 * Chooses delimiter, quote, escape and comment together: what makes the whole head alike, with cells of one kind in each
 * column and quotes that are well written. Where nothing does, it is one column. `wanted` is not asked about.
 */
export function sniffDialect(text: string, complete: boolean, wanted: Wanted): SniffedDialect {
  const fits = candidates(text, wanted).flatMap(({ dialect, weight }) => {
    const fit = fitOf(text, complete, dialect);
    return fit.score > 0 && (wanted.delimiter !== undefined || isBelievable(fit, text, complete))
      ? [{ fit, rank: fit.score * weight }]
      : [];
  });
  const [best] = fits.sort((a, b) => b.rank - a.rank);
  if (best === undefined || (wanted.delimiter === undefined && best.rank < LEAST_SCORE) || wanted.delimiter === '') {
    return wanted.delimiter === undefined && wanted.quote !== undefined
      ? inSpiteOfQuotes(text, complete, wanted)
      : oneColumn(text, complete, wanted);
  }
  const { dialect, head, columns, agreeing } = best.fit;
  if (wanted.comment !== undefined) return { dialect, head, columns, agreeing };
  const comment = commentOf(best.fit);
  if (comment === undefined) return { dialect, head, columns, agreeing };
  const again = fitOf(text, complete, { ...dialect, comment });
  return { dialect: again.dialect, head: again.head, columns: again.columns, agreeing: again.agreeing };
}

/** What the user says of quotes may fit badly; it says nothing of the delimiter, which is found without it. */
function inSpiteOfQuotes(text: string, complete: boolean, wanted: Wanted): SniffedDialect {
  const { delimiter } = sniffDialect(text, complete, {}).dialect;
  return delimiter === '' ? oneColumn(text, complete, wanted) : sniffDialect(text, complete, { ...wanted, delimiter });
}

/** True where some delimiter gives several rows the same number of cells. */
export function isTable(text: string, complete: boolean): boolean {
  const { columns, agreeing } = sniffDialect(text, complete, {});
  return columns >= 2 && agreeing >= 2;
}

function candidates(text: string, wanted: Wanted): { readonly dialect: Dialect; readonly weight: number }[] {
  const head = text.slice(0, 256 << 10);
  const delimiters =
    wanted.delimiter === undefined
      ? DELIMITERS.filter(([delimiter]) => head.includes(delimiter === ' +' ? ' ' : delimiter))
      : [[wanted.delimiter, 1] as const];
  return delimiters.flatMap(([delimiter, weight]) =>
    quotings(head, wanted).map(([quote, escape, share]) => ({
      dialect: dialectOf({
        delimiter,
        quote,
        escape,
        ...(wanted.comment === undefined ? {} : { comment: wanted.comment }),
      }),
      weight: weight * share,
    })),
  );
}

/** The ways to quote that may be meant, with how readily each is believed. */
function quotings(head: string, wanted: Wanted): (readonly [QuoteMark, QuoteEscape, number])[] {
  const all: (readonly [QuoteMark, QuoteEscape, number])[] = [['"', 'double', 1]];
  if (head.includes('\\"')) all.push(['"', 'backslash', 0.97]);
  if (head.includes('"') || wanted.quote === '') all.push(['', 'double', 0.93]);
  // An apostrophe opens a cell only where it also closes one.
  const opens = /(^|[,;\t|^~#\r\n ])'/.test(head);
  if ((opens && /'([,;\t|^~# ]|[\r\n]|$)/.test(head)) || wanted.quote === "'") {
    all.push(["'", 'double', 0.92]);
    if (head.includes("\\'")) all.push(["'", 'backslash', 0.91]);
  }
  if (/\\[,;\t|]/.test(head)) all.push(['', 'backslash', 0.85]);
  const fitting = all.filter(
    ([quote, escape]) => (wanted.quote ?? quote) === quote && (wanted.escape ?? escape) === escape,
  );
  return fitting.length > 0 ? fitting : [[wanted.quote ?? '"', wanted.escape ?? 'double', 1]];
}

/** Spaces part words and commas part sentences: more is asked of them. */
function isBelievable(fit: DialectFit, text: string, complete: boolean): boolean {
  const { dialect, head, columns, evenness, agreeing, hasSolid } = fit;
  const { delimiter, quote } = dialect;
  const { records, marks } = head;
  if (quote === "'" && !areApostrophesQuotes(marks)) return false;
  if (delimiter === ', ') {
    const bare = readHead(text, complete, { ...dialect, delimiter: ',' });
    return isSpaced(bare) && (marks.needed > 0 || hasSolid || !isProse(bare.records, columns, agreeing));
  }
  if (delimiter === ',' || delimiter === ';')
    return marks.needed > 0 || hasSolid || !isProse(records, columns, agreeing);
  if (!delimiter.startsWith(' ')) return agreeing >= 2 || records.length === 1;
  if (delimiter === ' ' && hasEmptyColumn(records, columns)) return false;
  const isEven = evenness > 0.95 || (evenness > 0.85 && columns >= 4 && hasSolid);
  return isEven && agreeing >= 3 && agreeing >= records.length * 0.7 && (hasSolid || marks.quoted > agreeing / 2);
}

function areApostrophesQuotes({ quoted, needed, odd, open }: TableHead['marks']): boolean {
  return (quoted >= 2 || needed > 0) && (odd + open === 0 || odd + open <= quoted / 4);
}

/** Where single spaces make empty columns, several spaces are one. */
function hasEmptyColumn(records: readonly (readonly string[])[], columns: number): boolean {
  return Array.from({ length: columns }).some((_, column) => records.every((cells) => (cells[column] ?? '') === ''));
}

/** True where nearly every comma has a space behind it: then the spaces belong to none of the cells. */
function isSpaced({ records }: TableHead): boolean {
  const cells = records.flatMap((record) => record.slice(1)).filter((cell) => cell !== '');
  const spaced = cells.filter((cell) => cell.startsWith(' ')).length;
  const quoted = cells.filter((cell) => /^ +["']/.test(cell)).length;
  return spaced > 0 && (spaced >= cells.length * 0.9 || (quoted > 0 && spaced >= cells.length * 0.5));
}

/** True where commas part sentences: spaces behind them, no cell but of text, and lines that end as sentences or differ. */
function isProse(records: readonly (readonly string[])[], columns: number, agreeing: number): boolean {
  const cells = records.flatMap((record) => record.slice(1));
  const spaced = cells.filter((cell) => cell.startsWith(' ')).length;
  const ended = records.filter((record) => SENTENCE.test(record.at(-1) ?? '')).length;
  const isText = cells.every((cell) => ['text', 'long', 'empty'].includes(kindOf(cell)));
  return (
    columns < 5 &&
    isText &&
    spaced >= cells.length * 0.9 &&
    (ended >= records.length * 0.5 || agreeing < records.length * 0.95)
  );
}

/** The one column of a text that nothing parts; its quotes count where they are well written and do something. */
function oneColumn(text: string, complete: boolean, wanted: Wanted): SniffedDialect {
  const read = (quote: QuoteMark, escape: QuoteEscape): SniffedDialect => {
    const dialect = dialectOf({
      delimiter: wanted.delimiter ?? '',
      quote,
      escape,
      ...(wanted.comment === undefined ? {} : { comment: wanted.comment }),
    });
    const head = readHead(text, complete, dialect);
    return { dialect, head, columns: 1, agreeing: head.records.length };
  };
  const tries = quotings(text.slice(0, 256 << 10), wanted).map(([quote, escape]) => read(quote, escape));
  const isClean = ({ head: { marks, refused, strays, records } }: SniffedDialect): boolean =>
    marks.odd + marks.open + refused + strays === 0 && (marks.needed > 0 || marks.quoted * 2 >= records.length);
  const found =
    tries.find((one) => one.dialect.quote !== '' && isClean(one)) ?? tries.find(({ dialect }) => dialect.quote === '');
  const first = found ?? tries[0] ?? read('"', 'double');
  return first.dialect.quote === '' && !text.includes('"') ? read('"', 'double') : first;
}

/** What lines begin with that do not fit, and nothing else does: a comment. */
function commentOf({ head: { records }, columns }: DialectFit): string | undefined {
  return COMMENTS.find((mark) => {
    const marked = records.map((cells) => (cells[0] ?? '').startsWith(mark));
    const odd = records.filter((cells, i) => marked[i] && cells.length !== columns);
    if (odd.length === 0) return false;
    const last = marked.lastIndexOf(true);
    const areAllAbove = marked.slice(0, last).every(Boolean);
    // The names of the columns may be in such a line, the last one above the rows.
    const isHeader = areAllAbove && records[last]?.length === columns;
    return !isHeader && odd.length < records.length / 2 + 3;
  });
}
