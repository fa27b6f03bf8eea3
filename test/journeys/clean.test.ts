import type { Locator, Page } from 'playwright';
import { describe, expect, it } from 'vitest';
import {
  addStep,
  apply,
  cardEffect,
  chooseIn,
  countedEffect,
  download,
  eventually,
  goTo,
  importFiles,
  said,
  versionItems,
} from '../support/journey.ts';
import { columnTitles, grid } from '../support/journey-grid.ts';
import { useSite } from '../support/site.ts';

const journeys = useSite();

const TICKETS = [
  '{"id":1,"input":"Order 1001 is late","output":"We are sorry for order 1001.","score":0.9}',
  '{"id":2,"input":"Order 22 and order 333","output":"Both are on their way.","score":0.2}',
  '{"id":3,"input":"Hello","output":"As an AI, I cannot say.","score":0.7}',
  '{"id":4,"input":"order by phone?","output":"Call us, please.","score":0.5}',
];

async function openClean(text: string): Promise<Page> {
  const page = await journeys.visit();
  await importFiles(page, { name: 'tickets.jsonl', text });
  await goTo(page, 'Clean');
  return page;
}

/** Chooses from a card's menu. */
async function chooseFrom(card: Locator, item: string): Promise<void> {
  await card.getByRole('button', { name: /^More about/ }).click();
  await card.getByRole('menuitem', { name: item }).click();
}

/** What a screen reader adds to the name of a field. */
function descriptionOf(field: Locator): Promise<string> {
  return field.evaluate((element) =>
    (element.getAttribute('aria-describedby') ?? '')
      .split(' ')
      .map((id) => document.getElementById(id)?.textContent ?? '')
      .join(' '),
  );
}

async function exported(page: Page): Promise<string[]> {
  await goTo(page, 'Export');
  return (await download(page, 'JSONL')).bytes.toString().split('\n');
}

describe('find and replace', () => {
  it('takes a regular expression with groups', async () => {
    const page = await openClean(TICKETS.join('\n'));
    const card = await addStep(page, 'Find and replace');
    await card.getByRole('combobox', { name: 'Find as' }).selectOption('regular expression');
    await card.getByRole('textbox', { name: 'Find' }).fill('order (\\d+)');
    await card.getByRole('textbox', { name: 'Replace with' }).fill('order #$1');
    await card.getByRole('switch', { name: 'Match case' }).uncheck();
    expect(await cardEffect(card)).toBe('2 rows changed');
    expect(await apply(page)).toBe('2 rows changed');
    expect(await exported(page)).toEqual([
      '{"id":1,"input":"order #1001 is late","output":"We are sorry for order #1001.","score":0.9}',
      '{"id":2,"input":"order #22 and order #333","output":"Both are on their way.","score":0.2}',
      ...TICKETS.slice(2),
    ]);
  });

  it('says at the field why a regular expression is none, and applies nothing until it is one', async () => {
    const page = await openClean(TICKETS.join('\n'));
    const card = await addStep(page, 'Find and replace');
    const find = card.getByRole('textbox', { name: 'Find' });
    await card.getByRole('combobox', { name: 'Find as' }).selectOption('regular expression');
    await find.fill('order (');
    await eventually(() => find.getAttribute('aria-invalid')).toBe('true');
    expect(await descriptionOf(find)).toMatch(/regular expression/);
    const button = page.getByRole('button', { name: 'Apply' });
    expect(await button.isEnabled()).toBe(false);
    await page
      .getByRole('region', { name: 'Summary' })
      .getByText(/^Find and replace: This is not a regular/)
      .waitFor();
    await find.fill('order \\d');
    expect(await find.getAttribute('aria-invalid')).toBe(null);
    expect(await countedEffect(page)).toBe('Changes 2 rows. Keeps all 4 rows.');
    expect(await button.isEnabled()).toBe(true);
  });

  it('gives up on a pattern that never ends, says so, and the page answers all the time', async () => {
    const text = `{"input":"${'a'.repeat(40)}!","output":"x y z"}`;
    const page = await openClean([text, ...TICKETS].join('\n'));
    await page.evaluate(() => {
      let last = performance.now();
      const gaps = { longest: 0 };
      setInterval(() => {
        gaps.longest = Math.max(gaps.longest, performance.now() - last);
        last = performance.now();
      }, 10);
      Object.assign(window, { gaps });
    });
    const card = await addStep(page, 'Find and replace');
    const find = card.getByRole('textbox', { name: 'Find' });
    await card.getByRole('combobox', { name: 'Find as' }).selectOption('regular expression');
    await find.fill('(a+)+$');
    // Meanwhile everything else goes on: other pages, the table.
    await goTo(page, 'Rows');
    await grid(page).press('Enter');
    await page.getByRole('region', { name: 'Row 1', exact: true }).waitFor();
    await goTo(page, 'Clean');
    const alert = page.getByRole('alert').getByText(/took longer than 5 seconds/);
    await alert.waitFor();
    await page.getByText('nested repeats such as (a+)+ can run forever').waitFor();
    expect(await page.evaluate(() => (window as unknown as { gaps: { longest: number } }).gaps.longest)).toBeLessThan(
      500,
    );
    // The step can be mended in place.
    await page.getByRole('button', { name: 'Dismiss' }).first().click();
    await find.fill('a+');
    expect(await countedEffect(page)).toContain('Keeps all 5 rows.');
    await apply(page);
  });
});

