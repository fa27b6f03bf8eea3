import type { Page } from 'playwright';
import { describe, expect, it } from 'vitest';
import {
  addStep,
  apply,
  chooseIn,
  countedEffect,
  eventually,
  goTo,
  importFiles,
  said,
  versionItems,
} from '../support/journey.ts';
import { useSite } from '../support/site.ts';

const journeys = useSite();

const ROWS = [
  { input: 'Name a gem', output: 'Lapis lazuli is one.' },
  { input: 'Name a gem', output: 'Lapis lazuli is one.' },
  { input: 'Is it blue?', output: 'Yes.' },
  { input: ' Where is it from? ', output: 'From the north of Afghanistan.' },
  { input: 'Is it hard?', output: 'No.' },
  {
    input: 'What colour is opal?',
    output: `It has every colour. ${'And then some. '.repeat(400)}The colour white, mostly.`,
  },
];

async function openClean(): Promise<Page> {
  const page = await journeys.visit();
  await importFiles(page, { name: 'gems.jsonl', text: ROWS.map((row) => JSON.stringify(row)).join('\n') });
  await goTo(page, 'Clean');
  return page;
}

const recipe = (page: Page) => page.getByRole('list', { name: 'Recipe' }).getByRole('listitem');
const effect = (page: Page) => page.getByRole('region', { name: 'Effect' });
const rows = (page: Page) => page.getByTestId('row-count').innerText();

async function rowsOf(page: Page, tab: 'All' | 'Changed' | 'Removed'): Promise<string[]> {
  await effect(page).getByRole('tab', { name: tab }).click();
  const list = effect(page).getByRole('list', { name: 'Rows and what becomes of them' });
  await list.waitFor();
  return list.getByRole('listitem').allInnerTexts();
}

describe('what was found in the data', () => {
  it('is added at once, in the order in which it should run', async () => {
    const page = await openClean();
    const found = page.getByRole('list', { name: 'Found in your data' }).getByRole('listitem');
    await found.first().waitFor();
    expect((await found.allInnerTexts()).join('\n')).toContain('1 duplicate row');
    await page.getByRole('button', { name: 'Add all' }).click();
    const button = page.getByRole('button', { name: 'Apply', exact: true });
    await eventually(() => button.evaluate((element) => element === document.activeElement)).toBe(true);
    expect(await recipe(page).first().innerText()).toContain('Trim whitespace');
    expect(await recipe(page).last().innerText()).toContain('Remove duplicates');
    expect(await countedEffect(page)).toBe('Removes 1 row and changes 1. Keeps 5 of 6.');
    await page.keyboard.press('Enter');
    await page.getByRole('group', { name: 'Result', exact: true }).waitFor();
    expect(await said(page)).toContain('1 row dropped, 1 changed');
  });
});

describe('a recipe', () => {
  it('is kept as it is typed, applied, changed in the middle, and undone', async () => {
    const page = await openClean();
    await addStep(page, 'Trim whitespace');
    const short = await addStep(page, 'Drop short outputs');
    await short.getByRole('spinbutton', { name: 'Minimum' }).fill('2');
    await addStep(page, 'Remove duplicates');
    expect(await countedEffect(page)).toBe('Removes 3 rows and changes 1. Keeps 3 of 6.');
    // What is typed is stored within the blink of an eye.
    await page.waitForTimeout(400);
    await page.reload();
    await eventually(() => recipe(page).count()).toBe(3);
    expect(await countedEffect(page)).toBe('Removes 3 rows and changes 1. Keeps 3 of 6.');

    expect(await apply(page)).toBe('3 rows dropped, 1 changed');
    await eventually(() => rows(page)).toBe('3 rows');
    const result = page.getByRole('group', { name: 'Result', exact: true });
    expect(await result.innerText()).toContain('3 removed, 1 changed, 3 left');
    await result.getByRole('link', { name: 'See removed' }).click();
    expect(await rowsOf(page, 'Removed')).toHaveLength(3);
    expect(await recipe(page).getByText('applied').count()).toBe(3);

    await page.reload();
    await eventually(() => recipe(page).getByText('applied').count()).toBe(3);
    // What it did is still there to be looked at.
    expect(await rowsOf(page, 'Removed')).toHaveLength(3);

    await recipe(page)
      .nth(1)
      .getByRole('button', { name: /^Drop short outputs/ })
      .click();
    await recipe(page).nth(1).getByRole('spinbutton', { name: 'Minimum' }).fill('1');
    expect(await countedEffect(page)).toBe('Removes 1 row and changes 1. Keeps 5 of 6.');
    expect(await apply(page)).toBe('1 row dropped, 1 changed');
    await eventually(() => rows(page)).toBe('5 rows');

    await page.getByRole('button', { name: 'Undo' }).click();
    await eventually(() => rows(page)).toBe('3 rows');
    await page.getByRole('button', { name: 'Undo' }).click();
    await eventually(() => rows(page)).toBe('6 rows');
    await eventually(() => recipe(page).count()).toBe(3);
    expect(await recipe(page).getByText('applied').count()).toBe(0);
    expect(await countedEffect(page)).toBe('Removes 3 rows and changes 1. Keeps 3 of 6.');
    // There the change was about to be made: it waits again, and can be left.
    await page.getByRole('button', { name: 'Redo' }).click();
    await eventually(() => recipe(page).getByText('applied').count()).toBe(2);
    await page.getByRole('button', { name: 'Discard changes' }).click();
    await eventually(() => recipe(page).getByText('applied').count()).toBe(3);
    await goTo(page, 'History');
    expect(await versionItems(page).count()).toBe(3);
  });

  it('goes on below what was applied, with the new step alone', async () => {
    const page = await openClean();
    await addStep(page, 'Trim whitespace');
    expect(await apply(page)).toBe('1 row changed');
    await addStep(page, 'Remove duplicates');
    expect(await countedEffect(page)).toBe('Removes 1 row. Keeps 5 of 6.');
    expect(await apply(page)).toBe('1 row dropped');
    expect(await recipe(page).getByText('applied').count()).toBe(2);
  });

  it('is saved by a name, and used on another dataset, which says what it lacks', async () => {
    const page = await openClean();
    const trim = await addStep(page, 'Trim whitespace');
    await chooseIn(trim, 'Columns', 'output');
    await page.getByRole('button', { name: 'Saved recipes' }).click();
    const dialog = page.getByRole('dialog', { name: 'Saved recipes' });
    await dialog.getByRole('textbox', { name: 'Save this recipe as' }).fill('Tidy');
    await dialog.getByRole('button', { name: 'Save', exact: true }).click();
    await eventually(() => said(page)).toContain('Saved the recipe “Tidy”.');
    await page.goto(journeys.url);
    await importFiles(page, { name: 'other.csv', text: 'question,answer\r\nWhy?, So. \r\n' });
    await goTo(page, 'Clean');
    await page.getByRole('button', { name: 'Saved recipes' }).click();
    await dialog.getByRole('button', { name: 'Use Tidy' }).click();
    await page.getByText('This dataset doesn’t have the column “output” (Trim whitespace).').waitFor();
    expect(await recipe(page).count()).toBe(1);
  });
});

