import { isJson } from '../json/is-json.ts';
import { isDeeperThan } from '../json/json-depth.ts';
import { nestedRows } from '../json/nested-rows.ts';
import { parseRowsAt, type RowStep } from '../json/rows-at.ts';
import { ValueScanner } from '../json/value-scanner.ts';
import { isMend, mend } from '../lenient/mend.ts';
import { type Mended, sumMended } from '../lenient/mended.ts';
import { MAX_DEPTH, type ReadSettings } from '../settings.ts';

/** What of the settings concerns a line. */
export type LineSettings = Pick<ReadSettings, 'lenient' | 'jsonCells' | 'rowsAt'>;

/** The rows of one line, and what was put right in them. */
export interface LineRows {
  readonly rows: readonly string[];
  readonly mended?: Mended;
}

/** Reads lines that are more than a value each, or not quite one. */
export class LineRowsReader {
  /** True where also a line that is good JSON is not its row. */
  readonly takesApart: boolean;
  readonly #steps: readonly RowStep[];
  readonly #isLenient: boolean;
  readonly #isTwice: boolean;

  constructor({ lenient, jsonCells, rowsAt = '' }: LineSettings) {
    this.#steps = parseRowsAt(rowsAt);
    this.#isLenient = lenient === true;
    this.#isTwice = jsonCells === true;
    this.takesApart = this.#steps.length > 0 || this.#isTwice;
  }

  /** The rows of a line, without the white space around it; null where it holds none that can be read. */
  read(line: string): LineRows | null {
    const found = this.#valuesOf(line);
    if (found === null || found.rows.some((row) => isDeeperThan(row, MAX_DEPTH))) return null;
    if (!this.takesApart) return found;
    return { ...found, rows: found.rows.flatMap((row) => this.#inner(row)) };
  }

  #valuesOf(line: string): LineRows | null {
    if (isJson(line)) return { rows: [line] };
    const objects = gluedObjects(line);
    if (objects !== null) return { rows: objects };
    return this.#isLenient ? mendLine(line) : null;
  }

  #inner(row: string): readonly string[] {
    const value = this.#isTwice ? (textInText(row) ?? row) : row;
    return this.#steps.length > 0 ? nestedRows(value, this.#steps) : [value];
  }
}

/** The JSON object or list that a JSON text holds in quotes, on one line; null for any other row. */
export function textInText(row: string): string | null {
  if (!row.startsWith('"')) return null;
  try {
    // A string's text parses to nothing but a string.
    const text = (JSON.parse(row) as string).trim();
    if (!/^[[{]/.test(text) || !isJson(text)) return null;
    return text.replace(/[\r\n]\s*/g, '');
  } catch {
    return null;
  }
}

/** The objects of a line that holds several and nothing else, as two writers leave them, or a lost line end. */
function gluedObjects(line: string): string[] | null {
  if (!/\}\s*\{/.test(line)) return null;
  const objects: string[] = [];
  const scanner = new ValueScanner();
  scanner.reset(line, 0);
  for (let at = 0; at < line.length;) {
    if (line[at] !== '{') return null;
    scanner.begin(at);
    const end = scanner.findEnd();
    const object = line.slice(at, end);
    if (end < 0 || scanner.isBroken || !isJson(object)) return null;
    objects.push(object);
    at = end;
    while (line[at] === ' ' || line[at] === '\t') at++;
  }
  return objects;
}

/** The values of a line that are nearly JSON; commas may be behind them. */
function mendLine(line: string): LineRows | null {
  const rows: string[] = [];
  let mended: Mended = sumMended();
  for (let at = 0; at < line.length;) {
    if (!/[[{(]/.test(line[at] ?? '')) return null;
    const found = mend(line, at);
    if (!isMend(found)) return null;
    rows.push(found.text);
    mended = sumMended(mended, found.mended);
    at = found.end;
    if (line[at] !== ',') continue;
    mended = sumMended(mended, { commas: 1 });
    at++;
    while (line[at] === ' ' || line[at] === '\t') at++;
  }
  return { rows, mended };
}
