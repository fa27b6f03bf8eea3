import { LineEnds } from '../line-ends.ts';
import type { Newline } from '../settings.ts';
import { DelimiterSearch } from './delimiter-search.ts';
import type { Dialect } from './dialect.ts';
import { QuotedField } from './quoted-field.ts';

const TO_QUOTE = /[,;\t|\r\n]/;

/** What was seen of quotes in the records that were split. */
export interface QuoteMarks {
  /** Cells that are in quotes. */
  quoted: number;
  /** Of these, the ones that could not be written without. */
  needed: number;
  /** Quotes within a quoted cell that are written as no quote should be. */
  odd: number;
  /** Cells that begin with a quote that closes nowhere. */
  open: number;
}

/** Splits records, cut without their line ends, into cells. It reads any dialect, and what quotes are odd as it can. */
export class RecordSplitter {
  readonly marks: QuoteMarks = { quoted: 0, needed: 0, odd: 0, open: 0 };
  readonly #dialect: Dialect;
  readonly #delimiters: DelimiterSearch;
  readonly #lineEnds: LineEnds;
  readonly #quoted: QuotedField;
  readonly #isTrimmed: boolean;

  constructor(dialect: Dialect, newline: Newline | undefined) {
    this.#dialect = dialect;
    this.#delimiters = new DelimiterSearch(dialect);
    this.#lineEnds = new LineEnds(newline);
    this.#quoted = new QuotedField(dialect, this.#delimiters, this.#lineEnds);
    this.#isTrimmed = dialect.delimiter === '  ' || dialect.delimiter === ' +';
  }

  /** The cells of one record. */
  split(record: string): string[] {
    const { delimiter, quote, escape } = this.#dialect;
    const text = this.#isTrimmed ? record.replace(/^ +| +$/g, '') : record;
    const hasQuotes = quote !== '' && text.includes(quote);
    if (!hasQuotes && escape === 'double' && delimiter.length < 2)
      return delimiter === '' ? [text] : text.split(delimiter);

    this.#delimiters.reset(text);
    this.#lineEnds.reset(text, true);
    // Nothing of the last record holds for this one.
    this.#quoted.reset(text, true, Infinity);
    const cells: string[] = [];
    for (let at = 0; ;) {
      const end = hasQuotes && text[at] === quote ? this.#takeQuoted(text, at, cells) : this.#takeBare(text, at, cells);
      if (end >= text.length) return cells;
      at = this.#delimiters.after(end);
    }
  }

  #takeBare(text: string, at: number, cells: string[]): number {
    const end = Math.min(this.#delimiters.find(at), text.length);
    const cell = text.slice(at, end);
    cells.push(this.#dialect.escape === 'backslash' ? this.#withoutBackslashes(cell) : cell);
    return end;
  }

  #takeQuoted(text: string, at: number, cells: string[]): number {
    const { quote, escape } = this.#dialect;
    this.#quoted.startRecord();
    const end = this.#quoted.findEnd(at);
    if (end < 0) {
      this.marks.open++;
      return this.#takeBare(text, at, cells);
    }
    const inner = text.slice(at + 1, text.lastIndexOf(quote, end - 1));
    const cell = inner.includes(quote) ? inner.replaceAll(quote + quote, quote) : inner;
    cells.push(escape === 'backslash' ? this.#withoutBackslashes(cell) : cell);
    this.marks.quoted++;
    if (inner.includes(quote) || TO_QUOTE.test(inner) || this.#delimiters.find(at) < end) this.marks.needed++;
    if (this.#quoted.isOdd) this.marks.odd++;
    return end;
  }

  /** Only what has to be behind a backslash loses it: `C:\temp` stays. */
  #withoutBackslashes(cell: string): string {
    if (!cell.includes('\\')) return cell;
    const { delimiter, quote } = this.#dialect;
    return cell.replace(/\\([\s\S])/g, (whole, letter: string) =>
      letter === '\\' || letter === quote || letter === delimiter ? letter : whole,
    );
  }
}