describe('the effect', () => {
  it('shows each change where it is in a long text, and all rows that leave, each of which can stay', async () => {
    const page = await openClean();
    const replace = await addStep(page, 'Find and replace');
    await replace.getByRole('textbox', { name: 'Find' }).fill('white, mostly');
    await replace.getByRole('textbox', { name: 'Replace with' }).fill('milky');
    const [changed = '', ...others] = await rowsOf(page, 'Changed');
    expect(others).toEqual([]);
    expect(changed).toMatch(/output\s+….*And then some\. The colour/);
    expect(changed).toContain('milky');
    expect(changed.length).toBeLessThan(300);

    await addStep(page, 'Remove duplicates');
    await eventually(() => countedEffect(page)).toBe('Removes 1 row and changes 1. Keeps 5 of 6.');
    const [twin = ''] = await rowsOf(page, 'Removed');
    expect(twin).toContain('Duplicate of row 1');
    await effect(page).getByRole('button', { name: 'Keep it' }).click();
    await eventually(() => countedEffect(page)).toBe('Changes 1 row. Keeps all 6 rows.');
    expect(await apply(page)).toBe('1 row changed');
  });

  it('is asked for by nobody who has not typed yet: a new step is no error', async () => {
    const page = await openClean();
    const card = await addStep(page, 'Find and replace');
    const find = card.getByRole('textbox', { name: 'Find' });
    expect(await find.getAttribute('aria-invalid')).toBe(null);
    await page
      .getByRole('region', { name: 'Summary' })
      .getByText('Find and replace: Enter the text to find.')
      .waitFor();
    expect(await page.getByRole('button', { name: 'Apply' }).isEnabled()).toBe(false);
    await find.fill('x');
    await find.fill('');
    await eventually(() => find.getAttribute('aria-invalid')).toBe('true');
  });

  it('is ordered, applied and left by keys, and the focus is never lost', async () => {
    const page = await openClean();
    await page.keyboard.press('/');
    await page.keyboard.type('dedup');
    await page.getByRole('option', { name: 'Remove duplicates', selected: true }).waitFor();
    await page.keyboard.press('Enter');
    await addStep(page, 'Trim whitespace');
    const title = recipe(page)
      .last()
      .getByRole('button', { name: /^Trim whitespace/ });
    await title.press('Alt+ArrowUp');
    await eventually(() => recipe(page).first().innerText()).toContain('Trim whitespace');
    const hasFocus = () => page.evaluate(() => document.activeElement !== document.body);
    await eventually(hasFocus).toBe(true);
    await countedEffect(page);
    await page.keyboard.press('Control+Enter');
    await page.getByRole('group', { name: 'Result', exact: true }).waitFor();
    await eventually(hasFocus).toBe(true);
    await recipe(page)
      .first()
      .getByRole('button', { name: /^Trim whitespace/ })
      .press('Delete');
    await eventually(() => recipe(page).count()).toBe(1);
    await eventually(hasFocus).toBe(true);
  });
});
