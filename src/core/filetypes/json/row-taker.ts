import { isJson } from './is-json.ts';
import type { JsonFault } from './json-fault.ts';
import { JsonLineChecker } from '../jsonl/json-line.ts';
import { keyedRow, nestedRows } from './nested-rows.ts';
import type { RowStep } from './rows-at.ts';
import { MAX_ROW_BYTES, type QuarantineDraft } from '../settings.ts';
import type { Place } from '../text-place.ts';
import { tooLong } from '../too-long.ts';
import { utf8Length } from '../utf8.ts';
import { faultOf, type ReadValue } from './value-reader.ts';

const encoder = new TextEncoder();

/** Makes rows of the values of a JSON document: each keeps its own text, but stands on one line. */
export class RowTaker {
  rows: string[] = [];
  quarantined: QuarantineDraft[] = [];
  /** All rows so far, those that were handed out too. */
  count = 0;
  readonly #checker = new JsonLineChecker();
  /** Where rows lie within a value. */
  readonly #inner: readonly RowStep[];

  constructor(inner: readonly RowStep[] = []) {
    this.#inner = inner;
  }

  get columns(): readonly string[] {
    return this.#checker.columns;
  }

  /** Takes a value, or says why it is not JSON. `key`: the quoted key it stands under, where that belongs to the row. */
  take(value: ReadValue, key: string | null): JsonFault | null {
    const { text, place, oversized, isBroken } = value;
    if (isBroken) return faultOf(value);
    if (oversized > 0) this.quarantine(text, place, tooLong(oversized), oversized);
    else if (key !== null || this.#inner.length > 0) return this.#takeApart(value, key);
    else return this.#takeRow(toOneLine(text), value);
    return null;
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
    if (why !== null && !isJson(row)) return faultOf(value);
    if (why !== null || bytes > MAX_ROW_BYTES) this.quarantine(text, place, why ?? tooLong(bytes));
    else this.#add(row);
    return null;
  }

  #takeApart(value: ReadValue, key: string | null): JsonFault | null {
    const line = toOneLine(value.text);
    if (!isJson(line)) return faultOf(value);
    const rows = key === null ? nestedRows(line, this.#inner) : [keyedRow(key, line)];
    rows.forEach((row, index) => {
      // Places in quarantine must differ; this one still lies in the value.
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
 * ends can't stand within a string, so each one is white space between two tokens.
 */
function toOneLine(text: string): string {
  return text.replace(/[\r\n][ \t\r\n]*/g, '');
}
