/** A cell of the grid: row and column from 0. */
export interface Cell {
  readonly row: number;
  readonly column: number;
}

export interface GridSize {
  readonly rows: number;
  readonly columns: number;
  /** Whole rows that fit the window: what Page Up and Page Down move by. */
  readonly page: number;
}

export interface Stroke {
  readonly key: string;
  readonly ctrl: boolean;
}

/** Where a key takes the cursor; null where the key means nothing to the grid. */
export function movedBy({ key, ctrl }: Stroke, { row, column }: Cell, size: GridSize): Cell | null {
  const target = targetOf(key, ctrl, { row, column }, size);
  if (target === null) return null;
  return { row: within(target.row, size.rows), column: within(target.column, size.columns) };
}

function targetOf(key: string, ctrl: boolean, { row, column }: Cell, size: GridSize): Cell | null {
  switch (key) {
    case 'ArrowDown':
      return { row: ctrl ? size.rows - 1 : row + 1, column };
    case 'ArrowUp':
      return { row: ctrl ? 0 : row - 1, column };
    case 'ArrowRight':
      return { row, column: ctrl ? size.columns - 1 : column + 1 };
    case 'ArrowLeft':
      return { row, column: ctrl ? 0 : column - 1 };
    case 'PageDown':
      return { row: row + size.page, column };
    case 'PageUp':
      return { row: row - size.page, column };
    case 'Home':
      return { row: ctrl ? 0 : row, column: 0 };
    case 'End':
      return { row: ctrl ? size.rows - 1 : row, column: size.columns - 1 };
    default:
      return null;
  }
}

function within(value: number, count: number): number {
  return Math.min(Math.max(value, 0), Math.max(0, count - 1));
}