describe('columns', () => {
  it('are renamed, dropped and kept, and later cards know their new names', async () => {
    const page = await openClean(TICKETS.join('\n'));
    const rename = await addStep(page, 'Rename columns');
    await rename.getByRole('button', { name: 'Rename a column' }).click();
    await rename.getByRole('combobox', { name: 'Old name' }).selectOption('output');
    await rename.getByRole('textbox', { name: 'New name of output' }).fill('answer');
    const drop = await addStep(page, 'Drop columns');
    await chooseIn(drop, 'Columns', 'score');
    const keep = await addStep(page, 'Keep columns');
    await keep.getByRole('button', { name: /^Columns/ }).click();
    expect(
      await keep
        .getByRole('checkbox')
        .evaluateAll((boxes) => boxes.map((box) => box.parentElement?.textContent.trim())),
    ).toEqual(['id', 'input', 'answer']);
    await keep.getByRole('checkbox', { name: 'input' }).check();
    await keep.getByRole('checkbox', { name: 'answer' }).check();
    await countedEffect(page);
    await apply(page);
    await goTo(page, 'Rows');
    await eventually(() => columnTitles(page)).toEqual(['input', 'answer']);
    const [first] = await exported(page);
    expect(first).toBe('{"input":"Order 1001 is late","answer":"We are sorry for order 1001."}');
    await page.getByRole('button', { name: 'Undo' }).click();
    await eventually(() => said(page)).toContain('Undid');
    expect((await download(page, 'JSONL')).bytes.toString()).toBe(TICKETS.join('\n'));
  });
});

describe('rows that a step drops', () => {
  it('are counted first, said after, and kept in History with the reason', async () => {
    const page = await openClean(TICKETS.join('\n'));
    const text = await addStep(page, 'Drop matching rows');
    await text.getByRole('combobox', { name: 'Column' }).selectOption('output');
    await text.getByRole('textbox', { name: 'Text or number' }).fill('As an AI');
    const number = await addStep(page, 'Drop matching rows');
    await number.getByRole('combobox', { name: 'Column' }).selectOption('score');
    await number.getByRole('combobox', { name: 'Condition' }).selectOption({ value: 'less' });
    await number.getByRole('textbox', { name: 'Text or number' }).fill('0.5');
    expect(await countedEffect(page)).toBe('Removes 2 rows. Keeps 2 of 4.');
    expect(await apply(page)).toBe('2 rows dropped');

    await goTo(page, 'History');
    const [current] = await versionItems(page).all();
    const entries = current?.getByRole('group').filter({ hasText: 'Drop matching rows' });
    await entries?.first().getByText('Drop matching rows').click();
    await page.getByText('Show the 1 removed row').click();
    const dropped = page.getByRole('list', { name: 'Removed rows' }).getByRole('listitem');
    await eventually(() => dropped.first().innerText()).toContain('As an AI, I cannot say.');
    expect(await dropped.first().innerText()).toMatch(/output contains/);
    expect(await exported(page)).toEqual([TICKETS[0], TICKETS[3]]);
  });

  it('as duplicates are shown beside the row that was kept', async () => {
    const page = await openClean([...TICKETS, TICKETS[1]?.replace('"id":2,', ''), TICKETS[0]].join('\n'));
    const card = await addStep(page, 'Remove duplicates');
    await chooseIn(card, 'Columns', 'input', 'output');
    await card.getByRole('combobox', { name: 'Keep' }).selectOption('the last row');
    expect(await countedEffect(page)).toBe('Removes 2 rows. Keeps 4 of 6.');
    await apply(page);
    await goTo(page, 'History');
    await page.getByRole('group').getByText('Remove duplicates').click();
    await page.getByText('Show the 2 removed rows').click();
    const dropped = page.getByRole('list', { name: 'Removed rows' }).getByRole('listitem');
    await eventually(() => dropped.count()).toBe(2);
    expect(await dropped.last().innerText()).toContain('Duplicate of:');
  });

  it('by taking the first ones are the last ones', async () => {
    const page = await openClean(TICKETS.join('\n'));
    const card = await addStep(page, 'Take first rows');
    const rows = card.getByRole('spinbutton', { name: 'Rows' });
    await rows.fill('0');
    expect(await descriptionOf(rows)).toMatch(/^A whole number from 1 to /);
    await rows.fill('1');
    expect(await countedEffect(page)).toBe('Removes 3 rows. Keeps 1 of 4.');
    // A step that would take most rows asks first.
    await card.getByText('This step would remove 75% of its rows').waitFor();
    expect(await apply(page)).toBe('3 rows dropped');
    expect(await exported(page)).toEqual([TICKETS[0]]);
  });
});

describe('the cards', () => {
  it('can be switched off, moved and removed, and wait while another page is looked at', async () => {
    const page = await openClean(TICKETS.join('\n'));
    const take = await addStep(page, 'Take first rows');
    await take.getByRole('spinbutton', { name: 'Rows' }).fill('2');
    const drop = await addStep(page, 'Drop matching rows');
    await drop.getByRole('combobox', { name: 'Column' }).selectOption('output');
    await drop.getByRole('textbox', { name: 'Text or number' }).fill('order 1001');
    expect(await countedEffect(page)).toContain('Keeps 1 of 4.');
    await take.getByRole('switch', { name: 'Use this step' }).uncheck();
    expect(await countedEffect(page)).toContain('Keeps 3 of 4.');
    await take.getByRole('switch', { name: 'Use this step' }).check();
    await chooseFrom(drop, 'Move up');
    expect(await countedEffect(page)).toContain('Keeps 2 of 4.');
    await goTo(page, 'Rows');
    await goTo(page, 'Clean');
    expect(await countedEffect(page)).toContain('Keeps 2 of 4.');
    await chooseFrom(take, 'Remove step');
    expect(await countedEffect(page)).toContain('Keeps 3 of 4.');
    expect(await apply(page)).toBe('1 row dropped');
  });
});
