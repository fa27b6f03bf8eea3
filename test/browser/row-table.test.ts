import { describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import '../../src/styles/tokens.css';
import '../../src/styles/base.css';
import './window.css';
import RowTable from '../../src/ui/grid/RowTable.svelte';

const ROWS = 1_000_000;

const long = 'and so on '.repeat(9);

/** A table in a window of 600 pixels, over rows that are made up when asked for. */
async function draw(rowCount: number) {
  const opened: number[] = [];
  const target = document.createElement('div');
  target.className = 'window';
  document.body.replaceChildren(target);
  const props = {
    label: 'Rows',
    rowCount,
    columns: ['text', 'label', 'more', 'most'],
    rowAt: (index: number) => ({ cells: [`text ${index + 1}`, `label ${index + 1}`, index === 0 ? long : null, long] }),
    positionAt: (index: number) => index,
    onview: () => undefined,
    onopen: (index: number) => void opened.push(index),
    onactive: (index: number) => void screen.rerender({ active: index }),
    active: 0,
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
