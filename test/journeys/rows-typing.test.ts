import type { Locator, Page } from 'playwright';
import { describe, expect, it } from 'vitest';
import { findViolations } from '../support/axe.ts';
import { download, eventually, goTo, importFiles, said } from '../support/journey.ts';
import { columnTitles, grid, gridRow } from '../support/journey-grid.ts';
import { readClipboard } from '../support/read-clipboard.ts';
import { useSite } from '../support/site.ts';

const journeys = useSite();

const FILE = {
  name: 'typing.csv',
  text: ['input,output', ...Array.from({ length: 12 }, (_, row) => `question ${row + 1},answer ${row + 1}`)].join('\n'),
};

function panel(page: Page, row: number): Locator {
  return page.getByRole('region', { name: `Row ${row}`, exact: true });
}

/** Opens a row and types over its output, without a pause afterwards. */
async function typeOver(page: Page, row: number, text: string): Promise<void> {
  await gridRow(page, row).getByText(`question ${row}`, { exact: true }).click();
  await panel(page, row).waitFor();
  const edit = panel(page, row).getByRole('button', { name: 'Edit', exact: true });
  const field = panel(page, row).getByRole('textbox', { name: 'output' });
  if ((await field.count()) === 0) await edit.click();
  await field.fill(text);
}

/** Every way to leave a row that is typed at. */
const WAYS: readonly (readonly [string, (page: Page, row: number) => Promise<void>])[] = [
  ['a click on another row', (page) => gridRow(page, 6).getByText('question 6', { exact: true }).click()],
  ['the next row', (page, row) => panel(page, row).getByRole('button', { name: 'Next row' }).click()],
  ['closing the panel', (page, row) => panel(page, row).getByRole('button', { name: 'Close the row' }).click()],
  [
    'another page',
    async (page) => {
      await goTo(page, 'Clean');
      await goTo(page, 'Rows');
    },
  ],
  [
    'a search',
    async (page) => {
      await page.getByRole('searchbox', { name: 'Search rows' }).fill('question 9');
      await eventually(() => grid(page).getAttribute('aria-rowcount')).toBe('2');
      await page.getByRole('searchbox', { name: 'Search rows' }).fill('');
      await eventually(() => grid(page).getAttribute('aria-rowcount')).toBe('13');
    },
  ],
  [
    'a reload',
    async (page) => {
      await page.reload();
      await grid(page).waitFor();
    },
  ],
];

describe('what is typed into a row', () => {
  it('is never lost, however the row is left', async () => {
    const page = await journeys.visit();
    await importFiles(page, FILE);
    for (const [index, [way, leave]] of WAYS.entries()) {
      const text = `typed before ${way}`;
      await typeOver(page, 3, text);
      await leave(page, 3);
      await gridRow(page, 3).getByText(text, { exact: true }).waitFor();
      expect(index, way).toBeLessThan(WAYS.length);
    }
    await goTo(page, 'Export');
    const bytes = (await download(page, 'JSONL')).bytes.toString();
    expect(bytes.split('\n')[2]).toBe('{"input":"question 3","output":"typed before a reload"}');
  });

  it('is stored by itself after a pause, and undone', async () => {
    const page = await journeys.visit();
    await importFiles(page, FILE);
    await typeOver(page, 2, 'typed and left alone');
    await panel(page, 2).getByText('Saved', { exact: true }).waitFor();
    const field = panel(page, 2).getByRole('textbox', { name: 'output' });
    expect(await field.evaluate((element) => element === document.activeElement)).toBe(true);
    await eventually(() => said(page)).toContain('Row 2 changed.');
    await page.getByRole('button', { name: 'Undo', exact: true }).first().click();
    await gridRow(page, 2).getByText('answer 2', { exact: true }).waitFor();
    await eventually(() => field.inputValue()).toBe('answer 2');
  });

  it('stays where it is no JSON, with the reason, until it can be stored', async () => {
    const page = await journeys.visit();
    await importFiles(page, FILE);
    await gridRow(page, 4).getByText('question 4', { exact: true }).click();
    const row = panel(page, 4);
    await row.getByRole('tab', { name: 'JSON' }).click();
    await row.getByRole('button', { name: 'Edit', exact: true }).click();
    const json = row.getByRole('textbox', { name: 'The row as JSON' });
    expect(await json.inputValue()).toBe('{\n  "input": "question 4",\n  "output": "answer 4"\n}');
    await json.fill('{"input": "question 4", "output": ');
    await row.getByRole('alert').getByText('This is not JSON yet').waitFor();
    expect(await findViolations(page)).toEqual([]);
    await gridRow(page, 6).getByText('question 6', { exact: true }).click();
    await panel(page, 6).waitFor();
    await goTo(page, 'Clean');
    await goTo(page, 'Rows');
    await page.reload();
    await panel(page, 4).getByRole('alert').getByText('This is not JSON yet').waitFor();
    await panel(page, 4).getByRole('tab', { name: 'JSON' }).click();
    if ((await json.count()) === 0) await row.getByRole('button', { name: 'Edit', exact: true }).click();
    expect(await json.inputValue()).toBe('{"input": "question 4", "output": ');
    await json.fill('{"input": "question 4", "output": "whole"}');
    await gridRow(page, 4).getByText('whole', { exact: true }).waitFor();
    await row.getByRole('tab', { name: 'Changes' }).click();
    await row.getByText('Changed 1 time since it was imported.').waitFor();
    await row.locator('ins').getByText('whole').waitFor();
    expect(await findViolations(page)).toEqual([]);
  });
});

