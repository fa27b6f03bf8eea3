import { moveColumn, setColumn, setWidth, type ShownColumn } from './arrange.ts';
import type { ColumnAction, GridColumn, GridLayout, GridSort } from './grid-column.ts';

/** An item of a column's menu. */
export interface ColumnItem {
  readonly label: string;
  readonly run: () => void;
}

interface ColumnPlace {
  /** In the order of the cells. */
  readonly columns: readonly GridColumn[];
  readonly layout: GridLayout;
  readonly shown: readonly ShownColumn[];
  readonly index: number;
  readonly sort: GridSort | null;
  readonly onmenu: ((column: string, action: ColumnAction) => void) | undefined;
  readonly onlayout: ((layout: GridLayout) => unknown) | undefined;
}

/** What a column's menu offers; nothing where the page can do none of it. */
export function columnMenu(place: ColumnPlace): readonly ColumnItem[] {
  return [...askedItems(place), ...laidItems(place)];
}

function askedItems({ shown, index, sort, onmenu }: ColumnPlace): readonly ColumnItem[] {
  const id = shown[index]?.id;
  if (!onmenu || id === undefined) return [];
  const item = (label: string, action: ColumnAction): ColumnItem => ({ label, run: () => onmenu(id, action) });
  return [
    item('Sort ascending', 'sort-ascending'),
    item('Sort descending', 'sort-descending'),
    ...(shown[index]?.kind === 'number'
      ? []
      : [item('Shortest first', 'sort-shortest'), item('Longest first', 'sort-longest')]),
    ...(sort?.by === id ? [item('Back to file order', 'sort-none')] : []),
    item('Filter', 'filter'),
  ];
}

function laidItems({ columns, layout, shown, index, onlayout }: ColumnPlace): readonly ColumnItem[] {
  const column = shown[index];
  if (!onlayout || !column) return [];
  const { id, pinned } = column;
  const before = shown[index - 1]?.id;
  const after = shown[index + 1] && (shown[index + 2]?.id ?? null);
  // Laid out when chosen: a table may have a hundred thousand columns, and each that is shown has a menu.
  const item = (label: string, next: () => GridLayout): ColumnItem => ({ label, run: () => void onlayout(next()) });
  return [
    item('Hide', () => setColumn(layout, 'hidden', id, true)),
    item(pinned ? 'Unpin' : 'Pin', () => setColumn(layout, 'pinned', id, !pinned)),
    ...(before === undefined ? [] : [item('Move left', () => moveColumn(columns, layout, id, before))]),
    ...(after === undefined ? [] : [item('Move right', () => moveColumn(columns, layout, id, after))]),
    item('Fit width', () => setWidth(layout, id, null)),
  ];
}
