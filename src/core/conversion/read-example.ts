import type { Example } from '../example/example.ts';
import { type Format, ShapeError } from '../formats/format.ts';
import type { Json } from '../json.ts';
import { rowFormat } from '../example/row-format.ts';
import type { Row } from '../row/row.ts';
import { Drop, type StepContext } from '../recipe/step.ts';

/** A row as an example, or why it is none, and the format that read it. */
export interface ReadExample {
  readonly source: Format;
  readonly example: Example | Drop;
}

/** Reads a row by its own format; one that has none but already the shape of `format`, by that. */
export function readExample(row: Row, format: Format, context: StepContext): ReadExample {
  const source = rowFormat(row, context);
  const example = readShape(source, row);
  if (!(example instanceof Drop) && saysSomething(example)) return { source, example };
  if (source.id !== format.id && format.detect(row.value) !== null) {
    const own = readShape(format, row);
    if (!(own instanceof Drop)) return { source: format, example: own };
  }
  return { source, example: example instanceof Drop ? example : new Drop(`${source.title}: nothing is said`) };
}

/** What a row says in a format; why it can't be read where it has not this shape all through. */
export function readShape(format: Format, row: Row): Example | Drop {
  return tryShape(format, () => format.toExample(row.value));
}

/** An example in a format's shape. */
export function writeExample(format: Format, example: Example): Json | Drop {
  return tryShape(format, () => format.fromExample(example));
}

function tryShape<T>(format: Format, act: () => T): T | Drop {
  try {
    return act();
  } catch (error) {
    if (!(error instanceof ShapeError)) throw error;
    const why = withoutValues(error.message);
    return new Drop(why.includes(format.title) ? why : `${format.title}: ${why}`);
  }
}

const QUOTED = /"(?:[^"\\]|\\.)*"/g;
const ROLE_LIST = /\b(?:system|user|model|tool)\b(?:, (?:system|user|model|tool)\b)+/g;

/** Reasons are counted by their words: what differs from row to row is left out of them. */
function withoutValues(why: string): string {
  return why
    .replace(QUOTED, '…')
    .replace(ROLE_LIST, '…')
    .replace(/\b\d+\b/g, 'n');
}

function saysSomething({ turns, completions }: Example): boolean {
  return turns.length > 0 || (completions?.length ?? 0) > 0;
}
