import { grouped } from '../../amount.ts';
import { isObject, type Json } from '../../json.ts';
import type { KeyShape } from '../../row/key-shape.ts';
import { topLevelKeys } from '../../row/keys.ts';
import { VALUE_COLUMN } from '../../row/row.ts';
import { JsonBytes } from '../json/json-bytes.ts';
import { isDeeperThan } from '../json/json-depth.ts';
import { findJsonFault } from '../json/json-fault.ts';
import { MAX_DEPTH } from '../settings.ts';

const TOO_DEEP = `nested deeper than ${grouped(MAX_DEPTH)} levels`;

/** Checks lines and gathers the columns of the good ones, in order of first appearance in the text. */
export class JsonLineChecker {
  readonly columns: string[] = [];
  readonly #known = new Set<string>();
  /** The keys of the last row that had a new one: most rows have the same in the same order. */
  #last: readonly string[] = [];

  readonly #json = new JsonBytes();
  #shape: KeyShape | undefined;

  /** Why a line, without the white space around it, is not a row; null where it is one. */
  check(line: string): string | null {
    if (isDeeperThan(line, MAX_DEPTH)) return TOO_DEEP;
    let value: Json;
    try {
      // JSON.parse gives nothing else.
      value = JSON.parse(line) as Json;
    } catch {
      return whyNotJson(line);
    }
    this.#learn(value, line);
    return null;
  }

  /** The same of bytes, but whether alone: `whyNotRow` says why not. They are not decoded. */
  checkBytes(bytes: Uint8Array, start: number, end: number): boolean {
    if (!this.#json.check(bytes, start, end)) return false;
    this.#learnShape();
    return true;
  }

  /**
   * Where the line that begins at `start` ends, at its line feed or at `end`, if it is one row with nothing but white space
   * around it and no longer than `atMost` bytes; -1 if it isn't.
   */
  endOfRow(bytes: Uint8Array, start: number, end: number, atMost: number): number {
    const at = this.#json.endOfLine(bytes, start, end);
    if (at < 0 || at - start > atMost) return -1;
    this.#learnShape();
    return at;
  }

  /** The keys of the last row that was found good; undefined where it is no object. */
  get shape(): KeyShape | undefined {
    return this.#shape;
  }

  #learnShape(): void {
    const { shape } = this.#json;
    if (shape === undefined) this.#add(VALUE_COLUMN);
    else if (shape !== this.#shape) for (const name of shape.names) this.#add(name);
    this.#shape = shape;
  }

  #learn(value: Json, line: string): void {
    if (!isObject(value)) {
      this.#add(VALUE_COLUMN);
      return;
    }
    const last = this.#last;
    let i = 0;
    for (const key in value) {
      if (last[i++] === key || this.#known.has(key)) continue;
      // The parsed object lists keys such as "2" first: only the text knows their order.
      for (const name of topLevelKeys(line)) this.#add(name);
      this.#last = Object.keys(value);
      return;
    }
  }

  #add(column: string): void {
    if (this.#known.has(column)) return;
    this.#known.add(column);
    this.columns.push(column);
  }
}

/** Why a line is not a row that `checkBytes` refused, though it is UTF-8. */
export function whyNotRow(line: string): string {
  return isDeeperThan(line, MAX_DEPTH) ? TOO_DEEP : whyNotJson(line);
}

function whyNotJson(line: string): string {
  const fault = findJsonFault(line);
  if (fault === null) return 'not JSON';
  return `not JSON: ${fault.what} at column ${columnOf(line, fault.at)}`;
}

/** 1-based, counted in characters: a letter outside the basic plane is one. */
function columnOf(line: string, at: number): number {
  let column = 1;
  for (let i = 0; i < at; i++) {
    const code = line.charCodeAt(i);
    if (code < 0xdc00 || code > 0xdfff) column++;
  }
  return column;
}
