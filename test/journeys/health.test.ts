import type { Page } from 'playwright';
import { describe, expect, it } from 'vitest';
import { dirtyRows } from '../core/health/dirty-rows.ts';
import { findViolations } from '../support/axe.ts';
import { eventually, importFiles } from '../support/journey.ts';
import { useSite } from '../support/site.ts';

const journeys = useSite();

const DIRTY = dirtyRows(120)
  .map(({ input, output }) => JSON.stringify({ question: input, answer: output }))
  .join('\n');

async function openHealth(page: Page): Promise<void> {
  await page.getByRole('navigation', { name: 'Dataset' }).getByRole('link', { name: 'Health' }).click();
  await page.getByRole('list', { name: 'Findings' }).waitFor();
}

function findings(page: Page) {
  return page.getByRole('list', { name: 'Findings' }).getByRole('listitem');
}

describe('health', () => {
  it('finds what is wrong with a dirty file, and fixes it by way of Clean', async () => {
    const page = await journeys.visit();
    await importFiles(page, { name: 'dirty.jsonl', text: DIRTY });
    await openHealth(page);
    await page.getByText(/^Ready for Gemini 3.5 Flash: \d+ of \d+ rows; \d+ need attention\.$/).waitFor();
    // All titles begin at one place, whatever is before them and however little room they have.
    await page.setViewportSize({ width: 780, height: 800 });
    const lefts = findings(page)
      .locator('b')
      .evaluateAll((titles) => titles.map((title) => Math.round(title.getBoundingClientRect().left)));
    expect([...new Set(await lefts)]).toHaveLength(1);
    await page.setViewportSize({ width: 1280, height: 800 });
    const garbled = findings(page).filter({ hasText: 'garbled characters' });
    expect(await garbled.innerText()).toContain('3 rows with garbled characters');
    await garbled.getByText('Rows and why it matters').click();
    await garbled
      .getByRole('link', { name: /^Row \d+$/ })
      .first()
      .waitFor();
    await eventually(() => garbled.innerText()).toContain('cafÃ©');
    // The button of the palette is the frame's.
    expect((await findViolations(page)).filter((found) => !found.includes('aria-label="Commands"'))).toEqual([]);

    await garbled.getByRole('button', { name: 'Fix' }).click();
    await page.getByRole('group', { name: 'Repair garbled characters' }).waitFor();
    await page.getByRole('button', { name: 'Apply', exact: true }).click();
    await page.getByRole('status').filter({ hasText: '3 rows changed' }).first().waitFor();
    await openHealth(page);
    await eventually(() => findings(page).filter({ hasText: 'stray whitespace' }).count()).toBe(1);
    expect(await garbled.count()).toBe(0);
  });

  it('goes to a row that it names, and keeps what was dismissed with its reason', async () => {
    const page = await journeys.visit();
    await importFiles(page, { name: 'dirty.jsonl', text: DIRTY });
    await openHealth(page);
    const links = findings(page).filter({ hasText: 'with a web address' });
    await links.getByRole('button', { name: 'Dismiss' }).click();
    await links.getByRole('textbox', { name: 'Reason' }).fill('the guide needs them');
    await links.getByRole('button', { name: 'Dismiss finding' }).click();
    await eventually(() => links.count()).toBe(0);
    await page.reload();
    await page.getByText('Dismissed (1)').click();
    await page.getByText('“the guide needs them”').waitFor();
    await page.getByRole('button', { name: 'Restore' }).click();
    await eventually(() => links.count()).toBe(1);
    await findings(page).filter({ hasText: 'several outputs' }).getByRole('button', { name: 'Fix by hand' }).click();
    await page.getByRole('grid', { name: 'Rows' }).waitFor();
    expect(page.url()).toMatch(/\/rows\/\d+$/);
  });

  it('is dismissed by keyboard alone', async () => {
    const page = await journeys.visit();
    await importFiles(page, { name: 'dirty.jsonl', text: DIRTY });
    await openHealth(page);
    const links = findings(page).filter({ hasText: 'with a web address' });
    const opener = links.getByRole('button', { name: 'Dismiss', exact: true });
    const reason = links.getByRole('textbox', { name: 'Reason' });
    await opener.press('Enter');
    await eventually(() => reason.evaluate((field) => field === document.activeElement)).toBe(true);
    await page.keyboard.press('Escape');
    expect(await reason.count()).toBe(0);
    expect(await opener.evaluate((button) => button === document.activeElement)).toBe(true);
    await page.keyboard.press('Enter');
    await eventually(() => reason.count()).toBe(1);
    await page.keyboard.type('needed');
    await page.keyboard.press('Enter');
    await eventually(() => links.count()).toBe(0);
    await eventually(() => page.evaluate(() => document.activeElement === document.body)).toBe(false);
  });

  it('says where the rows could tune, and builds the recipe for a place', async () => {
    const page = await journeys.visit();
    await importFiles(page, { name: 'dirty.jsonl', text: DIRTY });
    await openHealth(page);
    const table = page.getByRole('table').filter({ hasText: 'Target' });
    const legacy = table.getByRole('row').filter({ hasText: 'Gemini API' });
    await legacy.getByRole('button', { name: /^Make ready for/ }).click();
    const card = page.getByRole('group', { name: 'Convert format' });
    await card.waitFor();
    expect(await card.count()).toBe(1);
  });
});
