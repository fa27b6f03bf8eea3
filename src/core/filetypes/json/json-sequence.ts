import { nameOf } from './json-fault.ts';
import type { ReadOptions } from './json-envelope.ts';
import { isFollowed, skip } from './json-outline.ts';
import { JsonDocumentError, whyNotJson } from './json-document-error.ts';
import type { RowTaker } from './row-taker.ts';
import { MAX_ROW_BYTES } from '../settings.ts';
import { type Place, placeAfter } from '../text-place.ts';
import type { ReadValue, ValueReader } from './value-reader.ts';
import { isOpening } from './value-scanner.ts';

const VALUE_START = /[\r\n] ?[{[]/g;

/** Text that is no value, up to where the next one may begin. */
interface Lost {
  readonly place: Place;
  readonly reason: string;
  text: string;
}

/**
 * Reads a whole document as one row, or several values one after another as one row each, as programs write them that
 * print each result with line breaks: each but the first begins with a bracket on a new line. A value that can't be read
 * costs itself alone, unless there is no other.
 */
export class JsonSequence {
  readonly #reader: ValueReader;
  readonly #taker: RowTaker;
  readonly #encoding: string;
  readonly #isLenient: boolean;
  /** A value that is whole, but of which it is not known yet whether anything odd follows. */
  #held: { readonly value: ReadValue; readonly length: number } | null = null;
  #lost: Lost | null = null;
  #firstFault: string | null = null;
  #hasQuarantined = false;

  constructor(reader: ValueReader, taker: RowTaker, { encoding, lenient }: ReadOptions) {
    this.#isLenient = lenient;
    this.#reader = reader;
    this.#taker = taker;
    this.#encoding = encoding;
  }

  /** Reads as far as the text goes. Throws JsonDocumentError at the end of a text without any value. */
  read(): void {
    while (this.#readNext());
    if (!this.#reader.isLast) return;
    this.#endLost(this.#reader.text.length);
    const isAnything = this.#taker.count > 0 || this.#firstFault !== null || this.#hasQuarantined;
    if (this.#firstFault !== null && this.#taker.count === 0) throw new JsonDocumentError(this.#firstFault);
    if (!isAnything) throw new JsonDocumentError(whyNotJson({ what: 'it ends too early' }, this.#here()));
  }

  #readNext(): boolean {
    const reader = this.#reader;
    if (this.#lost !== null) return this.#findStart();
    if (this.#held === null) {
      const mark = reader.skipSpace();
      if (mark === undefined) return false;
      if (mark === ',' && this.#isLenient && this.#taker.count > 0) {
        this.#taker.addMended({ commas: 1 });
        reader.pass();
        return true;
      }
      const value = reader.read();
      if (value === null) return false;
      this.#held = { value, length: reader.at - value.start };
      // It stays in the text until it is taken.
      reader.at = value.start;
    }
    const { value, length } = this.#held;
    const end = reader.at + length;
    const next = skip(reader.text, end);
    if (!value.isBroken && next === reader.text.length && !reader.isLast) return false;
    this.#held = null;
    const isPassed = this.#isLenient && /[#/,]/.test(reader.text[next] ?? '');
    const isNext = isPassed || isFollowed(reader.text, end) || this.#isGlued(value, next);
    if (value.isBroken || next === reader.text.length || isNext) this.#take(value, end);
    else {
      const fault = { what: `unexpected ${nameOf(reader.text.codePointAt(next) ?? 0)}` };
      this.#lose(value, whyNotJson(fault, reader.placeOf(next)), next);
    }
    return true;
  }

  /** True where another object begins right behind one. */
  #isGlued({ text }: ReadValue, next: number): boolean {
    return text.endsWith('}') && this.#reader.text[next] === '{';
  }

  #take(value: ReadValue, end: number): void {
    const reader = this.#reader;
    const before = this.#taker.quarantined.length;
    const fault = this.#taker.take(value, null);
    this.#hasQuarantined ||= this.#taker.quarantined.length > before;
    if (fault === null) reader.at = end;
    else {
      const place = placeAfter(value.place, value.text.slice(0, fault.at), this.#encoding);
      this.#lose(value, whyNotJson(fault, place), value.oversized > 0 ? end : reader.at + fault.at);
    }
  }

  /** Gives up a value that stops being JSON at `at`. */
  #lose({ place, text, oversized }: ReadValue, reason: string, at: number): void {
    const reader = this.#reader;
    this.#firstFault ??= reason;
    this.#lost = { place, reason, text: oversized > 0 ? text : reader.text.slice(reader.at, at) };
    reader.at = at;
  }

  /** Passes over what is lost; false where its end has not come yet. */
  #findStart(): boolean {
    const reader = this.#reader;
    const lost = this.#lost;
    if (lost === null) return true;
    const isAtLineStart =
      /[\r\n]/.test(reader.text[reader.at - 1] ?? '') && isOpening(reader.text.charCodeAt(reader.at));
    VALUE_START.lastIndex = reader.at;
    const found = isAtLineStart ? reader.at : (VALUE_START.exec(reader.text)?.index ?? -2) + 1;
    if (found >= 0) {
      this.#endLost(found);
      return true;
    }
    // A line end at the very end may be followed by a bracket.
    const end = reader.isLast ? reader.text.length : Math.max(reader.at, reader.text.length - 1);
    if (lost.text.length < MAX_ROW_BYTES) lost.text += reader.text.slice(reader.at, end);
    reader.at = end;
    return false;
  }

  #endLost(at: number): void {
    const lost = this.#lost;
    if (lost === null) return;
    const reader = this.#reader;
    const text = (lost.text + reader.text.slice(reader.at, at)).trimEnd();
    const isWhole = lost.text.length < MAX_ROW_BYTES;
    const bytes = isWhole ? undefined : reader.placeOf(at).byte - lost.place.byte;
    reader.at = at;
    this.#taker.quarantine(text, lost.place, lost.reason, bytes);
    this.#lost = null;
  }

  #here(): Place {
    return this.#reader.placeOf(this.#reader.at);
  }
}
