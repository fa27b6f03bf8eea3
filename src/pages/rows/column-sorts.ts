import { columnOfMark, markOfColumn } from '../../core/view/mark-column.ts';
import type { Sort, View } from '../../core/view/view.ts';
import { choiceOfColumn, columnOfChoice } from '../../state/rows/shown-choice.ts';
import type { ColumnAction, GridColumn, GridSort } from '../../ui/grid/grid-column.ts';

/** The column of the mark that rows are sorted by: what is sorted by must be seen. */
export function markColumn({ sort }: View): GridColumn | null {
  if (sort?.by !== 'mark' || typeof sort.of !== 'string') return null;
  return { id: columnOfMark(sort.of), title: sort.of, kind: 'number', editable: false };
}

/** The sort as the table shows it in its header; null where no column shows it. */
export function sortOfHeader({ sort }: View, columns: readonly string[]): GridSort | null {
  if (sort?.by === 'mark' && typeof sort.of === 'string')
    return { by: columnOfMark(sort.of), direction: sort.direction };
  const column = sort?.by === 'text' ? columnOfChoice(sort.of, columns) : null;
  return sort && column !== null ? { by: column, direction: sort.direction } : null;
}

/** The sort that a column's menu asks for; null for none. */
export function sortOfMenu(
  column: string,
  action: Exclude<ColumnAction, 'filter'>,
  columns: readonly string[],
): Sort | null {
  const mark = markOfColumn(column, columns);
  const [by, of] = mark === null ? (['text', column] as const) : (['mark', mark] as const);
  switch (action) {
    case 'sort-ascending':
      return { by, of, direction: 'ascending' };
    case 'sort-descending':
      return { by, of, direction: 'descending' };
    case 'sort-shortest':
      return { by: 'characters', of: choiceOfColumn(column), direction: 'ascending' };
    case 'sort-longest':
      return { by: 'characters', of: choiceOfColumn(column), direction: 'descending' };
    case 'sort-none':
      return null;
  }
}
