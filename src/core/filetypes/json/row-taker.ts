import { isJson } from './is-json.ts';
import type { JsonFault } from './json-fault.ts';
import { JsonLineChecker } from '../jsonl/json-line.ts';
import { isMend, mend } from '../lenient/mend.ts';
import { type Mended, sumMended } from '../lenient/mended.ts';
import { keyedRow, nestedRows } from './nested-rows.ts';
import type { RowStep } from './rows-at.ts';
import { MAX_ROW_BYTES, type QuarantineDraft } from '../settings.ts';
import type { Place } from '../text-place.ts';
import { tooLong } from '../too-long.ts';
import { utf8Length } from '../utf8.ts';
import { faultOf, type ReadValue } from './value-reader.ts';

const encoder = new TextEncoder();

/** Makes rows of the values of a JSON document: each keeps its own text, but is on one line. */
export class RowTaker {
  rows: string[] = [];
  quarantined: QuarantineDraft[] = [];
  /** All rows so far, those that were handed out too. */
  count = 0;
  readonly #checker = new JsonLineChecker();
  /** What a lenient reading put right; undefined where nothing was. */
  mended: Mended | undefined;
  /** Where rows are within a value. */
  readonly #inner: readonly RowStep[];
  readonly #isLenient: boolean;

  constructor(inner: readonly RowStep[] = [], isLenient = false) {
    this.#inner = inner;
    this.#isLenient = isLenient;
  }

  get columns(): readonly string[] {
    return this.#checker.columns;
  }

  /** Takes a value, or says why it is not JSON. `key`: the quoted key it is under, where that belongs to the row. */
  take(value: ReadValue, key: string | null): JsonFault | null {
    const { text, place, oversized, isBroken } = value;
    if (isBroken) return this.faultOf(value);
    if (oversized > 0) this.quarantine(text, place, tooLong(oversized), oversized);
    else if (key !== null || this.#inner.length > 0) return this.#takeApart(value, key);
    else return this.#takeRow(toOneLine(text), value);
    return null;
  }

  /** A value's JSON on one line, put right where that is asked for, or why there is none. */
  jsonOf(value: ReadValue): string | JsonFault {
    const line = toOneLine(value.text);
    if (isJson(line)) return line;
    const found = this.#isLenient && !value.isBroken ? mend(value.text) : faultOf(value);
    if (!isMend(found)) return found;
    if (found.end < value.text.length) return { at: found.end, cut: false, what: 'something after the value' };
    this.mended = sumMended(this.mended, found.mended);
    return found.text;
  }

  /** Counts what was put right outside of the values. */
  addMended(mended: Partial<Mended>): void {
    this.mended = sumMended(this.mended, mended);
  }

  /** What is wrong with a value that is broken. */
  faultOf(value: ReadValue): JsonFault {
    const found = this.#isLenient ? mend(value.text) : faultOf(value);
    return isMend(found) ? { at: value.text.length, cut: true, what: 'it ends too early' } : found;
  }

  quarantine(text: string, { line, byte }: Place, reason: string, bytes?: number): void {
    const raw = encoder.encode(text);
    this.quarantined.push({ line, byte, bytes: bytes ?? raw.length, reason, raw });
  }

  /** Hands out what was taken. */
  drain(): { readonly rows: readonly string[]; readonly quarantined: readonly QuarantineDraft[] } {
    const { rows, quarantined } = this;
    this.rows = [];
    this.quarantined = [];
    return { rows, quarantined };
  }

  #takeRow(row: string, value: ReadValue): JsonFault | null {
    const { text, place } = value;
    // A UTF-16 unit takes at most three bytes.
    const bytes = row.length * 3 > MAX_ROW_BYTES ? utf8Length(row) : 0;
    const why = this.#checker.check(row);
    if (why !== null && !isJson(row)) {
      const mended = this.jsonOf(value);
      return typeof mended === 'string' ? this.#takeRow(mended, value) : mended;
    }
    if (why !== null || bytes > MAX_ROW_BYTES) this.quarantine(text, place, why ?? tooLong(bytes));
    else this.#add(row);
    return null;
  }

  #takeApart(value: ReadValue, key: string | null): JsonFault | null {
    const line = this.jsonOf(value);
    if (typeof line !== 'string') return line;
    const rows = nestedRows(key === null ? line : keyedRow(key, line), this.#inner);
    rows.forEach((row, index) => {
      // Places in quarantine must differ; this one still is in the value.
      const place = { ...value.place, byte: value.place.byte + index };
      this.#takeRow(row, rows.length === 1 ? value : { ...value, place, text: row });
    });
    return null;
  }

  #add(row: string): void {
    this.rows.push(row);
    this.count++;
  }
}

/**
 * A JSON text on one line: line ends and the white space that begins a line become nothing, all else stays. Raw line
 * ends can't be within a string, so each one is white space between two tokens.
 */
function toOneLine(text: string): string {
  return text.replace(/[\r\n][ \t\r\n]*/g, '');
}
