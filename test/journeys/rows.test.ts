import type { Page } from 'playwright';
import { describe, expect, it } from 'vitest';
import { download, eventually, goTo, importFiles, said } from '../support/journey.ts';
import { cursor, grid, gridRow, readRows } from '../support/journey-grid.ts';
import { useSite } from '../support/site.ts';

const journeys = useSite();

function numbered(rows: number): string {
  const lines = Array.from({ length: rows }, (_, row) => `${row + 1},question ${row + 1},answer ${(row % 7) + 1}`);
  return ['id,input,output', ...lines].join('\n') + '\n';
}

function panel(page: Page, row: string): ReturnType<Page['getByRole']> {
  return page.getByRole('region', { name: `Row ${row}`, exact: true });
}

describe('the table', () => {
  it('is walked through by keyboard, and rows are read', async () => {
    const page = await journeys.visit();
    await importFiles(page, { name: 'rows.csv', text: numbered(5_000) });
    const table = grid(page);
    expect(await table.getAttribute('aria-rowcount')).toBe('5001');
    // the boxes to tick, the row numbers and three columns
    expect(await table.getAttribute('aria-colcount')).toBe('5');
    await table.focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowUp');
    await eventually(() => cursor(page)).toBe('2');
    await page.keyboard.press('ArrowRight');
    const active = await table.getAttribute('aria-activedescendant');
    await eventually(() => page.locator(`[id="${active ?? ''}"]`).innerText()).toBe('question 2');
    await page.keyboard.press('PageDown');
    const paged = Number(await cursor(page));
    expect(paged).toBeGreaterThan(10);
    await page.keyboard.press('PageUp');
    await eventually(() => cursor(page)).toBe('2');
    await page.keyboard.press('Control+End');
    await eventually(() => cursor(page)).toBe('5,000');
    await gridRow(page, 5_000).getByText('answer 2').waitFor();

    await page.keyboard.press('Enter');
    await panel(page, '5,000').getByText('question 5000').waitFor();
    expect(await panel(page, '5,000').getByRole('term').allInnerTexts()).toEqual(['id', 'input', 'output']);
    await page.keyboard.press('ArrowUp');
    await panel(page, '4,999').getByText('question 4999').waitFor();
    await page.keyboard.press('p');
    await panel(page, '4,998').getByText('question 4998').waitFor();
    await page.keyboard.press('j');
    await panel(page, '4,999').getByRole('tab', { name: 'JSON' }).click();
    await panel(page, '4,999').getByText('"input": "question 4999"').waitFor();
    await panel(page, '4,999').getByText('From rows.csv, row 4,999').waitFor();
    await page.keyboard.press('Escape');
    await panel(page, '4,999').waitFor({ state: 'detached' });
    expect(await table.evaluate((element) => element === document.activeElement)).toBe(true);
    await page.keyboard.press('Control+Home');
    await eventually(() => cursor(page)).toBe('1');
  });

  it('finds rows, shows where, and goes to a row', async () => {
    const page = await journeys.visit();
    await importFiles(page, { name: 'rows.csv', text: numbered(5_000) });
    const search = page.getByRole('searchbox', { name: 'Search rows' });
    await page.keyboard.press('/');
    await page.keyboard.type('QUESTION 499');
    await page.getByText('11 of 5,000', { exact: true }).waitFor();
    expect(await search.inputValue()).toBe('QUESTION 499');
    await eventually(() => grid(page).getAttribute('aria-rowcount')).toBe('12');
    await eventually(async () => [...(await readRows(page)).keys()].slice(0, 3)).toEqual([499, 4_990, 4_991]);
    await gridRow(page, 4_990).locator('mark').waitFor();
    expect(await gridRow(page, 4_990).locator('mark').allInnerTexts()).toEqual(['question 499']);
    await gridRow(page, 4_991).getByText('answer').click();
    await panel(page, '4,991').locator('mark').waitFor();
    await panel(page, '4,991').getByRole('button', { name: 'Next row' }).click();
    await panel(page, '4,992').waitFor();
    await panel(page, '4,992').getByRole('button', { name: 'Close the row' }).click();

    await search.fill('not in any row');
    await page.getByRole('heading', { name: 'No matches for “not in any row”' }).waitFor();
    await page.getByRole('button', { name: 'Go to row' }).click();
    const dialog = page.getByRole('dialog', { name: 'Go to row' });
    await dialog.getByRole('spinbutton', { name: 'Row number' }).fill('3210');
    await dialog.getByRole('button', { name: 'Go', exact: true }).click();
    await gridRow(page, 3_210).getByText('question 3210').waitFor();
    expect(await cursor(page)).toBe('3,210');
    expect(await search.inputValue()).toBe('');
    expect(await grid(page).getAttribute('aria-rowcount')).toBe('5001');
  });

  it('shows a missing cell as missing, and a column that only a late row has', async () => {
    const page = await journeys.visit();
    const lines = Array.from({ length: 300 }, (_, row) => JSON.stringify({ input: `in ${row + 1}` }));
    lines.push('{"output":"late","input":["a",{"b":1}]}');
    await importFiles(page, { name: 'late.jsonl', text: lines.join('\n') });
    await grid(page).press('Control+End');
    await gridRow(page, 301).getByText('late').waitFor();
    expect((await readRows(page)).get(301)).toEqual(['["a",{"b":1}]', 'late']);
    await gridRow(page, 300).getByTitle('This row has no such column').waitFor();
  });

  it('is right at the end of 200,000 rows', async () => {
    const page = await journeys.visit();
    await importFiles(page, { name: 'many.csv', text: numbered(200_000) });
    expect(await page.getByTestId('row-count').innerText()).toBe('200,000 rows');
    expect(await grid(page).getAttribute('aria-rowcount')).toBe('200001');
    await grid(page).hover();
    await page.mouse.wheel(0, 1e9);
    await gridRow(page, 200_000).getByText('question 200000').waitFor();
    expect(await gridRow(page, 200_000).getAttribute('aria-rowindex')).toBe('200001');
    await page.mouse.wheel(0, -1e9);
    await gridRow(page, 1).getByText('question 1', { exact: true }).waitFor();
    await grid(page).press('Control+End');
    await gridRow(page, 200_000).getByText('question 200000').waitFor();
    await grid(page).press('PageUp');
    const at = Number((await cursor(page))?.replace(',', ''));
    await gridRow(page, at).getByText(`question ${at}`, { exact: true }).waitFor();
  });
});

