import type { Example } from '../example/example.ts';
import { type Format, ShapeError } from '../formats/format.ts';
import type { Json } from '../json.ts';
import { COLUMNS_FORMAT } from '../example/columns-to-example.ts';
import { rowFormat } from '../example/row-format.ts';
import type { Row } from '../row/row.ts';
import { Drop, type StepContext } from '../recipe/step.ts';
import { withBeside } from './beside/with-beside.ts';
import { refusal } from './refusal.ts';

/** A row as an example, or why it is none, and the format that read it. */
export interface ReadExample {
  readonly source: Format;
  readonly example: Example | Drop;
}

/**
 * Reads a row by its own format; one that has none but already the shape of `format`, by that. What is beside the turns
 * and belongs to them is taken into them where the row becomes another format, unless `keepsBeside`: then it stays there.
 */
export function readExample(row: Row, format: Format, context: StepContext, keepsBeside = false): ReadExample {
  const source = rowFormat(row, context);
  const example = readShape(source, row);
  if (!(example instanceof Drop) && saysSomething(example)) {
    const isSame = source.id === format.id;
    return { source, example: isSame ? example : withBeside(example, source.kind, keepsBeside) };
  }
  if (source.id !== format.id && format.detect(row.value) !== null) {
    const own = readShape(format, row);
    if (!(own instanceof Drop)) return { source: format, example: own };
  }
  return { source, example: example instanceof Drop ? example : new Drop(nothingSaid(source)) };
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
    return refusal(format, error);
  }
}

function saysSomething({ turns, completions }: Example): boolean {
  return turns.length > 0 || (completions?.length ?? 0) > 0;
}

function nothingSaid({ id, title }: Format): string {
  return id === COLUMNS_FORMAT ? NO_COLUMNS : `${title}: nothing is said`;
}

const NO_COLUMNS = 'the columns of input and output are missing or empty';