describe('a cell', () => {
  it('is edited in place, copied, and its edges are seen', async () => {
    const page = await journeys.visit();
    await importFiles(page, FILE);
    await grid(page).focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('F2');
    const editor = page.getByRole('textbox', { name: 'input of row 2' });
    await editor.waitFor();
    expect(await editor.inputValue()).toBe('question 2');
    await page.keyboard.type('not kept');
    await page.keyboard.press('Escape');
    await editor.waitFor({ state: 'detached' });
    await gridRow(page, 2).getByText('question 2', { exact: true }).waitFor();
    await page.keyboard.press('F2');
    await editor.fill('  two spaces');
    await page.keyboard.press('Tab');
    await page.getByRole('textbox', { name: 'output of row 2' }).fill('the answer');
    await page.keyboard.press('Enter');
    await gridRow(page, 2).getByTitle('2 spaces at the start').waitFor();
    await gridRow(page, 2).getByText('the answer', { exact: true }).waitFor();
    await eventually(() => grid(page).evaluate((element) => element === document.activeElement)).toBe(true);
    await page.keyboard.press('Control+c');
    await eventually(() => readClipboard(page)).toBe('the answer');
    await page.getByRole('radio', { name: 'Six lines a row' }).check({ force: true });
    expect(await findViolations(page)).toEqual([]);
  });

  it('has its columns laid out, and so they stay', async () => {
    const page = await journeys.visit();
    await importFiles(page, FILE);
    await page.getByRole('button', { name: 'Column output' }).click();
    expect(await findViolations(page)).toEqual([]);
    await page.getByRole('menuitem', { name: 'Move left' }).click();
    await eventually(() => columnTitles(page)).toEqual(['output', 'input']);
    const edge = grid(page).getByRole('separator', { name: 'Width of output' });
    const width = Number(await edge.getAttribute('aria-valuenow'));
    await edge.focus();
    await page.keyboard.press('Shift+ArrowLeft');
    await eventually(() => edge.getAttribute('aria-valuenow')).toBe(String(width - 64));
    await page.getByRole('button', { name: 'Column input' }).click();
    await page.getByRole('menuitem', { name: 'Hide' }).click();
    await eventually(() => grid(page).getAttribute('aria-colcount')).toBe('3');
    await page.reload();
    await grid(page).waitFor();
    await eventually(() => grid(page).getAttribute('aria-colcount')).toBe('3');
    await page.getByRole('button', { name: 'Columns (1 hidden)' }).click();
    expect(await findViolations(page)).toEqual([]);
    await page.getByRole('checkbox', { name: 'input' }).check();
    await eventually(() => grid(page).getAttribute('aria-colcount')).toBe('4');
    await eventually(() => edge.getAttribute('aria-valuenow')).toBe(String(width - 64));
  });
});
