import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Locator, Page } from 'playwright';
import { expect } from 'vitest';

/** A file made up by a test. */
export interface TestFile {
  readonly name: string;
  readonly text: string | Buffer;
}

/** Polls until the page shows it: what the page does takes as long as it takes. */
export function eventually<T>(look: () => Promise<T>): ReturnType<typeof expect.poll<T>> {
  return expect.poll(look, { timeout: 20_000, interval: 25 });
}

/** Lays files into the file picker. */
export async function chooseFiles(page: Page, ...files: readonly TestFile[]): Promise<void> {
  await page.getByLabel('Import files').setInputFiles(
    files.map(({ name, text }) => ({
      name,
      mimeType: 'application/octet-stream',
      buffer: Buffer.isBuffer(text) ? text : Buffer.from(text),
    })),
  );
  await importDialog(page).waitFor();
}

/** The same, with the fields unfolded that say how the files are read. */
export async function chooseToChange(page: Page, ...files: readonly TestFile[]): Promise<void> {
  await chooseFiles(page, ...files);
  await unfoldFields(page);
}

/** Unfolds the fields of the dialog that say how a file is read; of one that can't be read at all there are none. */
export async function unfoldFields(page: Page): Promise<void> {
  const change = importDialog(page).getByRole('button', { name: 'Change', exact: true });
  const found = importDialog(page)
    .getByRole('region', { name: 'First rows' })
    .or(importDialog(page).getByRole('alert'));
  await found.first().waitFor();
  if ((await change.count()) > 0 && (await change.getAttribute('aria-expanded')) === 'false') await change.click();
}

/** What a person does who drags a file from a folder over the page. */
export async function dropFile(page: Page, name: string, text: string): Promise<void> {
  const files = await page.evaluateHandle(
    ([fileName, content]) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([content], fileName, { type: 'text/csv' }));
      return transfer;
    },
    [name, text] as const,
  );
  const main = page.getByRole('main');
  await main.dispatchEvent('dragenter', { dataTransfer: files });
  await page.getByText('Drop to import').waitFor();
  await main.dispatchEvent('dragover', { dataTransfer: files });
  await main.dispatchEvent('drop', { dataTransfer: files });
}

export function importDialog(page: Page): Locator {
  return page.getByRole('dialog', { name: /^Import / });
}

export function importButton(page: Page): Locator {
  return importDialog(page).getByRole('button', { name: 'Import', exact: true });
}

/** Imports as the preview suggests, and waits for the rows. */
export async function importFiles(page: Page, ...files: readonly TestFile[]): Promise<void> {
  await chooseFiles(page, ...files);
  await importButton(page).click();
  await page.getByRole('grid', { name: 'Rows' }).waitFor();
}

/** The header and the cells of the first rows in the dialog, as they are drawn. */
export async function readPreview(page: Page): Promise<{ columns: string[]; rows: string[][] }> {
  const table = importDialog(page).getByRole('region', { name: 'First rows' });
  const columns = await table.getByRole('columnheader').allTextContents();
  const rows = await table
    .getByRole('row')
    .evaluateAll((found) => found.map((row) => [...row.querySelectorAll('td')].map((cell) => cell.textContent)));
  return { columns: columns.slice(1), rows: rows.slice(1) };
}

export type Section = 'Rows' | 'Clean' | 'History' | 'Export';

export async function goTo(page: Page, section: Section): Promise<void> {
  await page.getByRole('navigation', { name: 'Dataset' }).getByRole('link', { name: section }).click();
  // Its heading may be for the ear only; the page is there when its own content is.
  const landmarks: Record<Section, Locator> = {
    Rows: page.getByRole('grid', { name: 'Rows' }),
    Clean: page.getByRole('button', { name: 'Add step' }),
    History: page.getByRole('list', { name: 'Versions' }),
    Export: page.getByRole('button', { name: 'Download' }),
  };
  await landmarks[section].waitFor();
}

/** Adds a step on the Clean page and gives its card. */
export async function addStep(page: Page, title: string): Promise<Locator> {
  await page.getByRole('button', { name: 'Add step' }).click();
  await page.getByRole('option', { name: title, exact: true }).click();
  const card = page.getByRole('group', { name: title, exact: true }).last();
  await card.waitFor();
  return card;
}

/** Ticks columns or roles in the one field of a card that chooses them. */
export async function chooseIn(card: Locator, label: string, ...choices: readonly string[]): Promise<void> {
  const button = card.getByRole('button', { name: new RegExp(`^${label} `) });
  await button.click();
  for (const name of choices) await card.getByRole('checkbox', { name, exact: true }).check();
  await button.click();
}

/** What the bar under the cards says, once all rows are counted. */
export async function countedEffect(page: Page): Promise<string> {
  const words = page
    .getByRole('region', { name: 'Summary' })
    .getByText(/^(No rows would change\.|.* Keeps (all )?[\d,]+ .*)$/);
  await words.waitFor();
  return words.innerText();
}

/** What an open card says of all rows, once they are counted. */
export async function cardEffect(card: Locator): Promise<string> {
  const words = card
    .getByRole('paragraph')
    .filter({ hasText: /rows? (changed|removed|added|joined|marked|reordered)|No rows affected/ })
    .filter({ hasNotText: 'In the first' });
  await words.first().waitFor();
  return (await words.first().innerText()).trim();
}

/** Applies the recipe and gives what the page says it did. */
export async function apply(page: Page): Promise<string> {
  await page.getByRole('button', { name: 'Apply', exact: true }).click();
  await page.getByRole('group', { name: 'Result', exact: true }).waitFor();
  return said(page);
}

/** The last deed that the page reported. */
export async function said(page: Page): Promise<string> {
  const [text = ''] = await page.getByRole('status').allInnerTexts();
  return text.trim();
}

/** The entries of the History page, newest first. */
export function versionItems(page: Page): Locator {
  const heading = page.getByRole('heading', { level: 3 });
  return page.getByRole('list', { name: 'Versions' }).getByRole('listitem').filter({ has: heading });
}

export interface Downloaded {
  readonly name: string;
  readonly bytes: Buffer;
  /** What the page says about it, by label. */
  readonly report: Readonly<Record<string, string>>;
}

/** Downloads on the Export page, and waits until the page has said all it says about the file. */
export async function download(
  page: Page,
  fileType: 'JSONL' | 'CSV' | 'JSON' | 'Parquet' = 'JSONL',
): Promise<Downloaded> {
  await page.getByRole('combobox', { name: 'File type' }).selectOption(fileType);
  const coming = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download' }).click();
  const file = await coming;
  const bytes = await readFile(await file.path());
  const region = page.getByRole('region', { name: 'Downloaded' });
  await region.getByText(file.suggestedFilename()).waitFor();
  await region.getByText(/^[0-9a-f]{64}$/).waitFor();
  const labels = await region.getByRole('term').allInnerTexts();
  const values = await region.getByRole('definition').allInnerTexts();
  const report = Object.fromEntries(labels.map((label, index) => [label, values[index]?.trim() ?? '']));
  return { name: file.suggestedFilename(), bytes, report };
}

export function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}
