import { describe, expect, it } from 'vitest';
import { chooseFiles, eventually, goTo, importButton, importDialog, readPreview } from '../support/journey.ts';
import { useSite } from '../support/site.ts';
import { workbook, zip } from '../support/workbook.ts';

const journeys = useSite();

const ROWS = 'question,answer\nHow?,So.\nWhen?,Now.\n';

describe('an archive', () => {
  it('is opened: its files are offered, those of a split kept apart, and Enter imports', async () => {
    const page = await journeys.visit();
    const text = await zip({ 'set/train.csv': ROWS, 'set/test.csv': ROWS, 'picture.png': 'x', 'notes.csv': 'a\n1\n' });
    await chooseFiles(page, { name: 'set.zip', text: Buffer.from(text) });
    const dialog = importDialog(page);
    await dialog.getByText('1 other file in the archive: picture.png').waitFor();
    await dialog.getByRole('checkbox', { name: 'Import notes.csv' }).uncheck();
    const become = dialog.getByRole('group', { name: '2 files become' });
    expect(await become.getByRole('radio', { name: 'One dataset for each file' }).isChecked()).toBe(true);
    await become.getByText('By their names they are parts of a split').waitFor();
    await importButton(page).focus();
    await page.keyboard.press('Enter');
    const list = page.getByRole('list', { name: 'Datasets' });
    await eventually(() => list.getByRole('link').allInnerTexts()).toEqual(['test', 'train']);
  });
});

describe('an Excel workbook', () => {
  it('gives the rows of the sheet that is chosen, and History names it', async () => {
    const page = await journeys.visit();
    const sheets = {
      Notes: [['about']],
      Data: [
        ['question', 'answer'],
        ['How?', 'So.'],
        ['When?', { n: '12' }],
      ],
    } as const;
    await chooseFiles(page, { name: 'book.xlsx', text: Buffer.from(await workbook(sheets)) });
    const dialog = importDialog(page);
    await dialog.getByText('sheet “Notes”').waitFor();
    await dialog.getByRole('button', { name: 'Change', exact: true }).click();
    await dialog.getByRole('combobox', { name: 'Sheet' }).selectOption('Data');
    await eventually(async () => (await readPreview(page)).rows).toEqual([
      ['How?', 'So.'],
      ['When?', '12'],
    ]);
    await importButton(page).click();
    await eventually(() => page.getByTestId('row-count').innerText()).toBe('2 rows');
    await goTo(page, 'History');
    expect(await page.getByRole('list', { name: 'Files' }).innerText()).toContain('Excel');
  });
});

describe('a file that no reader knows', () => {
  it('is refused by name, with nothing to change and Import disabled', async () => {
    const page = await journeys.visit();
    await chooseFiles(page, {
      name: 'paper.csv',
      text: Buffer.from('%PDF-1.7\n\u0000\u0001\u0002\u0003\u0004\u0005', 'latin1'),
    });
    const alert = importDialog(page).getByRole('alert');
    expect(await alert.innerText()).toBe(
      'paper.csv is a PDF document. Import the file that holds the texts: a CSV, JSON, JSONL, Excel or Parquet file.',
    );
    expect(await importButton(page).isEnabled()).toBe(false);
    expect(await importDialog(page).getByRole('button', { name: 'Change', exact: true }).count()).toBe(0);
  });
});

describe('a file of 100,000 columns', () => {
  it('is shown in part, and the page goes on answering', async () => {
    const page = await journeys.visit();
    const names = Array.from({ length: 100_000 }, (_, at) => `c${at}`);
    const values = names.map((_, at) => String(at));
    await chooseFiles(page, {
      name: 'wide.csv',
      text: `${names.join(',')}\n${values.join(',')}\n${values.join(',')}\n`,
    });
    await importDialog(page).getByText('100,000 columns, the first 40 shown').waitFor({ timeout: 60_000 });
    await importButton(page).click();
    await eventually(() => page.getByTestId('row-count').innerText()).toBe('2 rows');
  });
});
