import { BrokenStretch } from './broken-stretch.ts';
import { isJson } from './is-json.ts';
import { DocumentFault, JsonDocumentError, whyNotJson } from './json-document-error.ts';
import { nameOf } from './json-fault.ts';
import type { Level } from '../containers/levels.ts';
import { isOpenedBy, WayFrames } from '../containers/way-frames.ts';
import type { RowSink } from '../containers/row-sink.ts';
import type { RowTaker } from './row-taker.ts';
import { mendKey } from '../lenient/mend-string.ts';
import { placeAfter } from '../text-place.ts';
import type { ReadValue, ValueReader } from './value-reader.ts';

/** What may come next: `first` is a key, a value or the closing bracket. */
type Expected = 'value' | 'first' | 'key' | 'colon' | 'comma' | 'end';

/** How a document is read. */
export interface ReadOptions {
  readonly encoding: string;
  readonly lenient: boolean;
}

/** Names of what is beside the rows are shown; more than this nobody reads. */
const MOST_NAMES = 100;

/**
 * Reads the rows of one JSON document that are in an array or object of it, and checks all that is around them. A
 * broken element of a list costs itself alone, and what follows a document that breaks after its rows costs none of
 * them. Throws JsonDocumentError where the document is no JSON and no row was found, or has nothing in that place.
 */
export class JsonEnvelope {
  /** Keys of what is beside the rows and is left out. */
  readonly leftOut = new Set<string>();
  readonly #reader: ValueReader;
  readonly #taker: RowTaker;
  readonly #sink: RowSink;
  readonly #encoding: string;
  readonly #isLenient: boolean;
  readonly #frames: WayFrames;
  readonly #broken: BrokenStretch;
  #expected: Expected = 'value';
  #found = false;
  #last: ReadValue | null = null;
  #firstFault: string | null = null;
  #lastFault: string | null = null;

  constructor(
    reader: ValueReader,
    taker: RowTaker,
    sink: RowSink,
    levels: readonly Level[],
    { encoding, lenient }: ReadOptions,
  ) {
    this.#reader = reader;
    this.#taker = taker;
    this.#sink = sink;
    this.#frames = new WayFrames(levels);
    this.#encoding = encoding;
    this.#isLenient = lenient;
    this.#broken = new BrokenStretch(reader, taker);
  }

  /** True where the place of the rows was come by. */
  get found(): boolean {
    return this.#found;
  }

