import type { Page } from 'playwright';
import { expect, it } from 'vitest';
import { findViolations } from '../support/axe.ts';
import { giveKey, goToAddress, useGoogle } from '../support/google-site.ts';
import { eventually, importFiles } from '../support/journey.ts';
import { columnTitles, grid } from '../support/journey-grid.ts';
import { paidVerdicts, resultOf, voteOn } from '../support/judge-page.ts';

const google = useGoogle();
const ROWS = 60;
const FAULTS = [{ kind: 'rate-limit', retryAfterMs: 1_000 }, 'internal', 'unavailable', 'html'] as const;
const isRight = (answer: string): boolean => !answer.includes('wrong');

async function openJudgeForm(page: Page): Promise<void> {
  await page.getByRole('navigation', { name: 'Dataset' }).getByRole('link', { name: 'Test', exact: true }).click();
  await page.getByRole('link', { name: 'Judge rows' }).click();
}

/** Rows of which every third answer is wrong. */
async function openShelf(count: number): Promise<Page> {
  const page = await google.visit();
  await giveKey(page);
  await goToAddress(page, '#/');
  const lines = Array.from({ length: count }, (_, n) =>
    JSON.stringify({ input: `Shelf of stone ${n}?`, output: n % 3 === 0 ? `wrong ${n}` : `Shelf ${n}.` }),
  );
  await importFiles(page, { name: 'shelf.jsonl', text: `${lines.join('\n')}\n` });
  return page;
}

/** What the form says of the cost. */
async function costOf(page: Page): Promise<string> {
  const cost = page.getByRole('status').filter({ hasText: /input tokens|verdicts are stored/ });
  await cost.waitFor();
  return cost.innerText();
}

/** The rows in view, from top to bottom: number, and what their first cell says. */
function shownRows(page: Page): Promise<readonly (readonly [number, string])[]> {
  return grid(page)
    .locator('[role=row][aria-rowindex]')
    .evaluateAll((found) =>
      found
        .filter((row) => row.querySelector('[role=rowheader]') !== null)
        .sort((one, other) => Number(one.ariaRowIndex) - Number(other.ariaRowIndex))
        .map((row) => [
          Number(row.querySelector('[role=rowheader]')?.textContent),
          row.querySelector('[role=gridcell]:not(.tick)')?.textContent.trim() ?? '',
        ]),
    );
}

it('judges the rows of a dataset once, makes marks of its verdicts, and shows the least certain rows first', async () => {
  const page = await openShelf(ROWS);
  // Less and less sure of later rows.
  google.emulator.state.decisions.decide = ({ input }) => {
    const row = Number(/stone (\d+)\?/.exec(input)?.[1]);
    const sure = 95 - 0.7 * row;
    return input.includes('wrong') ? [100 - sure, sure] : [sure, 100 - sure];
  };

  // Nothing is sent before the button is pressed.
  await openJudgeForm(page);
  await page.getByRole('textbox', { name: 'Rubric' }).fill('Is the answer right?');
  expect(await costOf(page)).toMatch(/^60 requests, about [\d,]+ input tokens\. About \$/);
  expect(await findViolations(page)).toEqual([]);
  expect(paidVerdicts(google.emulator)).toBe(0);

  google.emulator.faults.random(3, 0.2, FAULTS);
  await page.getByRole('button', { name: 'Judge these rows' }).click();
  await expect.poll(() => paidVerdicts(google.emulator), { timeout: 30_000 }).toBeGreaterThan(8);
  await page.getByRole('button', { name: 'Pause' }).click();
  await page.getByText(/, paused$/).waitFor();
  const address = new URL(page.url()).hash;
  await page.reload();
  await page.getByRole('button', { name: 'Resume' }).waitFor();
  await giveKey(page);
  await goToAddress(page, address);
  await page.getByRole('button', { name: 'Resume' }).click();
  await page.getByRole('group', { name: 'Progress' }).waitFor({ state: 'detached', timeout: 60_000 });
  google.emulator.faults.clear();
  const paid = paidVerdicts(google.emulator);
  expect(paid).toBeGreaterThanOrEqual(ROWS);
  // Grey, with the reason, but of use.
  expect(await resultOf(page, 'Is the answer right?')).toMatch(
    /Don’t rely on this yet\. Not checked against people yet/,
  );
  await page.getByText(/These marks would come from a judge that isn’t proven/).waitFor();
  expect(await findViolations(page)).toEqual([]);

  await page.getByRole('spinbutton', { name: 'At least this sure' }).fill('60');
  await page.getByRole('textbox', { name: 'Mark name' }).fill('right');
  await page.getByRole('button', { name: 'Mark rows and review the least certain first' }).click();
  await grid(page).waitFor();
  await page.getByText('Sorted by right sure, lowest first').waitFor();
  await eventually(async () => (await columnTitles(page))[0]).toContain('right sure');
  await eventually(async () => (await shownRows(page)).slice(0, 3)).toEqual([
    [59, '54%'],
    [60, '54%'],
    [58, '55%'],
  ]);
  expect(await findViolations(page)).toEqual([]);
  // The column sorts the other way round, too.
  await page.getByRole('button', { name: 'Column right sure' }).click();
  await page.getByRole('menuitem', { name: 'Sort descending' }).click();
  await eventually(async () => (await shownRows(page))[0]?.[0]).toBe(1);
  await goToAddress(page, `${address.replace(/test.*/, 'rows')}?is=mark:right:No`);
  await page.getByText(`17 of ${ROWS}`, { exact: true }).waitFor();

  // The rows of a filter are judged by themselves; what is stored costs nothing.
  await page.getByRole('link', { name: 'Judge these' }).click();
  await page.getByRole('textbox', { name: 'Rubric' }).fill('Is the answer right?');
  expect(await costOf(page)).toMatch(/^All 17 verdicts are stored\. This costs nothing\./);
  await page.getByRole('button', { name: 'Undo', exact: true }).first().click();
  await goToAddress(page, `${address.replace(/test.*/, 'rows')}?is=mark:right`);
  await page.getByText(`0 of ${ROWS}`, { exact: true }).waitFor();
}, 240_000);

it('is believed once people agree with it about the rows themselves', async () => {
  const page = await openShelf(52);
  google.emulator.state.decisions.decide = ({ input }) => (input.includes('wrong') ? [1, 9] : [9, 1]);
  const before = paidVerdicts(google.emulator);
  await openJudgeForm(page);
  await page.getByRole('textbox', { name: 'Rubric' }).fill('Is the answer right?');
  await costOf(page);
  await page.getByRole('button', { name: 'Judge these rows' }).click();
  await page.getByRole('heading', { name: 'Judge', level: 2, exact: true }).waitFor();
  await page.getByRole('group', { name: 'Progress' }).waitFor({ state: 'detached', timeout: 60_000 });
  expect(paidVerdicts(google.emulator) - before).toBe(52);
  await page.getByRole('link', { name: 'Vote on answers' }).click();
  await voteOn(page, 50, isRight);
  await page.getByRole('link', { name: '← Judge' }).click();
  expect(await resultOf(page, 'Is the answer right?')).not.toContain('Don’t rely on this yet');
  await page.getByRole('textbox', { name: 'Mark name' }).waitFor();
  expect(await page.getByText(/These marks would come from a judge/).count()).toBe(0);
}, 240_000);
