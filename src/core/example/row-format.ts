import { columnsFormat } from './columns-format.ts';
import type { FoundFormat } from '../filetypes/settings.ts';
import type { Format } from '../formats/format.ts';
import { findFormat, formats } from '../formats/index.ts';
import type { Json } from '../json.ts';
import type { Row } from '../row/row.ts';
import type { StepContext } from '../recipe/step.ts';

/** A format is made once for each dataset's columns, not for each row. */
const ofColumns = new WeakMap<StepContext, Format>();

/**
 * The format that tells what a row's texts are: the dataset's own where the row has it, else the one that is found,
 * else what its columns mean. In a dataset without a format it is always the columns.
 */
export function rowFormat(row: Row, context: StepContext): Format {
  if (context.format !== undefined) {
    const own = findFormat(context.format);
    if (own && (own.detect(row.value) !== null || own.isNear?.(row.value) === true)) return own;
    const found = detectFormat(row.value);
    if (found) return found;
  }
  return formatOfColumns(context);
}

/** The format of rows whose meaning is that of their columns. */
export function formatOfColumns(context: StepContext): Format {
  const columns = ofColumns.get(context) ?? columnsFormat(context.mapping, context.columns);
  ofColumns.set(context, columns);
  return columns;
}

/** The first format that a row has; undefined where it has none. */
export function detectFormat(row: Json): Format | undefined {
  return formats.find((format) => format.detect(row) !== null);
}

/**
 * The format that most of these rows have, with the share and the reason; null where most have none. A cell of a CSV
 * file stays its text, also where that is JSON; a format may read messages in it.
 */
export function detectFormats(rows: readonly Json[]): FoundFormat | null {
  const counts = new Map<Format, number>();
  for (const row of rows) {
    const format = detectFormat(row);
    if (format) counts.set(format, (counts.get(format) ?? 0) + 1);
  }
  const [first, ...others] = [...counts].sort(([one, n], [other, m]) => m - n || one.order - other.order);
  const known = [...counts.values()].reduce((sum, count) => sum + count, 0);
  if (!first || known * 2 < rows.length) return null;
  const [format, count] = first;
  return {
    id: format.id,
    reason: reasonOf(format, count, rows),
    others: others.map(([{ id }, found]) => ({ id, rows: found })),
  };
}

/** "Alpaca: 198 of 200 rows have instruction and output." */
function reasonOf(format: Format, count: number, rows: readonly Json[]): string {
  const sample = rows.find((row) => detectFormat(row) === format) ?? null;
  const share = rows.length === 1 ? '1 of 1 row has' : `${count} of ${rows.length} rows have`;
  return `${format.title}: ${share} ${format.detect(sample) ?? 'its shape'}.`;
}
