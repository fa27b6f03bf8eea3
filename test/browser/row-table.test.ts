import type { ComponentProps } from 'svelte';
import { describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import '../../src/styles/tokens.css';
import '../../src/styles/base.css';
import './window.css';
import RowTable from '../../src/ui/grid/RowTable.svelte';

const ROWS = 1_000_000;

const long = 'and so on '.repeat(9);

type Extra = Partial<ComponentProps<typeof RowTable>>;

/** A table in a window of 600 pixels, over rows that are made up when asked for. */
async function draw(rowCount: number, extra: Extra = {}) {
  const opened: number[] = [];
  const target = document.createElement('div');
  target.className = 'window';
  document.body.replaceChildren(target);
  const props = {
    label: 'Rows',
    rowCount,
    columns: ['text', 'label', 'more', 'most'].map((name) => ({ id: name, title: name, kind: 'text' as const })),
    rowAt: (index: number) => ({ cells: [`text ${index + 1}`, `label ${index + 1}`, index === 0 ? long : null, long] }),
    positionAt: (index: number) => index,
    onview: () => undefined,
    onopen: (index: number) => void opened.push(index),
    onactive: (index: number) => void screen.rerender({ active: index }),
    active: 0,
    ...extra,
  };
  const screen = await render(RowTable, { target, props });
  return { screen, opened };
}

async function table(rowCount = ROWS) {
  const { screen, opened } = await draw(rowCount);
  const grid = screen.getByRole('grid', { name: 'Rows' });
  await expect.element(screen.getByRole('gridcell', { name: 'text 1', exact: true })).toBeVisible();
  const element = grid.element();
  if (!(element instanceof HTMLElement)) throw new Error('no grid');
  return { screen, grid, element, opened };
}

/** The numbers of the rows that lie wholly within the window. */
function visibleRows(grid: HTMLElement): number[] {
  const box = grid.getBoundingClientRect();
  return [...grid.querySelectorAll('[role=row][aria-rowindex]:not([aria-rowindex="1"])')]
    .filter((row) => {
      const { top, bottom } = row.getBoundingClientRect();
      return top >= box.top + 31 && bottom <= box.bottom + 1;
    })
    .map((row) => Number(row.getAttribute('aria-rowindex')) - 2);
}

/** Until what is drawn has stayed the same for some frames: a busy machine has fewer of them, and needs no more. */
async function settle(): Promise<void> {
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
  let drawn = '';
  for (let same = 0; same < 5; same++) {
    await frame();
    const now = document.querySelector('[role=grid]')?.innerHTML ?? '';
    if (now !== drawn) same = 0;
    drawn = now;
  }
}

describe('a table of a million rows', () => {
  it('tells its true size and draws a window of it', async () => {
    const { grid, element } = await table();
    await expect.element(grid).toHaveAttribute('aria-rowcount', String(ROWS + 1));
    expect(element.querySelectorAll('[role=row]').length).toBeLessThan(60);
    expect(element.scrollHeight).toBeLessThanOrEqual(8_000_100);
  });

  it('shows the last row at the end of the scroll bar', async () => {
    const { element } = await table();
    element.scrollTop = element.scrollHeight;
    await settle();
    expect(visibleRows(element)).toContain(ROWS - 1);
  });

  it('jumps in proportion and then moves by real pixels', async () => {
    const { element } = await table();
    element.scrollTop = element.scrollHeight / 2;
    await settle();
    const before = visibleRows(element)[0] ?? 0;
    expect(Math.abs(before - ROWS / 2)).toBeLessThan(100);
    element.scrollTop += 320;
    await settle();
    expect(visibleRows(element)[0]).toBe(before + 10);
  });

  it('is driven by the keys, to both ends', async () => {
    const { grid, element, opened } = await table();
    element.focus();
    await userEvent.keyboard('{Control>}{End}{/Control}');
    await settle();
    expect(visibleRows(element)).toContain(ROWS - 1);
    await userEvent.keyboard('{PageUp}{ArrowUp}{Enter}');
    expect(opened).toHaveLength(1);
    expect(opened[0]).toBeLessThan(ROWS - 10);
    await userEvent.keyboard('{Control>}{Home}{/Control}{ArrowDown}{ArrowRight}');
    await settle();
    const cursor = document.getElementById(element.getAttribute('aria-activedescendant') ?? '');
    expect(cursor?.textContent.trim()).toBe('label 2');
    await expect.element(grid).toHaveFocus();
  });

  it('opens a row that is clicked', async () => {
    const { screen, opened } = await table();
    await screen.getByRole('gridcell', { name: 'text 3', exact: true }).click();
    expect(opened).toEqual([2]);
  });

  it('keeps the row numbers in view while it scrolls sideways', async () => {
    await page.viewport(390, 700);
    const { element } = await table(50);
    element.scrollLeft = 300;
    await settle();
    const number = element.querySelector('[role=rowheader]')?.getBoundingClientRect();
    expect(Math.abs((number?.left ?? 0) - element.getBoundingClientRect().left)).toBeLessThan(3);
    await page.viewport(1280, 800);
  });

  it('shows nothing but its header where there are no rows', async () => {
    const { screen } = await draw(0);
    await expect.element(screen.getByRole('grid')).toHaveAttribute('aria-rowcount', '1');
    expect(screen.getByRole('gridcell').elements()).toHaveLength(0);
  });
});

describe('what is done with a table', () => {
  it('ticks rows and all of them', async () => {
    const ticked: (readonly [number, boolean])[] = [];
    let all = 0;
    const { screen } = await draw(5, {
      selection: {
        state: 'some',
        has: (index: number) => index === 1,
        toggle: (index: number, withRange: boolean) => void ticked.push([index, withRange]),
        toggleAll: () => void (all += 1),
      },
    });
    await screen.getByRole('checkbox', { name: 'Select row 3' }).click();
    await screen.getByRole('checkbox', { name: 'Select all' }).click();
    const grid = screen.getByRole('grid').element() as HTMLElement; // a grid is one
    grid.focus();
    await userEvent.keyboard(' {Shift>} {/Shift}{Control>}a{/Control}');
    // the cursor goes to a row that is ticked, and the keys go on from there
    expect(ticked).toEqual([
      [2, false],
      [2, false],
      [2, true],
    ]);
    expect(all).toBe(2);
    await expect.element(screen.getByRole('row', { selected: true })).toHaveAttribute('aria-rowindex', '3');
  });

  it('asks for a sort, and for a filter by a bar', async () => {
    const asked: unknown[] = [];
    const profile = {
      bars: [
        { label: '1–9 characters', count: 3 },
        { label: '10–19 characters', count: 1 },
      ],
      kind: 'lengths' as const,
      emptyShare: 0.5,
      note: '1–19 characters',
    };
    const { screen } = await draw(5, {
      columns: ['text', 'label', 'more', 'most'].map((name) => ({ id: name, title: name, kind: 'text', profile })),
      sort: { by: 'label', direction: 'descending' },
      onmenu: (column: string, action: string) => void asked.push([column, action]),
      onbar: (column: string, bar: number) => void asked.push([column, bar]),
    });
    await screen.getByRole('button', { name: 'Column text' }).click();
    await screen.getByRole('menuitem', { name: 'Sort ascending' }).click();
    await screen.getByRole('button', { name: '10–19 characters: 1 row' }).first().click();
    expect(asked).toEqual([
      ['text', 'sort-ascending'],
      ['text', 1],
    ]);
    const sorted = screen.getByRole('columnheader', { name: 'label' });
    await expect.element(sorted).toHaveAttribute('aria-sort', 'descending');
    await expect.element(screen.getByText('1–19 characters · 50% empty').first()).toBeVisible();
  });

  it('draws some of 10,000 columns, and reaches the last one', async () => {
    const names = Array.from({ length: 10_000 }, (_, index) => `column ${index + 1}`);
    const { screen } = await draw(100, {
      columns: names.map((name) => ({ id: name, title: name, kind: 'number' })),
      rowAt: (index: number) => ({ cells: names.map((_, column) => `${index + 1}.${column + 1}`) }),
    });
    const grid = screen.getByRole('grid').element() as HTMLElement; // a grid is one
    await settle();
    expect(grid.querySelectorAll('[role=columnheader]').length).toBeLessThan(40);
    grid.focus();
    await userEvent.keyboard('{End}');
    await settle();
    await expect.element(screen.getByRole('gridcell', { name: '1.10000', exact: true })).toBeVisible();
  });

  it('keeps a pinned column in view', async () => {
    const { screen } = await draw(50, { layout: { pinned: ['label'], widths: { text: 900, more: 900 } } });
    await settle();
    const grid = screen.getByRole('grid').element();
    grid.scrollLeft = 700;
    await settle();
    const cell = screen.getByRole('gridcell', { name: 'label 1', exact: true }).element().getBoundingClientRect();
    expect(cell.left - grid.getBoundingClientRect().left).toBeLessThan(80);
  });
});
