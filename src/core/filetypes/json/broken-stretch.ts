import { CUT_PLACE, findNext, nextElement, type NextPlace } from './next-element.ts';
import type { RowTaker } from './row-taker.ts';
import type { Place } from '../text-place.ts';
import type { ReadValue, ValueReader } from './value-reader.ts';

/** Of a stretch that is passed over this much is kept to show. */
const KEPT_LENGTH = 64 << 10;
/** Characters that may be read twice, to find where broken elements end, before the rest is given up. */
const MOST_AGAIN = 1 << 30;

/** Where a document broke. */
export interface BrokenAt {
  /** The value that is broken, where it is one, and the index in it. */
  readonly value: ReadValue | undefined;
  readonly at: number;
  /** The element before. */
  readonly before: ReadValue | null;
  /** True where nothing that follows can be a row. */
  readonly isToEnd: boolean;
}

/** Passes over what is broken, up to where the next element of a list begins, and puts it into quarantine. */
export class BrokenStretch {
  readonly #reader: ValueReader;
  readonly #taker: RowTaker;
  #open: { readonly place: Place; readonly reason: string; readonly pattern: RegExp | null; text: string } | null =
    null;
  #again = 0;

  constructor(reader: ValueReader, taker: RowTaker) {
    this.#reader = reader;
    this.#taker = taker;
  }

  get isOpen(): boolean {
    return this.#open !== null;
  }

  /** Where the next element begins within the text of one that is broken at `at`; null where none does. */
  findWithin(value: ReadValue, at: number, before: ReadValue | null): number | null {
    const next = findNext(nextElement(value, before), value.text, at);
    return next === null || next.isEnd ? null : next.at;
  }

  begin(reason: string, { value, at, before, isToEnd }: BrokenAt): void {
    const reader = this.#reader;
    const shape = value ?? before;
    const isGivenUp = isToEnd || shape === null || this.#again > MOST_AGAIN;
    const place = value?.place ?? reader.placeOf(reader.at);
    let text = '';
    if (value && value.oversized > 0) text = value.text;
    else if (value) {
      // A bracket that is never closed shows only at the end of the file; other elements may have begun by then.
      const isSwallowing = value.startsLine && at >= value.text.length;
      const from = value.start + (isSwallowing ? 1 : Math.max(at, 1));
      this.#again += reader.at - from;
      text = reader.text.slice(value.start, from);
      reader.at = from;
    }
    this.#open = { place, reason, pattern: isGivenUp ? null : nextElement(shape, before), text };
    if (value || isGivenUp) return;
    // Between two elements: where only the comma is missing, the next one begins right here.
    if (reader.text[reader.at] === shape.text[0]) this.#open = { ...this.#open, pattern: /(?=[[{])/g };
  }

  /** Goes on to the next element; null where it has not come. */
  pass(): NextPlace | null {
    const { text, at, isLast } = this.#reader;
    const open = this.#open;
    if (open === null) return null;
    const next = open.pattern && findNext(open.pattern, text, at);
    if (next) {
      this.#keep(next.at);
      this.end();
      return next;
    }
    // A place that is cut in two may yet begin here.
    this.#keep(isLast ? text.length : Math.max(at, text.length - CUT_PLACE));
    return null;
  }

  /** Puts what was passed into quarantine. */
  end(): void {
    const open = this.#open;
    if (open === null) return;
    const { place, reason, text } = open;
    const bytes = text.length < KEPT_LENGTH ? undefined : this.#reader.placeOf(this.#reader.at).byte - place.byte;
    this.#taker.quarantine(text.replace(/[\s,]+$/, ''), place, reason, bytes);
    this.#open = null;
  }

  #keep(end: number): void {
    const reader = this.#reader;
    if (this.#open && this.#open.text.length < KEPT_LENGTH) this.#open.text += reader.text.slice(reader.at, end);
    reader.at = end;
  }
}
