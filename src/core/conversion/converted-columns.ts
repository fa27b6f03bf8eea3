import type { Format } from '../formats/format.ts';
import { findFormat } from '../formats/index.ts';
import { isObject, type Json } from '../json.ts';
import { mappedColumns } from '../example/mapping.ts';
import { Row, VALUE_COLUMN } from '../row/row.ts';
import { Drop, type StepContext } from '../recipe/step.ts';
import { otherColumns } from './other-columns.ts';
import { readShape } from './read-example.ts';

/** The dataset's columns after a conversion: what the format writes, then what stays beside it. */
export function convertedColumns(
  format: Format,
  context: StepContext,
  { otherColumns }: { readonly otherColumns: string },
): readonly string[] {
  const written = format.samples.flatMap(columnsOf);
  if (context.format === format.id) return unique([...context.columns, ...written]);
  if (otherColumns !== 'keep') return unique(written);
  const understood = new Set(understoodColumns(context));
  return unique([...written, ...context.columns.filter((column) => !understood.has(column))]);
}

/** The columns that the rows' own format or mapping reads: they become the example and don't stay beside it. */
function understoodColumns({ format, mapping }: StepContext): readonly string[] {
  const source = format === undefined ? undefined : findFormat(format);
  if (source) return source.samples.flatMap((sample) => understoodBy(source, sample));
  // Tags stay where they are, too.
  return mappedColumns({ ...mapping, tags: [] });
}

function understoodBy(format: Format, sample: Json): readonly string[] {
  const example = readShape(format, new Row(JSON.stringify(sample)));
  if (example instanceof Drop) return [];
  const others = otherColumns(example);
  return columnsOf(sample).filter((column) => !others.includes(column));
}

function columnsOf(value: Json): readonly string[] {
  return isObject(value) ? Object.keys(value) : [VALUE_COLUMN];
}

function unique(names: readonly string[]): readonly string[] {
  return [...new Set(names)];
}
