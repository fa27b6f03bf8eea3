import type { Format } from '../../formats/format.ts';
import { isObject, type Json } from '../../json.ts';
import { canonicalText } from '../../row/canonical.ts';
import type { Row } from '../../row/row.ts';
import { Drop } from '../../recipe/step.ts';
import { otherColumns, writeBeside } from '../other-columns.ts';
import { readShape, writeExample } from '../read-example.ts';

/** What comes of a converted row on its way back. */
export type Proof = 'equal' | 'different' | 'impossible';

export interface WayBack {
  readonly proof: Proof;
  /** The row as it came back, or why it can't. */
  readonly back: string;
}

/**
 * Takes a row that a conversion made back to the format it came in, and compares: equal are equal values, in any order of
 * keys, numbers by their spelling. Of one row that became several there is no way back.
 */
export function proveRow(row: Row, made: readonly Row[], source: Format, format: Format): WayBack {
  const [only, ...more] = made;
  if (!only || more.length > 0) return { proof: 'impossible', back: 'one row became several' };
  if (only === row) return { proof: 'equal', back: row.text };
  const example = readShape(format, only);
  if (example instanceof Drop) return { proof: 'impossible', back: example.reason };
  const value = writeExample(source, example);
  if (value instanceof Drop) return { proof: 'impossible', back: value.reason };
  // What stayed beside goes back as it is; what only the new format calls its own stays there.
  const beside = otherColumns(example);
  const stayed = columnsBeside(row, source).filter((column) => source.id !== format.id && beside.includes(column));
  const back = writeBeside(without(value, stayed), stayed, only);
  return { proof: canonicalText(back) === canonicalText(row.text) ? 'equal' : 'different', back };
}

function columnsBeside(row: Row, source: Format): readonly string[] {
  const example = readShape(source, row);
  return example instanceof Drop ? [] : otherColumns(example);
}

function without(value: Json, columns: readonly string[]): Json {
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).filter(([column]) => !columns.includes(column)));
}
