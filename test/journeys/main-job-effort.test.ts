import type { Locator, Page } from 'playwright';
import { describe, expect, it } from 'vitest';
import { dropFile, eventually, importButton, importDialog } from '../support/journey.ts';
import { useSite } from '../support/site.ts';

const journeys = useSite();

const MOST_CLICKS = 5;
const MOST_KEYS = 15;

/** Questions with an equal row, an empty answer and stray spaces among them. */
const ROWS = Array.from({ length: 60 }, (_, row) => ({
  instruction: `What is ${row % 55} plus one?`,
  input: '',
  output: row === 7 ? '' : row === 9 ? ` ${row + 1} it is, I think. ` : `The answer to this is ${(row % 55) + 1}.`,
}));
const JSON_TEXT = JSON.stringify(ROWS);

/** The focus is never lost, or the next key would begin at the top of the page. */
async function expectFocus(page: Page): Promise<void> {
  await eventually(() => page.evaluate(() => document.activeElement !== document.body)).toBe(true);
}

function rowCount(page: Page): Promise<string> {
  return page.getByTestId('row-count').innerText();
}

describe('the main job, from a file to a clean file', () => {
  let page: Page;
  let effort = 0;

  async function click(target: Locator): Promise<void> {
    effort++;
    await target.click();
    await expectFocus(page);
  }

  async function press(...keys: readonly string[]): Promise<void> {
    for (const key of keys) {
      effort++;
      await page.keyboard.press(key);
    }
    await expectFocus(page);
  }

  it('takes at most five clicks after the drop', async () => {
    effort = 0;
    page = await journeys.visit();
    await dropFile(page, 'sums.json', JSON_TEXT);
    await importDialog(page).getByText('All 60 rows').waitFor();
    await click(importButton(page));
    await click(page.getByRole('button', { name: 'Add all' }));
    const apply = page.getByRole('button', { name: 'Apply', exact: true });
    await eventually(() => apply.isEnabled()).toBe(true);
    await click(apply);
    await eventually(() => rowCount(page)).not.toBe('60 rows');
    await click(page.getByRole('group', { name: 'Result' }).getByRole('link', { name: 'Export' }));
    const coming = page.waitForEvent('download');
    await click(page.getByRole('button', { name: 'Download' }));
    expect((await coming).suggestedFilename()).toBe('sums.jsonl');
    expect(effort).toBeLessThanOrEqual(MOST_CLICKS);
  });

  it('takes at most fifteen keys, and never loses the focus', async () => {
    effort = 0;
    page = await journeys.visit();
    // asked for first: a chooser that opens before the browser hears that somebody waits for it is never told of
    const choosing = page.waitForEvent('filechooser');
    await page.getByRole('heading', { name: 'Datasets', level: 1 }).waitFor();
    effort++;
    await page.keyboard.press('i');
    await (
      await choosing
    ).setFiles({ name: 'sums.json', mimeType: 'application/json', buffer: Buffer.from(JSON_TEXT) });
    await importDialog(page).getByText('All 60 rows').waitFor();
    await eventually(() => importButton(page).evaluate((button) => button === document.activeElement)).toBe(true);
    await press('Enter');
    await page.getByRole('region', { name: 'Rows', exact: true }).waitFor();
    const addAll = page.getByRole('button', { name: 'Add all' });
    await addAll.waitFor();
    await eventually(() =>
      page.getByRole('region', { name: 'Rows', exact: true }).evaluate((region) => region === document.activeElement),
    ).toBe(true);
    await press('Tab');
    expect(await addAll.evaluate((button) => button === document.activeElement)).toBe(true);
    await press('Enter');
    await eventually(() => page.getByRole('button', { name: 'Apply', exact: true }).isEnabled()).toBe(true);
    await press('Control+Enter');
    await eventually(() => rowCount(page)).not.toBe('60 rows');
    await press('g', 'e');
    await page.getByRole('button', { name: 'Download' }).waitFor();
    const coming = page.waitForEvent('download');
    await press('Control+Enter');
    await coming;
    expect(effort).toBeLessThanOrEqual(MOST_KEYS);
  });
});
