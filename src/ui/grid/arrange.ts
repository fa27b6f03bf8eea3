import type { GridColumn, GridLayout } from './grid-column.ts';

/** A column where it is shown. */
export interface ShownColumn extends GridColumn {
  /** Its index among the cells of a row. */
  readonly cell: number;
  readonly pinned: boolean;
}

/** The columns that are shown, in their order: pinned ones first. */
export function arrangeColumns(columns: readonly GridColumn[], layout: GridLayout = {}): readonly ShownColumn[] {
  const hidden = new Set(layout.hidden);
  const pinned = new Set(layout.pinned);
  const rank = new Map(layout.order?.map((id, index) => [id, index]));
  const shown = columns.flatMap((column, cell): ShownColumn[] => {
    if (hidden.has(column.id) || column.hidden) return [];
    const width = layout.widths?.[column.id] ?? column.width;
    return [{ ...column, width, cell, pinned: pinned.has(column.id) || column.pinned === true }];
  });
  const placeOf = (column: ShownColumn): number => rank.get(column.id) ?? columns.length + column.cell;
  const ordered = rank.size === 0 ? shown : shown.sort((one, other) => placeOf(one) - placeOf(other));
  const first = ordered.filter((column) => column.pinned);
  return first.length === 0 ? ordered : [...first, ...ordered.filter((column) => !column.pinned)];
}

/** The layout with a column moved before another one, or to the end. */
export function moveColumn(
  columns: readonly GridColumn[],
  layout: GridLayout,
  id: string,
  before: string | null,
): GridLayout {
  const everything = arrangeColumns(columns, { order: layout.order }).map((column) => column.id);
  const order = everything.filter((other) => other !== id);
  const at = before === null ? -1 : order.indexOf(before);
  order.splice(at === -1 ? order.length : at, 0, id);
  return { ...layout, order };
}

/** The layout with a column hidden or shown, pinned or not. */
export function setColumn(layout: GridLayout, list: 'hidden' | 'pinned', id: string, on: boolean): GridLayout {
  const others = (layout[list] ?? []).filter((other) => other !== id);
  return { ...layout, [list]: on ? [...others, id] : others };
}

/** The layout with a column of a width in CSS pixels; null gives it back to the table to fit. */
export function setWidth(layout: GridLayout, id: string, width: number | null): GridLayout {
  const others = Object.fromEntries(Object.entries(layout.widths ?? {}).filter(([other]) => other !== id));
  return { ...layout, widths: width === null ? others : { ...others, [id]: width } };
}
