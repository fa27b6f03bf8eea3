import { columnOf, columnPath, scalarText } from './column-text.ts';
import { COLUMNS_FORMAT, readColumns } from './columns-to-example.ts';
import { writeColumns } from './example-to-columns.ts';
import { turnFieldsAt } from './turns-at.ts';
import type { Field, FieldRole, Format, FormatKind } from '../formats/format.ts';
import { isObject, type Json } from '../json.ts';
import { templateColumns } from './mapping.ts';
import { VALUE_COLUMN } from '../row/row.ts';
import type { Mapping } from './mapping.ts';

/** The format of rows that have none of their own: what their columns mean, as `mapping` says. */
export function columnsFormat(mapping: Mapping, columns: readonly string[]): Format {
  const roles = columnRoles(mapping);
  return {
    id: COLUMNS_FORMAT,
    title: 'Columns',
    summary: 'Rows whose meaning is that of their columns.',
    kind: kindOf(mapping),
    order: Number.MAX_SAFE_INTEGER,
    samples: [],
    flat: true,
    detect: (row) => {
      const found = [...roles].flatMap(([column, role]) => (fieldsIn(row, column, role).length > 0 ? [column] : []));
      return found.length > 0 ? `texts in ${found.join(', ')}` : null;
    },
    toExample: (row) => readColumns(row, mapping),
    fromExample: (example) => writeColumns(example, mapping),
    fields: (row) => readFields(row, roles, columns),
  };
}

function kindOf({ chosen, rejected, label, output, conversation }: Mapping): FormatKind {
  if (chosen && rejected) return 'preference';
  if (conversation) return 'conversation';
  return label && !output ? 'label' : 'pair';
}

/** Mapped columns in reading order. A column that has two meanings counts by its first. */
function columnRoles(mapping: Mapping): ReadonlyMap<string, FieldRole> {
  const inputs = mapping.template === undefined ? [mapping.input] : templateColumns(mapping.template);
  const roles = new Map<string, FieldRole>();
  const add = (column: string | null | undefined, role: FieldRole): void => {
    if (column && !roles.has(column)) roles.set(column, role);
  };
  add(mapping.system, 'system');
  if (mapping.conversation) add(mapping.conversation, 'input');
  else for (const input of inputs) add(input, 'input');
  add(mapping.output, 'output');
  add(mapping.chosen, 'chosen');
  add(mapping.rejected, 'rejected');
  add(mapping.label, 'label');
  return roles;
}

function readFields(row: Json, roles: ReadonlyMap<string, FieldRole>, columns: readonly string[]): Field[] {
  const names = isObject(row) ? Object.keys(row) : [VALUE_COLUMN];
  return [...new Set([...roles.keys(), ...columns, ...names])].flatMap((column) => {
    return fieldsIn(row, column, roles.get(column));
  });
}

/** Without a role, a text alone; with one, also a number as its text, and the turns that are there. */
function fieldsIn(row: Json, column: string, role: FieldRole | undefined): Field[] {
  const value = columnOf(row, column);
  const path = columnPath(row, column);
  if (role === undefined) return typeof value === 'string' ? [{ path, role: 'other', text: value }] : [];
  const text = scalarText(value);
  return text === null ? turnFieldsAt(value ?? null, path, role) : [{ path, role, text }];
}
