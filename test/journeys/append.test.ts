import type { Page } from 'playwright';
import { expect, it } from 'vitest';
import { findViolations } from '../support/axe.ts';
import {
  chooseFiles,
  download,
  dropFile,
  eventually,
  goTo,
  importDialog,
  importFiles,
  said,
} from '../support/journey.ts';
import { grid } from '../support/journey-grid.ts';
import { useSite } from '../support/site.ts';

const journeys = useSite();

const FIRST = 'question,answer\nHow?,So.\nWhen?,Now.\n';
const MORE = 'question,answer,topic\nWhere?,Here.,place\nWho?,She.,person\n';

async function rowCount(page: Page): Promise<string> {
  return page.getByTestId('row-count').innerText();
}

it('rows of a file go to the end of the dataset that is open, are undone, and leave as they came', async () => {
  const page = await journeys.visit();
  await importFiles(page, { name: 'first.csv', text: FIRST });
  await page.keyboard.press('Control+k');
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('dialog', { name: 'Command palette' }).getByRole('combobox').fill('add rows');
  await page.getByRole('option', { name: /^Add rows from files/, selected: true }).waitFor();
  await page.keyboard.press('Enter');
  await (await chooser).setFiles({ name: 'more.csv', mimeType: 'text/csv', buffer: Buffer.from(MORE) });
  const dialog = importDialog(page);
  await dialog.getByText('New in “first”: “topic”.').waitFor();
  expect(await dialog.getByRole('combobox', { name: 'Rows go to' }).locator('option:checked').innerText()).toBe(
    'The end of “first”',
  );
  expect(await dialog.getByRole('textbox', { name: 'Dataset name' }).count()).toBe(0);
  expect(await findViolations(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Add rows' }).click();
  await eventually(() => rowCount(page)).toBe('4 rows');
  await eventually(() => said(page)).toContain('2 rows added to first.');
  await grid(page).getByText('person').waitFor();
  await page.getByRole('button', { name: 'Undo' }).first().click();
  await eventually(() => rowCount(page)).toBe('2 rows');
  await page.getByRole('button', { name: 'Redo' }).click();
  await eventually(() => rowCount(page)).toBe('4 rows');
  await goTo(page, 'Export');
  const { bytes } = await download(page, 'JSONL');
  expect(bytes.toString()).toBe(
    [
      '{"question":"How?","answer":"So."}',
      '{"question":"When?","answer":"Now."}',
      '{"question":"Where?","answer":"Here.","topic":"place"}',
      '{"question":"Who?","answer":"She.","topic":"person"}',
      '',
    ].join('\n'),
  );
});

it('a dropped file becomes a dataset of its own unless the end of another is chosen', async () => {
  const page = await journeys.visit();
  await importFiles(page, { name: 'first.csv', text: FIRST });
  await dropFile(page, 'alien.csv', 'other\nvalue\n');
  const where = importDialog(page).getByRole('combobox', { name: 'Rows go to' });
  await where.waitFor();
  expect(await where.locator('option').allInnerTexts()).toEqual(['A new dataset', 'The end of “first”']);
  expect(await where.inputValue()).toBe('');
  await where.selectOption({ label: 'The end of “first”' });
  await importDialog(page).getByText('No column of “first” is in it.').waitFor();
  await page.keyboard.press('Escape');
  // From the list, of a dataset that is not open: its rows are shown afterwards.
  await page.getByRole('link', { name: 'Lapidary' }).first().click();
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'More for first' }).click();
  await page.getByRole('menuitem', { name: 'Add rows from files' }).click();
  await (
    await chooser
  ).setFiles([
    { name: 'train.csv', mimeType: 'text/csv', buffer: Buffer.from(FIRST) },
    { name: 'test.csv', mimeType: 'text/csv', buffer: Buffer.from(FIRST) },
  ]);
  await importDialog(page).getByText('Its columns are those of “first”.').waitFor();
  await importDialog(page).getByRole('button', { name: 'Add rows' }).click();
  await eventually(() => rowCount(page)).toBe('6 rows');
  await goTo(page, 'History');
  await page.getByText('4 rows marked in “split”').waitFor();
  expect(await page.getByRole('list', { name: 'Versions' }).getByRole('heading').allInnerTexts()).toEqual([
    'Added train.csv, test.csv',
    'Imported first.csv',
  ]);
  // Rows and mark came as one, and leave as one.
  await page.getByRole('button', { name: 'Undo' }).first().click();
  await eventually(() => rowCount(page)).toBe('2 rows');
});

it('without any dataset nothing is asked', async () => {
  const page = await journeys.visit();
  await chooseFiles(page, { name: 'first.csv', text: FIRST });
  await importDialog(page).getByRole('textbox', { name: 'Dataset name' }).waitFor();
  expect(await importDialog(page).getByRole('combobox', { name: 'Rows go to' }).count()).toBe(0);
});
