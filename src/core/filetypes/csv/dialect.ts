import type { Delimiter, QuoteEscape, QuoteMark, ReadSettings } from '../settings.ts';

/** How the cells of a table are parted and quoted. */
export interface Dialect {
  readonly delimiter: Delimiter;
  readonly quote: QuoteMark;
  readonly escape: QuoteEscape;
  /** What a line begins with that is none of the table. */
  readonly comment?: string;
}

/** The dialect of these settings. What old ones do not say is as RFC 4180 has it. */
export function dialectOf({
  delimiter,
  quote = '"',
  escape = 'double',
  comment,
}: Pick<ReadSettings, 'delimiter' | 'quote' | 'escape' | 'comment'>): Dialect {
  return { delimiter, quote, escape, ...(comment === undefined || comment === '' ? {} : { comment }) };
}

/** True where any reader of CSV reads it: one character between the cells, and doubled double quotes. */
export function isPlain({ delimiter, quote, escape }: Dialect): boolean {
  return delimiter.length === 1 && delimiter !== ' ' && quote === '"' && escape === 'double';
}
