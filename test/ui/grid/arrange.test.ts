import { describe, expect, it } from 'vitest';
import { arrangeColumns, moveColumn, setColumn, setWidth } from '../../../src/ui/grid/arrange.ts';
import { columnMenu } from '../../../src/ui/grid/column-menu.ts';
import type { GridColumn, GridLayout } from '../../../src/ui/grid/grid-column.ts';

const columns: readonly GridColumn[] = ['a', 'b', 'c', 'd'].map((id) => ({ id, title: id, kind: 'text' }));

function shown(layout: GridLayout): string {
  return arrangeColumns(columns, layout)
    .map(({ id, cell }) => `${id}${String(cell)}`)
    .join(' ');
}

describe('the layout of columns', () => {
  it('is their own order where nothing is said', () => {
    expect(shown({})).toBe('a0 b1 c2 d3');
  });

  it('moves columns, and knows which cell each has', () => {
    const moved = moveColumn(columns, {}, 'd', 'b');
    expect(shown(moved)).toBe('a0 d3 b1 c2');
    expect(shown(moveColumn(columns, moved, 'a', null))).toBe('d3 b1 c2 a0');
  });

  it('puts columns that came later behind those in the order', () => {
    expect(shown({ order: ['c', 'a'] })).toBe('c2 a0 b1 d3');
  });

  it('hides and pins', () => {
    const layout = setColumn(setColumn({}, 'hidden', 'b', true), 'pinned', 'c', true);
    expect(shown(layout)).toBe('c2 a0 d3');
    expect(shown(setColumn(layout, 'hidden', 'b', false))).toBe('c2 a0 b1 d3');
  });

  it('forgets a width', () => {
    const layout = setWidth({}, 'a', 300);
    expect(arrangeColumns(columns, layout)[0]?.width).toBe(300);
    expect(arrangeColumns(columns, setWidth(layout, 'a', null))[0]?.width).toBeUndefined();
  });

  it('passes over what is no column any more', () => {
    expect(shown({ order: ['gone', 'b'], hidden: ['gone'], pinned: ['gone'], widths: { gone: 3 } })).toBe(
      'b1 a0 c2 d3',
    );
  });
});

describe('the menu of a column', () => {
  const nothing = { columns, layout: {}, shown: arrangeColumns(columns), index: 0, sort: null };

  it('offers what the page can do', () => {
    const items = columnMenu({ ...nothing, onmenu: () => undefined, onlayout: () => undefined });
    expect(items.map(({ label }) => label)).toEqual([
      'Sort ascending',
      'Sort descending',
      'Shortest first',
      'Longest first',
      'Filter',
      'Hide',
      'Pin',
      'Move right',
      'Fit width',
    ]);
    expect(columnMenu({ ...nothing, onmenu: undefined, onlayout: undefined })).toEqual([]);
  });

  it('moves a column by one place', () => {
    let layout: GridLayout = {};
    const items = columnMenu({ ...nothing, index: 1, onmenu: undefined, onlayout: (next) => (layout = next) });
    items.find(({ label }) => label === 'Move right')?.run();
    expect(shown(layout)).toBe('a0 c2 b1 d3');
    items.find(({ label }) => label === 'Move left')?.run();
    expect(shown(layout)).toBe('b1 a0 c2 d3');
  });
});
