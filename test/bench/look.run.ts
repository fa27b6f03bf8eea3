/**
 * A million rows looked at in the built page: a filter, a sort, a search, the way to the last row, and the page opened again.
 * Times are from the click or key until what was asked for is on the screen, by the page's own clock; they are printed, never
 * asserted. Asserted is that the filter finds the rows that the file has. `BENCH_ROWS` for another number of rows.
 */
import { createReadStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Page } from 'playwright';
import { expect, it } from 'vitest';
import { countCharacters } from '../../src/core/text/characters.ts';
import { writeMessyFile } from '../support/messy-rows.ts';
import { serveSite } from '../support/server.ts';
import { figureLine, print } from './figures.ts';
import { chooseFile, clickImport, inBrowser } from './page-job.ts';

const ROWS = Number(process.env['BENCH_ROWS'] ?? 1_000_000);
const ROW_BYTES = 200;
const LONGEST = 100;
const HOUR_MS = 3_600_000;
const OF_ALL = ` of ${ROWS.toLocaleString('en-US')}`;

it(
  `looks at ${ROWS.toLocaleString('en-US')} rows`,
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'lapidary-look-'));
    const source = join(folder, 'messy.jsonl');
    const site = await serveSite();
    try {
      await writeMessyFile(source, ROWS, 11, ROW_BYTES);
      await inBrowser(folder, async (page) => {
        await chooseFile(page, site.url, source);
        await clickImport(page);
        // What begins by itself after an import is through: the lengths are stored.
        await page.getByText(/^Found:$|No routine clean-up needed/).waitFor();
        await page.evaluate(settled);
        const lines = await measure(page);
        print([`${ROWS.toLocaleString('en-US')} rows looked at`, ...lines]);
        expect(await shownCount(page)).toBe(await countShort(source));
      });
    } finally {
      await site.close();
      rmSync(folder, { recursive: true, force: true });
    }
  },
  HOUR_MS,
);

async function measure(page: Page): Promise<string[]> {
  const line = (name: string, ms: number): string => figureLine(name, `${ms.toFixed(0)} ms`);
  const lines: string[] = [];

  const opened = performance.now();
  await page.reload();
  await page.locator('[role=grid] [role=gridcell]:not(.tick):not(.waiting)').first().waitFor();
  lines.push(line('page opened again, first rows', performance.now() - opened));
  await page.evaluate(settled);

  await page.getByRole('link', { name: 'Datasets', exact: true }).first().click();
  const dataset = page.getByRole('link', { name: 'messy', exact: true });
  await dataset.waitFor();
  const cell = '[role=grid] [role=gridcell]:not(.tick):not(.waiting)';
  lines.push(line('opened from the list, first rows', await until(page, cell, '', () => dataset.click())));
  await page.evaluate(settled);

  const end = `[aria-rowindex="${String(ROWS + 1)}"] [role=gridcell]:not(.tick):not(.waiting)`;
  await page.getByRole('grid', { name: 'Rows' }).click({ position: { x: 200, y: 60 } });
  lines.push(line('to the last row by key', await until(page, end, '', () => page.keyboard.press('Control+End'))));
  await page.keyboard.press('Control+Home');

  lines.push(line('sort by text', await sortBy(page, 'Sort ascending', 'Sorted by output')));
  lines.push(line('sort by length', await sortBy(page, 'Longest first', 'Sorted by output, longest first')));

  await page.getByRole('button', { name: 'Add filter', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Add filter' });
  await dialog.getByRole('combobox', { name: 'Field' }).selectOption('output');
  await dialog.getByRole('combobox', { name: 'Condition' }).selectOption('characters');
  await dialog.getByLabel('At most').fill(String(LONGEST));
  const add = dialog.getByRole('button', { name: 'Add', exact: true });
  const asked = await page.evaluate(() => performance.now());
  lines.push(line('filter by length, first answer', await until(page, 'body', OF_ALL, () => add.click())));
  lines.push(line('filter by length, all found', (await page.evaluate(settled)) - asked));

  const blocks = await page.evaluate(() => Math.max(0, ...window.bench.blocks));
  lines.push(line('longest block of the page', blocks));
  return lines;
}

/** Milliseconds from the choice in the column's menu until its rows are in order on the screen. */
async function sortBy(page: Page, choice: string, words: string): Promise<number> {
  await page.getByRole('button', { name: 'Column output', exact: true }).click();
  const item = page.getByRole('menuitem', { name: choice, exact: true });
  const started = await page.evaluate(() => performance.now());
  await until(page, 'body', words, () => item.click());
  return (await page.evaluate(settled)) - started;
}

/** Milliseconds from what is done until an element that fits has the text. */
async function until(page: Page, selector: string, text: string, act: () => Promise<unknown>): Promise<number> {
  const started = await page.evaluate(() => performance.now());
  await act();
  return page.evaluate(
    (wanted) =>
      new Promise<number>((done) => {
        const look = (): void => {
          const found = [...document.querySelectorAll(wanted.selector)];
          if (found.some((element) => element.textContent.includes(wanted.text))) {
            done(performance.now() - wanted.started);
          } else requestAnimationFrame(look);
        };
        look();
      }),
    { selector, text, started },
  );
}

/** Runs in the page: the moment at which nothing runs and no row in view waits for its cells. */
function settled(): Promise<number> {
  return new Promise((done) => {
    const look = (): void => {
      if (!document.querySelector('[role=progressbar], [role=grid] .waiting')) done(performance.now());
      else requestAnimationFrame(look);
    };
    look();
  });
}

async function shownCount(page: Page): Promise<number> {
  const words = page.getByText(new RegExp(`^[\\d,]+${OF_ALL}$`));
  await words.waitFor();
  return Number((await words.innerText()).split(' ')[0]?.replaceAll(',', ''));
}

/** Rows of the file whose output has at most so many characters. */
async function countShort(file: string): Promise<number> {
  let count = 0;
  for await (const line of createInterface({ input: createReadStream(file) })) {
    const { output } = JSON.parse(line) as { output?: unknown };
    if (typeof output === 'string' && countCharacters(output) <= LONGEST) count++;
  }
  return count;
}