describe('a row that is edited by hand', () => {
  it('is saved, undone, and keeps its other bytes', async () => {
    const page = await journeys.visit();
    const lines = ['{"input":"one", "n": 1.0, "output":"first"}', '{"input":"two","output":"second"}'];
    await importFiles(page, { name: 'edit.jsonl', text: lines.join('\n') });
    await gridRow(page, 1).getByText('one').click();
    const row = panel(page, '1');
    await row.getByRole('button', { name: 'Edit', exact: true }).click();
    await row.getByRole('textbox', { name: 'output' }).fill('first,\nwith "more"');
    await page.keyboard.press('Control+Enter');
    await eventually(() => said(page)).toContain('Row 1 changed.');
    await row.getByText('first, with "more"').waitFor();
    await gridRow(page, 1).getByText('first,').waitFor();

    await row.getByRole('tab', { name: 'JSON' }).click();
    await row.getByRole('button', { name: 'Edit', exact: true }).click();
    const json = row.getByRole('textbox', { name: 'The row as JSON' });
    await json.fill('{"input":');
    await row.getByRole('alert').getByText('This is not JSON yet').waitFor();
    await json.fill('{"input":"by hand",\n "output":12345678901234567890}');
    await page.keyboard.press('Control+Enter');
    await row.getByText('12345678901234567890').waitFor();
    expect(await page.getByTestId('row-count').innerText()).toBe('2 rows');

    await goTo(page, 'History');
    await page.getByRole('heading', { name: '2 rows edited by hand' }).waitFor();
    await page.keyboard.press('Control+z');
    await eventually(() => said(page)).toContain('Undid the edit to row ');
    await goTo(page, 'Export');
    const expected = [lines[0]?.replace('"first"', '"first,\\nwith \\"more\\""'), lines[1]].join('\n');
    expect((await download(page, 'JSONL')).bytes.toString()).toBe(expected);
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByText('The dataset has changed since.').waitFor();
    expect((await download(page, 'JSONL')).bytes.toString()).toBe(lines.join('\n'));
  });
});
