import { columnOf, scalarText } from './column-text.ts';
import { COLUMNS_FORMAT, readColumns } from './columns-to-example.ts';
import { writeColumns } from './example-to-columns.ts';
import type { Field, FieldRole, Format } from '../formats/format.ts';
import { isObject, type Json } from '../json.ts';
import { templateColumns } from './mapping.ts';
import { VALUE_COLUMN } from '../row/row.ts';
import type { Mapping } from '../recipe/step.ts';

/** The format of rows that have none of their own: what their columns mean, as `mapping` says. */
export function columnsFormat(mapping: Mapping, columns: readonly string[]): Format {
  const roles = columnRoles(mapping);
  return {
    id: COLUMNS_FORMAT,
    title: 'Columns',
    summary: 'Rows whose meaning is that of their columns.',
    kind: mapping.chosen && mapping.rejected ? 'preference' : mapping.label && !mapping.output ? 'label' : 'pair',
    order: Number.MAX_SAFE_INTEGER,
    samples: [],
    flat: true,
    detect: (row) => {
      const found = [...roles.keys()].filter((column) => scalarText(columnOf(row, column)) !== null);
      return found.length > 0 ? `texts in ${found.join(', ')}` : null;
    },
    toExample: (row) => readColumns(row, mapping),
    fromExample: (example) => writeColumns(example, mapping),
    fields: (row) => readFields(row, roles, columns),
  };
}

/** Mapped columns in reading order. A column that has two meanings counts by its first. */
function columnRoles(mapping: Mapping): ReadonlyMap<string, FieldRole> {
  const inputs = mapping.template === undefined ? [mapping.input] : templateColumns(mapping.template);
  const roles = new Map<string, FieldRole>();
  const add = (column: string | null | undefined, role: FieldRole): void => {
    if (column && !roles.has(column)) roles.set(column, role);
  };
  add(mapping.system, 'system');
  for (const input of inputs) add(input, 'input');
  add(mapping.output, 'output');
  add(mapping.chosen, 'chosen');
  add(mapping.rejected, 'rejected');
  add(mapping.label, 'label');
  return roles;
}

function readFields(row: Json, roles: ReadonlyMap<string, FieldRole>, columns: readonly string[]): Field[] {
  const names = isObject(row) ? Object.keys(row) : [VALUE_COLUMN];
  return [...new Set([...roles.keys(), ...columns, ...names])].flatMap((column): Field[] => {
    const value = columnOf(row, column);
    const role = roles.get(column);
    // A number that means something is read as its text; one that means nothing is not a text.
    const text = role ? scalarText(value) : typeof value === 'string' ? value : null;
    if (text === null) return [];
    return [{ path: isObject(row) ? [column] : [], role: role ?? 'other', text }];
  });
}
