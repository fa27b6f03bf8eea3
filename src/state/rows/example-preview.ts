import { convertRow } from '../../core/conversion/convert-row.ts';
import { plainSettings } from '../../core/conversion/conversion-settings.ts';
import type { Example } from '../../core/example/example.ts';
import { ShapeError } from '../../core/formats/format.ts';
import { rowFormat } from '../../core/example/row-format.ts';
import { Row } from '../../core/row/row.ts';
import { Drop, type StepContext } from '../../core/recipe/step.ts';

/** Something that was made of a row, or why it could not be. */
export type Made<T> = { readonly made: T } | { readonly problem: string };

/** What a row means, as an example. */
export function readExample(text: string, context: StepContext): Made<Example> {
  const row = new Row(text);
  try {
    return { made: rowFormat(row, context).toExample(row.value) };
  } catch (error) {
    if (!(error instanceof ShapeError)) throw error;
    return { problem: error.path.length === 0 ? error.message : `${error.path.join('.')}: ${error.message}` };
  }
}

/** A row as a conversion writes it that does what the format needs and no more: indented JSON, a row after another. */
export function writeRow(text: string, context: StepContext, format: string): Made<string> {
  const rows = convertRow(new Row(text), plainSettings(format), context);
  if (rows instanceof Drop) return { problem: rows.reason };
  return { made: rows.map((row) => JSON.stringify(row.value, null, 2)).join('\n') };
}
