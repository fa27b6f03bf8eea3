import { columnsFormat } from './columns-format.ts';
import { type NamedRoles, renameSpeakers, withRoles } from './named-roles.ts';
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
    const own = ownFormat(context);
    if (own && (own.detect(row.value) !== null || own.isNear?.(row.value) === true)) return own;
    const found = detectFormat(row.value, context.mapping.roles);
    if (found) return found;
  }
  return formatOfColumns(context);
}

/** The dataset's own format, which knows who speaks in it; undefined where there is none. */
export function ownFormat({ format: id, mapping }: Pick<StepContext, 'format' | 'mapping'>): Format | undefined {
  const format = id === undefined ? undefined : findFormat(id);
  return format && withRoles(format, mapping.roles);
}

/** The format of rows whose meaning is that of their columns. */
export function formatOfColumns(context: StepContext): Format {
  const { mapping } = context;
  const columns = ofColumns.get(context) ?? withRoles(columnsFormat(mapping, context.columns), mapping.roles);
  ofColumns.set(context, columns);
  return columns;
}

/** The first format that a row has; undefined where it has none. `roles`: who speaks under names of the dataset's own. */
export function detectFormat(row: Json, roles?: NamedRoles): Format | undefined {
  const known = roles ? renameSpeakers(row, roles) : row;
  const found = formats.find((format) => format.detect(known) !== null);
  return found && withRoles(found, roles);
}

/**
 * The format that most of these rows have, with the share and the reason; null where most have none. A cell of a CSV
 * file stays its text, also where that is JSON; a format may read messages in it.
 */
export function detectFormats(rows: readonly Json[], roles?: NamedRoles): FoundFormat | null {
  const counts = new Map<Format, number>();
  for (const row of rows) {
    const format = detectFormat(row, roles);
    if (format) counts.set(format, (counts.get(format) ?? 0) + 1);
  }
  const [first, ...others] = [...counts].sort(([one, n], [other, m]) => m - n || one.order - other.order);
  const known = [...counts.values()].reduce((sum, count) => sum + count, 0);
  if (!first || known * 2 < rows.length) return null;
  const [format, count] = first;
  return {
    id: format.id,
    reason: reasonOf(format, count, rows, roles),
    others: others.map(([{ id }, found]) => ({ id, rows: found })),
  };
}

/** "Alpaca: 198 of 200 rows have instruction and output.", "Alpaca: each of the 200 rows checked has …". */
function reasonOf(format: Format, count: number, rows: readonly Json[], roles?: NamedRoles): string {
  const sample = rows.find((row) => detectFormat(row, roles) === format) ?? null;
  const share =
    rows.length === 1
      ? '1 of 1 row has'
      : count === rows.length
        ? `each of the ${count} rows checked has`
        : `${count} of ${rows.length} rows have`;
  return `${format.title}: ${share} ${format.detect(sample) ?? 'its shape'}.`;
}
