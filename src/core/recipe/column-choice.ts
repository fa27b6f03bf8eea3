import { isObject } from '../json.ts';
import { mapColumns } from '../example/mapping.ts';
import type { Edit } from '../row/edit.ts';
import type { Row } from '../row/row.ts';
import type { PreparedStep, StepContext } from './step.ts';

/** Removes every column that is not to stay. A row that is not an object has none that could go. */
export function chooseColumns(stays: (column: string) => boolean, { columns, mapping }: StepContext): PreparedStep {
  const keep = (column: string | null): string | null => (column !== null && stays(column) ? column : null);
  return {
    apply: (row) => removeColumns(row, stays),
    columns: columns.filter(stays),
    mapping: mapColumns(mapping, keep),
  };
}

function removeColumns(row: Row, stays: (column: string) => boolean): Row {
  if (!isObject(row.value)) return row;
  const gone = Object.keys(row.value).filter((column) => !stays(column));
  return row.edit(gone.map((column): Edit => ({ op: 'remove', path: [column] })));
}