  /** Reads as far as the text goes. */
  read(): void {
    while (this.#broken.isOpen ? this.#passBroken() : this.#tryNext());
    if (!this.#reader.isLast) return;
    if (this.#expected !== 'end' && !this.#broken.isOpen) this.#endEarly();
    this.#broken.end();
    this.#sink.end?.();
    if (this.#firstFault !== null && this.#taker.count === 0) throw new JsonDocumentError(this.#firstFault);
  }

  #tryNext(): boolean {
    try {
      return this.#readNext();
    } catch (error) {
      if (!(error instanceof DocumentFault) || !this.#mayGoOn()) throw error;
      this.#firstFault ??= error.message;
      this.#lastFault = error.message;
      this.#startBroken(error);
      return true;
    }
  }

  /** True where the rows that were found are good in spite of what follows. */
  #mayGoOn(): boolean {
    return this.#found && this.#sink.isByRow;
  }

  #startBroken({ message, value, at }: DocumentFault): void {
    const isInList = this.#frames.isAtRows && this.#frames.inner.isArray;
    const isEnded = value !== undefined && !value.isBroken && value.oversized === 0 && /^[[{"]/.test(value.text);
    if (value && isEnded && this.#frames.isAtRows) {
      // Its brackets and quotes are in pairs: it ends where they end, unless another element begins before.
      const end = isInList ? this.#broken.findWithin(value, at, this.#last) : null;
      this.#taker.quarantine(value.text.slice(0, end ?? undefined).replace(/,\s*$/, ''), value.place, message);
      if (end === null) this.#endValue();
      else this.#reader.at = value.start + end;
      return;
    }
    if (!value && isInList && this.#expected === 'value' && this.#reader.skipSpace() === ']') {
      // A comma too many before the end costs no element.
      this.#taker.quarantine(',', this.#reader.placeOf(this.#reader.at), message);
      this.#close(']');
      return;
    }
    this.#broken.begin(message, { value, at, before: isInList ? this.#last : null, isToEnd: !isInList });
  }

  #passBroken(): boolean {
    const next = this.#broken.pass();
    if (next === null) return false;
    this.#expected = next.isEnd ? 'comma' : 'value';
    return true;
  }

  #endEarly(): void {
    const isOpenValue = this.#expected !== 'comma' && this.#expected !== 'first';
    if (this.#isLenient && this.#found && !isOpenValue) {
      this.#taker.addMended({ ends: this.#frames.depth });
      return;
    }
    const fault = this.#fault('it ends too early');
    if (!this.#mayGoOn()) throw fault;
    // A number that is cut has said so already.
    if (this.#lastFault === fault.message) return;
    this.#firstFault ??= fault.message;
    this.#taker.quarantine('', this.#reader.placeOf(this.#reader.at), fault.message);
  }

  #readNext(): boolean {
    const mark = this.#reader.skipSpace();
    if (mark === undefined) return false;
    switch (this.#expected) {
      case 'value':
        if (this.#isLenient && this.#frames.depth > 0 && this.#close(mark)) {
          this.#taker.addMended({ commas: 1 });
          return true;
        }
        return this.#readValue(mark);
      case 'first':
        if (this.#close(mark)) return true;
        return this.#frames.inner.isArray ? this.#readValue(mark) : this.#readKey(mark);
      case 'key':
        if (this.#isLenient && this.#close(mark)) {
          this.#taker.addMended({ commas: 1 });
          return true;
        }
        return this.#readKey(mark);
      case 'colon':
        return this.#pass(mark, ':', 'value');
      case 'comma':
        if (this.#close(mark)) return true;
        return this.#pass(mark, ',', this.#frames.inner.isArray ? 'value' : 'key');
      case 'end':
        throw this.#unexpected();
    }
  }

  #pass(mark: string, wanted: string, next: Expected): boolean {
    if (mark !== wanted) throw this.#unexpected();
    this.#reader.pass();
    this.#expected = next;
    return true;
  }

  #close(mark: string): boolean {
    if (mark !== (this.#frames.inner.isArray ? ']' : '}')) return false;
    this.#reader.pass();
    this.#frames.close();
    this.#endValue();
    return true;
  }

  #endValue(): void {
    this.#expected = this.#frames.depth === 0 ? 'end' : 'comma';
    if (this.#frames.depth > 0) this.#frames.inner.index++;
  }

  #readKey(mark: string): boolean {
    if (mark !== '"' && !this.#isLenient) throw this.#unexpected();
    const key = this.#reader.read();
    if (key === null) return false;
    if (key.oversized > 0) throw this.#faultIn(key, { at: 0, what: 'a key that is too long' });
    const mended = this.#isLenient && !key.isBroken ? mendKey(key.text) : null;
    if (mended === null) this.#check(key);
    else if (mended !== key.text) this.#taker.addMended({ quotes: 1 });
    this.#frames.inner.key = mended ?? key.text;
    this.#expected = 'colon';
    return true;
  }

  #readValue(mark: string): boolean {
    if (mark === ',' || mark === ':' || mark === ']' || mark === '}') throw this.#unexpected();
    const role = this.#frames.role();
    if (isOpenedBy(role, mark)) {
      this.#open(mark);
      return true;
    }
    const value = this.#reader.read();
    if (value === null) return false;
    if (role === 'row') this.#takeRow(value);
    else if (role === 'names') this.#takeNames(value);
    else this.#leaveOut(value);
    this.#endValue();
    return true;
  }

  #open(mark: string): void {
    this.#reader.pass();
    this.#frames.open(mark);
    this.#found ||= this.#frames.isAtAllRows;
    this.#expected = 'first';
  }

  #takeRow(value: ReadValue): void {
    this.#found = true;
    const { depth } = this.#frames;
    // A number at the very end of a document that ends too early may be only the beginning of one.
    const isCut = this.#reader.isLast && this.#reader.at === this.#reader.text.length && /\w$/.test(value.text);
    const fault = isCut && depth > 0 ? { at: value.text.length, what: 'it ends too early' } : null;
    const why = fault ?? this.#sink.take(value, this.#frames);
    if (why !== null) throw this.#faultIn(value, why);
    this.#last = value;
  }

  #takeNames(value: ReadValue): void {
    const fault = this.#sink.name?.(value) ?? null;
    if (fault !== null) throw this.#faultIn(value, fault);
  }

  #leaveOut(value: ReadValue): void {
    this.#check(value);
    const key = this.#frames.depth > 0 ? this.#frames.inner.key : null;
    if (key !== null && this.leftOut.size < MOST_NAMES) {
      // A key is a string's text, which was checked.
      this.leftOut.add(JSON.parse(key) as string);
    }
  }

  /** Throws where a value that is no row is no JSON either. One that is too long to hold is checked by its brackets. */
  #check(value: ReadValue): void {
    const isFine = !value.isBroken && (value.oversized > 0 || isJson(value.text) || this.#isLenient);
    if (!isFine) throw this.#faultIn(value, this.#taker.faultOf(value));
  }

  #faultIn(value: ReadValue, fault: { readonly at: number; readonly what: string }): DocumentFault {
    const place = placeAfter(value.place, value.text.slice(0, fault.at), this.#encoding);
    return new DocumentFault(whyNotJson(fault, place), value, fault.at);
  }

  #unexpected(): DocumentFault {
    const { text, at } = this.#reader;
    return this.#fault(`unexpected ${nameOf(text.codePointAt(at) ?? 0)}`);
  }

  #fault(what: string): DocumentFault {
    return new DocumentFault(whyNotJson({ what }, this.#reader.placeOf(this.#reader.at)));
  }
}
