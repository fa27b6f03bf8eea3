import { expect, it } from 'vitest';
import { findViolations } from '../support/axe.ts';
import { eventually, importFiles } from '../support/journey.ts';
import { grid } from '../support/journey-grid.ts';
import { useSite } from '../support/site.ts';

const journeys = useSite();

const ROWS = 500;
const FILE = {
  name: 'triage.csv',
  text: ['input,output', ...Array.from({ length: ROWS }, (_, row) => `question ${row + 1},answer ${row + 1}`)].join(
    '\n',
  ),
};

it('500 rows are judged by keys, with a reload in between', { timeout: 180_000 }, async () => {
  const page = await journeys.visit();
  await importFiles(page, FILE);
  await grid(page).focus();
  const keys = ['k', 'x', 'k', 'm'];
  const half = ROWS / 2;
  for (let row = 0; row < half; row += 1) await page.keyboard.press(keys[row % keys.length] ?? 'k');
  await page.getByText(`${half} of ${ROWS} judged`).waitFor();
  expect(await findViolations(page)).toEqual([]);
  await page.reload();
  await grid(page).waitFor();
  await page.getByText(`${half} of ${ROWS} judged`).waitFor();

  await grid(page).press('Control+Home');
  for (let row = 0; row < half; row += 1) await page.keyboard.press('n');
  for (let row = half; row < ROWS; row += 1) await page.keyboard.press(keys[row % keys.length] ?? 'k');
  await page.getByText(`${ROWS} of ${ROWS} judged`).waitFor();
  await page.keyboard.press('u');
  await page.getByText(`${ROWS - 1} of ${ROWS} judged`).waitFor();
  const active = grid(page).locator('[role=row][aria-current=true]');
  await eventually(() => active.getByRole('rowheader').innerText()).toBe(String(ROWS));

  await page.getByRole('searchbox', { name: 'Search rows' }).press('k');
  expect(await page.getByRole('searchbox', { name: 'Search rows' }).inputValue()).toBe('k');
  await page.getByText(`${ROWS - 1} of ${ROWS} judged`).waitFor();
});
