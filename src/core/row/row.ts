import { isObject, type Json } from '../json.ts';
import { applyEdits, type Edit, type Path } from './edit.ts';
import { findValue } from './find-value.ts';
import { scanMembers, type Members } from './members.ts';
import { nestedPlace } from './place.ts';

/** The column under which a row that is not an object is shown. */
export const VALUE_COLUMN = 'value';

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/**
 * One JSON value on one line: a view of the UTF-8 bytes of its block, or a text where a step made it. Each of the two is
 * made from the other when first asked for, and so is the parsed value. A changed row is a new Row that differs only where
 * it was asked to. A view keeps the bytes around it in memory: who keeps rows beyond a pass keeps their text instead.
 */
export class Row {
  #text: string | undefined;
  #value: Json | undefined;
  #bytes: Uint8Array | undefined;
  #start = 0;
  #end = 0;

  constructor(text: string, value?: Json) {
    this.#text = text;
    this.#value = value;
  }

  /** The row that `bytes` hold from `start` up to `end`. They may not change afterwards. */
  static view(bytes: Uint8Array, start: number, end: number): Row {
    const row = new Row('');
    row.#text = undefined;
    row.#bytes = bytes;
    row.#start = start;
    row.#end = end;
    return row;
  }

  get text(): string {
    return (this.#text ??= decoder.decode(this.bytes.subarray(this.#start, this.#end)));
  }

  get value(): Json {
    // A row is JSON by contract: import and hand edits let nothing else in.
    return (this.#value ??= JSON.parse(this.text) as Json);
  }

  /** The bytes in which the row is found, from `start` up to `end`. */
  get bytes(): Uint8Array {
    return this.#bytes ?? this.#encode();
  }

  get start(): number {
    return this.#start;
  }

  get end(): number {
    if (!this.#bytes) this.#encode();
    return this.#end;
  }

  /** The places of the top-level members, null for a row that is no object. Good until another row's are asked for. */
  get members(): Members | null {
    return scanMembers(this);
  }

  /** The value of a top-level column, or at a place such as `body.text` that is no column; undefined where there is none. */
  column(name: string): Json | undefined {
    const members = this.#value === undefined ? this.members : null;
    if (members) {
      const member = members.find(name);
      return member < 0 ? this.#inside(name) : members.jsonOf(member);
    }
    const value = this.value;
    if (isObject(value) && Object.hasOwn(value, name)) return value[name];
    if (!isObject(value) && name === VALUE_COLUMN) return value;
    return this.#inside(name);
  }

  #inside(name: string): Json | undefined {
    const path = nestedPlace(name);
    const span = path && findValue(this, path);
    // A value inside a row parses to JSON.
    return span ? (JSON.parse(decoder.decode(this.bytes.subarray(span.start, span.end))) as Json) : undefined;
  }

  /** Where a column's value is in the row. */
  pathOf(column: string): Path {
    return this.members ? [column] : [];
  }

  /** True where both are spelled the same. */
  equals(other: Row): boolean {
    if (this.#text !== undefined && other.#text !== undefined) return this.#text === other.#text;
    const [one, two] = [this.bytes, other.bytes];
    const length = this.end - this.start;
    if (other.end - other.start !== length) return false;
    for (let i = 0; i < length; i++) if (one[this.#start + i] !== two[other.#start + i]) return false;
    return true;
  }

  /** A row with these edits, applied from first to last; the same row where there are none. */
  edit(edits: readonly Edit[]): Row {
    return edits.length === 0 ? this : new Row(applyEdits(this.text, edits));
  }

  /** Sets one column; a new one goes at the end. */
  with(column: string, value: Json): Row {
    return this.edit([{ op: 'set', path: this.pathOf(column), value }]);
  }

  #encode(): Uint8Array {
    this.#bytes = encoder.encode(this.#text);
    this.#end = this.#bytes.length;
    return this.#bytes;
  }
}
