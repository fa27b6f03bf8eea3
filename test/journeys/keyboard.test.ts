import { readFile } from 'node:fs/promises';
import type { Locator, Page } from 'playwright';
import { expect, it } from 'vitest';
import { countedEffect, eventually, goTo, importButton, importFiles, said } from '../support/journey.ts';
import { grid } from '../support/journey-grid.ts';
import { useSite } from '../support/site.ts';

const journeys = useSite();

/** More stops than any page has. */
const MANY = 80;

function hasFocus(target: Locator): Promise<boolean> {
  return target.evaluate((element) => element === document.activeElement);
}

/** Goes on with Tab until the target has the focus, as a person without a mouse does. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  await target.waitFor({ state: 'attached' });
  for (let stops = 0; stops < MANY; stops += 1) {
    if (await hasFocus(target)) return;
    await page.keyboard.press('Tab');
  }
  expect.unreachable(`no way by Tab to ${target.toString()}`);
}

/** What has the focus when a page of the dataset opens. */
function openPage(page: Page, title: string): Locator {
  return page.getByRole('region', { name: title, exact: true });
}

/** The focus is never lost, or the next Tab begins at the top of the page. */
async function expectFocusIn(page: Page, place: Locator): Promise<void> {
  await eventually(() => place.evaluate((element) => element.contains(document.activeElement))).toBe(true);
  expect(await page.evaluate(() => document.activeElement === document.body)).toBe(false);
}

it('the whole job is done without a mouse', async () => {
  const page = await journeys.visit();
  // Long before the key, because the browser needs a moment to hand its file chooser over.
  const choosing = page.waitForEvent('filechooser');
  await tabTo(page, page.getByLabel('Import files'));
  await page.keyboard.press('Enter');
  const text = 'input,output\n one,"first, with a comma"\none,"first, with a comma"\ntwo,second answer\n';
  await (await choosing).setFiles({ name: 'keys.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });
  const dialog = page.getByRole('dialog', { name: 'Import keys.csv' });
  await dialog.waitFor();
  await expectFocusIn(page, dialog);
  await dialog.getByText('All 3 rows').waitFor();
  await tabTo(page, importButton(page));
  await page.keyboard.press('Enter');

  const heading = page.getByRole('heading', { name: 'keys', level: 1 });
  await heading.waitFor();
  await eventually(() => hasFocus(openPage(page, 'Rows'))).toBe(true);
  await tabTo(page, grid(page));
  await page.keyboard.press('Enter');
  await page.getByRole('region', { name: 'Row 1', exact: true }).getByText('first, with a comma').waitFor();
  await page.keyboard.press('Escape');
  await eventually(() => hasFocus(grid(page))).toBe(true);

  const places = page.getByRole('navigation', { name: 'Dataset' });
  await page.keyboard.press('Control+Home');
  for (let stops = 0; stops < MANY && !(await hasFocus(places.getByRole('link', { name: 'Clean' }))); stops += 1) {
    await page.keyboard.press('Shift+Tab');
  }
  await page.keyboard.press('Enter');
  for (const [typed, title] of [
    ['trim', 'Trim whitespace'],
    ['dupl', 'Remove duplicates'],
  ] as const) {
    await tabTo(page, page.getByRole('button', { name: 'Add step' }));
    await page.keyboard.press('Enter');
    await eventually(() => hasFocus(page.getByRole('combobox', { name: 'Find a step' }))).toBe(true);
    await page.keyboard.type(typed);
    const option = page.getByRole('option', { name: title, selected: true });
    await option.waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('group', { name: title, exact: true }).waitFor();
    // Its fields are next.
    await eventually(() => page.getByRole('group', { name: title, exact: true }).locator(':focus').count()).toBe(1);
  }
  expect(await countedEffect(page)).toBe('Removes 1 row and changes 1. Keeps 2 of 3.');
  await tabTo(page, page.getByRole('button', { name: 'Apply' }));
  await page.keyboard.press('Enter');
  await eventually(() => said(page)).toBe('1 row dropped, 1 changed');
  await eventually(() => hasFocus(page.getByRole('group', { name: 'Result', exact: true }))).toBe(true);
  await page.keyboard.press('Control+z');
  await eventually(() => page.getByTestId('row-count').innerText()).toBe('3 rows');
  await page.keyboard.press('Control+Shift+z');
  await eventually(() => page.getByTestId('row-count').innerText()).toBe('2 rows');

  await tabTo(page, places.getByRole('link', { name: 'Export' }));
  await page.keyboard.press('Enter');
  await tabTo(page, page.getByRole('button', { name: 'Download' }));
  const coming = page.waitForEvent('download');
  await page.keyboard.press('Enter');
  const bytes = await readFile(await (await coming).path());
  expect(bytes.toString()).toBe(
    '{"input":"one","output":"first, with a comma"}\n{"input":"two","output":"second answer"}\n',
  );
});

it('dialogs and menus keep the focus inside and give it back', async () => {
  const page = await journeys.visit();
  const sample = page.getByRole('button', { name: 'Try a sample' });
  await tabTo(page, sample);
  await page.keyboard.press('Enter');
  await eventually(() => hasFocus(page.getByRole('menuitem').first())).toBe(true);
  await page.keyboard.press('ArrowUp');
  await eventually(() => hasFocus(page.getByRole('menuitem').last())).toBe(true);
  await page.keyboard.press('Escape');
  await eventually(() => hasFocus(sample)).toBe(true);

  const paste = page.getByRole('button', { name: 'Paste' });
  await paste.focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Paste rows' });
  await eventually(() => hasFocus(dialog.getByRole('textbox', { name: 'Text' }))).toBe(true);
  await page.keyboard.press('Escape');
  await eventually(() => hasFocus(paste)).toBe(true);

  await importFiles(page, { name: 'keys.csv', text: 'a,b\n1,2\n3,4\n' });
  await page.keyboard.press('g');
  await page.keyboard.press('g');
  const go = page.getByRole('dialog', { name: 'Go to row' });
  await eventually(() => hasFocus(go.getByRole('spinbutton', { name: 'Row number' }))).toBe(true);
  await page.keyboard.press('Control+a');
  await page.keyboard.type('2');
  await page.keyboard.press('Enter');
  await go.waitFor({ state: 'detached' });
  await eventually(() => hasFocus(grid(page))).toBe(true);
  await goTo(page, 'Export');
  await eventually(() => hasFocus(openPage(page, 'Export'))).toBe(true);
});
