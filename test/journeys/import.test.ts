import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { describe, expect, it } from 'vitest';
import {
  chooseToChange,
  download,
  eventually,
  goTo,
  importButton,
  importDialog,
  importFiles,
  readPreview,
  unfoldFields,
  said,
} from '../support/journey.ts';
import { columnTitles } from '../support/journey-grid.ts';
import { writeMessyFile } from '../support/messy-rows.ts';
import { useSite } from '../support/site.ts';

const journeys = useSite();

function field(page: Page, name: string): ReturnType<Page['getByRole']> {
  return importDialog(page).getByRole('combobox', { name });
}

describe('the import dialog', () => {
  it('follows every setting with its preview', async () => {
    const page = await journeys.visit();
    const text = 'a;b,c\r\nCaf\u00e9;1,2\r\nNa\u00efve;3,4\r\n';
    await chooseToChange(page, { name: 'prices.csv', text: Buffer.from(text, 'latin1') });
    await eventually(() => readPreview(page)).toEqual({
      columns: ['a', 'b,c'],
      rows: [
        ['Café', '1,2'],
        ['Naïve', '3,4'],
      ],
    });
    const dialog = importDialog(page);
    await eventually(() => field(page, 'Encoding').inputValue()).toBe('windows-1252');
    expect(await dialog.getByRole('list', { name: 'Why these settings' }).innerText()).toContain('Windows-1252 is a');

    await field(page, 'Delimiter').selectOption({ label: 'Comma ,' });
    await eventually(async () => (await readPreview(page)).columns).toEqual(['a;b', 'c']);
    expect((await readPreview(page)).rows[0]).toEqual(['Café;1', '2']);

    await dialog.getByRole('spinbutton', { name: 'Header row' }).fill('0');
    await eventually(async () => (await readPreview(page)).rows.length).toBe(3);
    await dialog.getByRole('spinbutton', { name: 'Header row' }).fill('2');
    await eventually(async () => (await readPreview(page)).columns).toEqual(['Café;1', '2']);
    await dialog.getByRole('spinbutton', { name: 'Header row' }).fill('1');

    await field(page, 'Encoding').selectOption({ label: 'Cyrillic (Windows-1251)' });
    await eventually(async () => (await readPreview(page)).rows[0]?.[0]).toBe('Cafй;1');
    await field(page, 'Encoding').selectOption({ label: 'UTF-8' });
    await dialog.getByRole('alert').getByText('prices.csv isn’t utf-8 (first problem at byte').waitFor();
    expect(await importButton(page).isEnabled()).toBe(false);

    await field(page, 'Encoding').selectOption({ label: 'Western (Windows-1252)' });
    await field(page, 'File type').selectOption('JSONL');
    await dialog
      .getByText(/can’t be read/)
      .first()
      .waitFor();
    await field(page, 'File type').selectOption('CSV');
    await field(page, 'Delimiter').selectOption({ label: 'Semicolon ;' });
    await eventually(async () => (await readPreview(page)).columns).toEqual(['a', 'b,c']);
    await dialog.getByRole('textbox', { name: 'Dataset name' }).fill('Prices of May');
    await dialog.getByRole('combobox', { name: 'Output column' }).selectOption('b,c');
    await importButton(page).click();

    await page.getByRole('heading', { name: 'Prices of May', level: 1 }).waitFor();
    await goTo(page, 'Clean');
    await page.getByText('Format and columns', { exact: true }).click();
    expect(await page.getByRole('combobox', { name: 'Output column' }).locator(':checked').innerText()).toBe('b,c');
    await goTo(page, 'Export');
    await page.getByText('WINDOWS-1252 becomes UTF-8.').waitFor();
    expect((await download(page, 'JSONL')).bytes.toString()).toBe(
      '{"a":"Café","b,c":"1,2"}\n{"a":"Naïve","b,c":"3,4"}\n',
    );
  });

  it('brings long rows to quarantine or into extra columns, and shows what it set aside', async () => {
    const page = await journeys.visit();
    const ragged = { name: 'ragged.csv', text: 'a,b\n1,2\nshort\n"multi\nline",4,five\n6,7\n8,9,"ten",11\n' };
    await chooseToChange(page, ragged);
    await eventually(() => field(page, 'Long rows').inputValue()).toBe('extra columns');
    await eventually(async () => (await readPreview(page)).columns).toHaveLength(4);
    expect((await readPreview(page)).rows).toEqual([
      ['1', '2', '–', '–'],
      ['short', '–', '–', '–'],
      ['multi↵line', '4', 'five', '–'],
      ['6', '7', '–', '–'],
      ['8', '9', 'ten', '11'],
    ]);
    await field(page, 'Long rows').selectOption('Set aside in Quarantine');
    await importDialog(page).getByText('2 rows can’t be read').waitFor();
    await importDialog(page).getByRole('button', { name: 'Keep all cells in extra columns' }).click();
    await eventually(async () => (await readPreview(page)).columns).toHaveLength(4);
    await field(page, 'Long rows').selectOption('Set aside in Quarantine');
    await eventually(async () => (await readPreview(page)).columns).toEqual(['a', 'b']);
    await importButton(page).click();
    await eventually(() => said(page)).toBe(
      '3 rows imported as ragged, 2 lines in quarantine. That’s a lot. Check whether the file should be read differently.',
    );
    expect(await page.getByTestId('row-count').innerText()).toBe('3 rows');

    await page.getByRole('link', { name: 'Quarantine (2)' }).click();
    const entries = page.getByRole('list', { name: 'Quarantine' }).getByRole('listitem');
    await eventually(() => entries.count()).toBe(2);
    const [first = '', second = ''] = await entries.allInnerTexts();
    expect(first).toContain('ragged.csv · line 4 · byte 14 · ');
    expect(first).toMatch(/3 cells/);
    expect(first).toContain('"multi\nline",4,five');
    expect(second).toContain('ragged.csv · line 7 · byte 38 · ');
    expect(second).toContain('8,9,"ten",11');
    const coming = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Download raw' }).click();
    expect((await coming).suggestedFilename()).toBe('ragged quarantine.txt');
  });

  it('makes one dataset of files with the same columns, in their order', async () => {
    const page = await journeys.visit();
    await importFiles(
      page,
      { name: 'one.csv', text: 'q,a\n1,2\n' },
      { name: 'two.csv', text: 'a,q\n3,4\n' },
      { name: 'three.jsonl', text: '{"q":"5","a":"6"}\n' },
    );
    expect(await page.getByTestId('row-count').innerText()).toBe('3 rows');
    await goTo(page, 'Export');
    await page.getByText('3 files become one, in the order they were imported.').waitFor();
    expect((await download(page, 'CSV')).bytes.toString()).toBe('q,a\r\n1,2\r\n4,3\r\n5,6\r\n');
    await goTo(page, 'History');
    const files = page.getByRole('list', { name: 'Files' }).getByRole('listitem');
    expect(await files.count()).toBe(3);
  });

  it('asks what to do with files of different columns', async () => {
    const page = await journeys.visit();
    const files = [
      { name: 'one.csv', text: 'q,a\n1,2\n' },
      { name: 'two.csv', text: 'x,y\n3,4\n5,6\n' },
    ];
    await chooseToChange(page, ...files);
    const choice = importDialog(page).getByRole('group', { name: '2 files become' });
    await choice.getByRole('radio', { name: 'Keep as separate datasets' }).check();
    await importDialog(page)
      .getByRole('button', { name: /^two\.csv/ })
      .click();
    await eventually(async () => (await readPreview(page)).columns).toEqual(['x', 'y']);
    await importButton(page).click();
    const list = page.getByRole('list', { name: 'Datasets' });
    await eventually(() => list.getByRole('link').allInnerTexts()).toEqual(['two', 'one']);

    await chooseToChange(page, ...files);
    await choice.getByRole('radio', { name: 'Combine into one dataset with all columns' }).check();
    await importDialog(page).getByRole('textbox', { name: 'Dataset name' }).fill('both');
    await importButton(page).click();
    await eventually(() => page.getByTestId('row-count').innerText()).toBe('3 rows');
    await eventually(() => columnTitles(page)).toEqual(['q', 'a', 'x', 'y']);
  });

  it('takes pasted text', async () => {
    const page = await journeys.visit();
    await page.getByRole('button', { name: 'Paste' }).click();
    const dialog = page.getByRole('dialog', { name: 'Paste rows' });
    expect(await dialog.getByRole('button', { name: 'Continue' }).isEnabled()).toBe(false);
    await dialog.getByRole('textbox', { name: 'Text' }).fill('input\toutput\nhello\tworld\n');
    await dialog.getByRole('button', { name: 'Continue' }).click();
    await unfoldFields(page);
    await eventually(() => field(page, 'Delimiter').inputValue()).toBe('\t');
    await importButton(page).click();
    await eventually(() => page.getByTestId('row-count').innerText()).toBe('1 row');
  });

  it.each([
    ['a broken JSON document', 'all.json', '{"a":1}}\n', /not JSON: unexpected character } at line 1, column 8/],
    ['an empty file', 'empty.csv', '', /empty\.csv is empty\. Choose a file that has rows\./],
    ['blank lines only', 'blank.jsonl', '\n\n\n', /blank\.jsonl has no rows/],
  ])('says what is wrong with %s, and offers no import', async (_, name, text, words) => {
    const page = await journeys.visit();
    await chooseToChange(page, { name, text });
    await importDialog(page).getByRole('alert').getByText(words).waitFor();
    expect(await importButton(page).isEnabled()).toBe(false);
    await page.keyboard.press('Escape');
    await importDialog(page).waitFor({ state: 'detached' });
    expect(await page.getByRole('list', { name: 'Datasets' }).count()).toBe(0);
  });

  it.each(['Number sequence', 'Alert summaries', 'Preference pairs'])('opens the sample %s at once', async (title) => {
    const page = await journeys.visit();
    await page.getByRole('button', { name: 'Try a sample' }).click();
    await page.getByRole('menuitem', { name: title }).click();
    await page.getByTestId('row-count').waitFor();
    const hints = page.getByRole('region', { name: 'First steps' });
    expect(await hints.getByRole('listitem').count()).toBe(3);
    await hints.getByRole('button', { name: 'Dismiss first steps' }).click();
    expect(await hints.count()).toBe(0);
    expect(await page.getByRole('link', { name: /^Quarantine \(/ }).count()).toBe(0);
  });
});

describe('an import that is cancelled', () => {
  it('leaves no dataset, and the next one works', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'lapidary-import-'));
    const page = await journeys.visit();
    try {
      const path = join(folder, 'big.jsonl');
      await writeMessyFile(path, 120_000, 1);
      await page.getByLabel('Import files').setInputFiles(path);
      await importButton(page).click();
      await page.getByRole('progressbar', { name: 'Importing big' }).waitFor();
      await page.getByRole('button', { name: 'Cancel' }).click();
      await eventually(() => said(page)).toBe('Cancelled. Nothing was changed.');
    } finally {
      await rm(folder, { recursive: true });
    }
    expect(await page.getByRole('list', { name: 'Datasets' }).count()).toBe(0);
    await page.reload();
    await page.getByRole('heading', { name: 'From a raw file to a tuning set you can trust' }).waitFor();
    expect(await page.getByRole('region', { name: 'Tidied up' }).count()).toBe(0);
    await importFiles(page, { name: 'small.csv', text: 'a,b\n1,2\n' });
    expect(await page.getByTestId('row-count').innerText()).toBe('1 row');
  });
});
