import type { Example } from '../core/example.ts';
import { ShapeError } from '../core/formats/format.ts';
import { findFormat } from '../core/formats/index.ts';
import { rowFormat } from '../core/row-format.ts';
import { Row } from '../core/row/row.ts';
import type { StepContext } from '../core/step.ts';

/** Something that was made of a row, or why it could not be. */
export type Made<T> = { readonly made: T } | { readonly problem: string };

/** What a row means, as an example. */
export function readExample(text: string, context: StepContext): Made<Example> {
  return attempt(() => {
    const row = new Row(text);
    return rowFormat(row, context).toExample(row.value);
  });
}

/** An example as a format writes it: indented JSON. */
export function writeExample(example: Example, formatId: string): Made<string> {
  return attempt(() => JSON.stringify(findFormat(formatId)?.fromExample(example) ?? null, null, 2));
}

function attempt<T>(make: () => T): Made<T> {
  try {
    return { made: make() };
  } catch (error) {
    if (!(error instanceof ShapeError)) throw error;
    return { problem: error.path.length === 0 ? error.message : `${error.path.join('.')}: ${error.message}` };
  }
}
