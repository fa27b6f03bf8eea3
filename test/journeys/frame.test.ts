import type { Locator, Page } from 'playwright';
import { describe, expect, it } from 'vitest';
import { dropFile, eventually, goTo, importDialog, importFiles, said } from '../support/journey.ts';
import { useSite } from '../support/site.ts';

const journeys = useSite();

const GEMS = 'input,output\n ruby ,red\nemerald,green\n';

async function openGems(): Promise<Page> {
  const page = await journeys.visit();
  await importFiles(page, { name: 'gems.csv', text: GEMS });
  return page;
}

function hasFocus(target: Locator): Promise<boolean> {
  return target.evaluate((element) => element === document.activeElement);
}

function openPage(page: Page, title: string): Locator {
  return page.getByRole('region', { name: title, exact: true });
}

describe('the frame of a dataset', () => {
  it('has its pages in groups, each link by its bare name, and a header that stays', async () => {
    const page = await openGems();
    const nav = page.getByRole('navigation', { name: 'Dataset' });
    const names = await nav
      .getByRole('link')
      .evaluateAll((links) =>
        links.map((link) => link.getAttribute('aria-label') ?? link.querySelector('span')?.textContent ?? ''),
      );
    for (const name of ['Rows', 'Clean', 'Quarantine', 'Export', 'Tune', 'Test', 'History']) {
      expect(names).toContain(name);
      expect(await nav.getByRole('link', { name, exact: true }).count()).toBe(1);
    }
    await goTo(page, 'History');
    await openPage(page, 'History').evaluate((region) => region.scrollTo(0, 9_999));
    expect(await page.getByRole('heading', { name: 'gems', level: 1 }).isVisible()).toBe(true);
    await page.getByRole('link', { name: 'version 1' }).click();
    await page.getByRole('list', { name: 'Versions' }).waitFor();
  });

  it('goes from one dataset to another on the same page', async () => {
    const page = await openGems();
    await page.getByRole('link', { name: 'Datasets' }).click();
    await importFiles(page, { name: 'stones.csv', text: GEMS });
    await goTo(page, 'History');
    await page.getByRole('button', { name: 'Switch dataset' }).click();
    await page.getByRole('menuitem', { name: 'gems' }).click();
    await page.getByRole('heading', { name: 'gems', level: 1 }).waitFor();
    await page.getByRole('list', { name: 'Versions' }).waitFor();
    expect(page.url()).toMatch(/\/history$/);
  });
});

describe('the keyboard', () => {
  it('opens the palette, finds a step and adds it on the Clean page', async () => {
    const page = await openGems();
    await page.keyboard.press('Control+k');
    const palette = page.getByRole('dialog', { name: 'Command palette' });
    await eventually(() => hasFocus(palette.getByRole('combobox'))).toBe(true);
    await page.keyboard.type('trim white');
    await palette.getByRole('option', { name: 'Add step: Trim whitespace', selected: true }).waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('group', { name: 'Trim whitespace', exact: true }).waitFor();
    await palette.waitFor({ state: 'detached' });
    expect(await page.evaluate(() => document.activeElement === document.body)).toBe(false);
  });

  it('goes to pages by G and a letter, and tells all keys', async () => {
    const page = await openGems();
    await page.keyboard.press('g');
    await page.keyboard.press('v');
    await eventually(() => hasFocus(openPage(page, 'History'))).toBe(true);
    await page.keyboard.press('g');
    await page.keyboard.press('e');
    await eventually(() => hasFocus(openPage(page, 'Export'))).toBe(true);
    await page.keyboard.press('?');
    const sheet = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
    await sheet.getByRole('region', { name: 'Go to' }).getByText('Export').waitFor();
    await page.keyboard.press('Escape');
    await sheet.waitFor({ state: 'detached' });
    await eventually(() => hasFocus(openPage(page, 'Export'))).toBe(true);
  });

  it('keeps the focus on Download while the file is written', async () => {
    const page = await openGems();
    await goTo(page, 'Export');
    const button = page.getByRole('button', { name: 'Download' });
    await button.focus();
    const coming = page.waitForEvent('download');
    await page.keyboard.press('Enter');
    await coming;
    await eventually(() => hasFocus(button)).toBe(true);
  });
});

describe('files', () => {
  it('are dropped on any page', async () => {
    const page = await openGems();
    await goTo(page, 'History');
    await dropFile(page, 'other.csv', GEMS);
    await importDialog(page).getByText('All 2 rows').waitFor();
    expect(await page.getByText('Drop to import').count()).toBe(0);
  });
});

describe('what was done', () => {
  it('is shown for some seconds over the page, which does not move', async () => {
    const page = await openGems();
    await goTo(page, 'History');
    const before = await page.getByRole('list', { name: 'Versions' }).boundingBox();
    await page.getByRole('link', { name: 'Datasets' }).click();
    await page.getByRole('button', { name: 'More for gems' }).click();
    await page.getByRole('menuitem', { name: 'Delete' }).click();
    const toast = page.getByRole('region', { name: 'Last action' });
    await toast.getByRole('button', { name: 'Undo' }).click();
    await eventually(() => said(page)).toBe('gems restored.');
    await page.getByRole('link', { name: 'gems', exact: true }).click();
    await goTo(page, 'History');
    expect(await page.getByRole('list', { name: 'Versions' }).boundingBox()).toEqual(before);
    // The words stay for those who read the page by ear.
    await toast.getByRole('button', { name: 'Dismiss' }).waitFor({ state: 'detached' });
    expect(await said(page)).toBe('gems restored.');
  });

  it('is not done for good before it was asked again', async () => {
    const page = await openGems();
    await page.getByRole('link', { name: 'Datasets' }).click();
    await page.getByRole('button', { name: 'More for gems' }).click();
    await page.getByRole('menuitem', { name: 'Delete' }).click();
    await page.getByText('Recently deleted (1)').click();
    const bin = page.getByRole('list', { name: 'Recently deleted' });
    await bin.getByRole('button', { name: 'Delete permanently: gems' }).click();
    const dialog = page.getByRole('dialog', { name: 'Delete gems permanently?' });
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await dialog.waitFor({ state: 'detached' });
    expect(await bin.getByRole('listitem').count()).toBe(1);
    await bin.getByRole('button', { name: 'Delete permanently: gems' }).click();
    await dialog.getByRole('button', { name: 'Delete permanently' }).click();
    await bin.waitFor({ state: 'detached' });
    await eventually(() => said(page)).toBe('gems deleted permanently.');
  });
});

describe('a dataset in the list', () => {
  it('is duplicated under another name, with its versions', async () => {
    const page = await openGems();
    await page.getByRole('link', { name: 'Datasets' }).click();
    await page.getByRole('button', { name: 'More for gems' }).click();
    await page.getByRole('menuitem', { name: 'Duplicate' }).click();
    await eventually(() => said(page)).toBe('gems duplicated as gems (2).');
    const list = page.getByRole('list', { name: 'Datasets' });
    expect(await list.getByRole('link').allInnerTexts()).toEqual(['gems (2)', 'gems']);
    await list.getByRole('link', { name: 'gems (2)' }).click();
    await eventually(() => page.getByTestId('row-count').innerText()).toBe('2 rows');
  });
});
