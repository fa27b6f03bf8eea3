import type { Page } from 'playwright';
import { beforeEach, describe, expect, it } from 'vitest';
import { findViolations } from '../support/axe.ts';
import {
  addStep,
  apply,
  chooseFiles,
  chooseToChange,
  countedEffect,
  download,
  goTo,
  importButton,
  unfoldFields,
} from '../support/journey.ts';
import { grid } from '../support/journey-grid.ts';
import { useSite } from '../support/site.ts';

const journeys = useSite();

const CSV = 'input,output\n  one ,first answer here\n"two\nlines",second\nthree,x,too long\none,first answer here\n';

/** The page in a state worth checking: with a dataset that has a row in quarantine. */
async function openDataset(): Promise<Page> {
  const page = await journeys.visit();
  await chooseToChange(page, { name: 'access.csv', text: CSV });
  await page.getByRole('combobox', { name: 'Long rows' }).selectOption('Set aside in Quarantine');
  await page.getByText('1 row can’t be read').waitFor();
  await importButton(page).click();
  await grid(page).getByText('second').waitFor();
  return page;
}

let page: Page;

async function closeDialog(): Promise<void> {
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
}

describe('without a dataset', () => {
  beforeEach(async () => {
    page = await journeys.visit();
  });

  it('the list of datasets has no violations', async () => {
    await page.getByRole('heading', { name: 'From a raw file to a tuning set you can trust' }).waitFor();
    expect(await findViolations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Try a sample' }).click();
    expect(await findViolations(page)).toEqual([]);
  });

  it('the import dialog has none, with a preview, with several files, and with an error', async () => {
    await chooseFiles(page, { name: 'access.csv', text: CSV }, { name: 'other.jsonl', text: '{"q":1}' });
    await page.getByRole('group', { name: '2 files become' }).waitFor();
    await unfoldFields(page);
    await page.getByRole('combobox', { name: 'Long rows' }).selectOption('Set aside in Quarantine');
    await page.getByText('1 row can’t be read').click();
    expect(await findViolations(page)).toEqual([]);
    await closeDialog();
    await chooseFiles(page, { name: 'all.json', text: '{"a":1}}' });
    await page.getByRole('dialog').getByRole('alert').waitFor();
    expect(await findViolations(page)).toEqual([]);
  });

  it('the paste dialog, the settings and a wrong address have none', async () => {
    await page.getByRole('button', { name: 'Paste' }).click();
    await page.getByRole('dialog', { name: 'Paste rows' }).waitFor();
    expect(await findViolations(page)).toEqual([]);
    await closeDialog();
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Settings' }).click();
    await page.getByRole('heading', { name: 'About' }).waitFor();
    expect(await findViolations(page)).toEqual([]);
    await page.evaluate(() => (location.hash = '#/nowhere'));
    await page.getByRole('heading', { name: 'Page not found' }).waitFor();
    expect(await findViolations(page)).toEqual([]);
  });
});

describe('with a dataset', () => {
  beforeEach(async () => {
    page = await openDataset();
  });

  it('the rows have no violations, alone, searched, read, edited, and with Go to row', async () => {
    expect(await findViolations(page)).toEqual([]);
    await page.getByRole('searchbox', { name: 'Search rows' }).fill('first');
    await page.getByText('2 of 3', { exact: true }).waitFor();
    await grid(page).press('Enter');
    const panel = page.getByRole('region', { name: 'Row 1', exact: true });
    await panel.locator('mark').first().waitFor();
    expect(await findViolations(page)).toEqual([]);
    await panel.getByRole('tab', { name: 'JSON' }).click();
    expect(await findViolations(page)).toEqual([]);
    for (const tab of ['Chat', 'Changes', 'Converted', 'Fields']) {
      await panel.getByRole('tab', { name: tab }).click();
      expect(await findViolations(page)).toEqual([]);
    }
    await panel.getByRole('button', { name: 'Edit', exact: true }).click();
    await panel.getByRole('textbox', { name: 'output' }).waitFor();
    expect(await findViolations(page)).toEqual([]);
    await panel.getByRole('button', { name: 'Close the row' }).click();
    await page.getByRole('button', { name: 'Go to row' }).click();
    await page.getByRole('dialog', { name: 'Go to row' }).waitFor();
    expect(await findViolations(page)).toEqual([]);
  });

  it('the cards of every step have none', async () => {
    await goTo(page, 'Clean');
    await page.getByRole('button', { name: 'Add step' }).click();
    const titles = await page.getByRole('listbox', { name: 'Steps' }).getByRole('option').allInnerTexts();
    expect(await findViolations(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByText('Format and columns', { exact: true }).click();
    expect(await findViolations(page)).toEqual([]);
    expect(titles.length).toBeGreaterThan(8);
    for (const title of titles) await addStep(page, title);
    await page
      .getByRole('region', { name: 'Summary' })
      .getByText('Drop matching rows: Enter the text to find.')
      .waitFor();
    expect(await findViolations(page)).toEqual([]);
  });

  it('what steps do has none, before and after they are applied', async () => {
    await goTo(page, 'Clean');
    await addStep(page, 'Trim whitespace');
    await addStep(page, 'Remove duplicates');
    await countedEffect(page);
    for (const tab of ['Changed', 'Removed', 'All']) {
      await page.getByRole('region', { name: 'Effect' }).getByRole('tab', { name: tab }).click();
      expect(await findViolations(page)).toEqual([]);
    }
    await apply(page);
    await goTo(page, 'History');
    for (const title of ['Trim whitespace', 'Remove duplicates']) {
      await page.getByRole('group').getByText(title).click();
    }
    await page.getByText('Show the 1 removed row').click();
    await page.getByRole('list', { name: 'Removed rows' }).getByRole('listitem').waitFor();
    expect(await findViolations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Restore' }).first().click();
    await page.getByText('restored.').waitFor();
    expect(await findViolations(page)).toEqual([]);
  });

  it('the export and the quarantine have none', async () => {
    await goTo(page, 'Export');
    await download(page, 'CSV');
    expect(await findViolations(page)).toEqual([]);
    await page.getByRole('combobox', { name: 'Format' }).selectOption({ label: 'Agent Platform SFT (Gemini)' });
    await page.getByText('How each field converts').click();
    await page.getByRole('region', { name: 'Conversion report' }).getByRole('table').waitFor();
    await page.getByText('Extra files (README, scripts)').click();
    expect(await findViolations(page)).toEqual([]);
    await page.getByRole('link', { name: 'Quarantine (1)' }).click();
    await page.getByRole('list', { name: 'Quarantine' }).getByRole('listitem').waitFor();
    expect(await findViolations(page)).toEqual([]);
  });

  it('the list of datasets has none, with its menu, a dialog, and what was deleted', async () => {
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Datasets' }).click();
    await page.getByRole('button', { name: 'More for access' }).click();
    expect(await findViolations(page)).toEqual([]);
    await page.getByRole('menuitem', { name: 'Rename' }).click();
    await page.getByRole('dialog', { name: 'Rename access' }).waitFor();
    expect(await findViolations(page)).toEqual([]);
    await closeDialog();
    await page.getByRole('button', { name: 'More for access' }).click();
    await page.getByRole('menuitem', { name: 'Delete' }).click();
    await page.getByText('Recently deleted (1)').click();
    await page.getByRole('button', { name: 'Restore access' }).waitFor();
    expect(await findViolations(page)).toEqual([]);
  });
});
