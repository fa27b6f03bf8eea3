import { describe, expect, it } from 'vitest';
import { dirtyRows } from '../core/health/dirty-rows.ts';
import { findViolations } from '../support/axe.ts';
import { eventually, importFiles } from '../support/journey.ts';
import { gridRow } from '../support/journey-grid.ts';
import { useSite } from '../support/site.ts';

const journeys = useSite();

/** Fingers need larger buttons than a pointer does. */
const PHONE = { viewport: { width: 360, height: 780 }, hasTouch: true, isMobile: true };

describe('on a phone', () => {
  it('no page is wider than the window', async () => {
    const page = await journeys.visit(PHONE);
    const widths = async (): Promise<number> => page.evaluate(() => window.innerWidth);
    expect(await widths()).toBe(360);
    for (const section of ['Models', 'Settings']) {
      await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: section }).click();
      await page.getByRole('heading', { name: section, level: 1 }).waitFor();
      await eventually(widths).toBe(360);
    }
  });

  it('the rows begin in the upper third, and a row is found by its number', async () => {
    const page = await journeys.visit(PHONE);
    const lines = Array.from({ length: 300 }, (_, row) => `question ${row + 1},answer ${row + 1}`);
    await importFiles(page, { name: 'gems.csv', text: ['input,output', ...lines].join('\n') });
    const look = page.getByRole('region', { name: 'First look' });
    await look.getByText('No routine clean-up needed.').waitFor();
    expect((await look.boundingBox())?.height).toBeLessThan(50);
    await look.getByRole('button', { name: 'Dismiss first look' }).click();
    const top = async (): Promise<number> => (await gridRow(page, 1).boundingBox())?.y ?? Infinity;
    await eventually(top).toBeLessThan(780 / 3);
    const search = page.getByRole('searchbox', { name: 'Search rows' });
    const [field, filter] = [
      await search.boundingBox(),
      await page.getByRole('button', { name: 'Add filter' }).boundingBox(),
    ];
    expect((field?.width ?? 0) + (filter?.width ?? 0)).toBeGreaterThan(360 - 30);
    await search.fill('#250');
    await page.keyboard.press('Enter');
    await gridRow(page, 250).waitFor();
    expect(await findViolations(page)).toEqual([]);
  });

  it('what was found at a first look takes one line, and is added to Clean', async () => {
    const page = await journeys.visit(PHONE);
    const rows = dirtyRows(120).map(({ input, output }) => JSON.stringify({ question: input, answer: output }));
    await importFiles(page, { name: 'dirty.jsonl', text: rows.join('\n') });
    const look = page.getByRole('region', { name: 'First look' });
    await look.getByText(/^\d things to fix$/).waitFor();
    expect((await look.boundingBox())?.height).toBeLessThan(50);
    await look.getByRole('button', { name: 'Add all' }).click();
    await page.getByRole('list', { name: 'Recipe' }).getByRole('listitem').nth(1).waitFor();
  });
});
