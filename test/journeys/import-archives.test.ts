import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  chooseFiles,
  eventually,
  goTo,
  importButton,
  importDialog,
  importFiles,
  readPreview,
} from '../support/journey.ts';
import { useSite } from '../support/site.ts';
import { workbook, zip } from '../support/workbook.ts';

const journeys = useSite();

const ROWS = 'question,answer\nHow?,So.\nWhen?,Now.\n';

describe('an archive', () => {
  it('is opened: its files are offered, those of a split kept apart, and Enter imports', async () => {
    const page = await journeys.visit();
    const text = await zip({
      'train/rows.csv': ROWS,
      'test/rows.csv': ROWS,
      'picture.png': 'x',
      'notes.csv': 'a\n1\n',
    });
    await chooseFiles(page, { name: 'set.zip', text: Buffer.from(text) });
    const dialog = importDialog(page);
    await dialog.getByText('1 other file in the archive: picture.png').waitFor();
    await dialog.getByRole('checkbox', { name: 'Import notes.csv' }).uncheck();
    const become = dialog.getByRole('group', { name: '2 files become' });
    expect(await become.getByRole('radio', { name: 'Keep as separate datasets' }).isChecked()).toBe(true);
    await become.getByText('By their names they are parts of a split').waitFor();
    await importButton(page).focus();
    await page.keyboard.press('Enter');
    const list = page.getByRole('list', { name: 'Datasets' });
    await eventually(() => list.getByRole('link').allInnerTexts()).toEqual(['test rows', 'train rows']);
  });
});

describe('the parts of a split', () => {
  it('that become one dataset keep which is which, and the dialog says so', async () => {
    const page = await journeys.visit();
    await chooseFiles(page, { name: 'set.zip', text: Buffer.from(await zip({ 'train.csv': ROWS, 'test.csv': ROWS })) });
    const become = importDialog(page).getByRole('group', { name: '2 files become' });
    await become.getByRole('radio', { name: 'Combine into one dataset', exact: true }).check();
    await become
      .getByText(
        'Each row keeps its part as the mark “split”: train.csv is train, test.csv is test. Tune holds rows out by it.',
      )
      .waitFor();
    await importButton(page).click();
    await eventually(() => page.getByTestId('row-count').innerText()).toBe('4 rows');
    await goTo(page, 'History');
    await page.getByText('4 rows marked in “split”').waitFor();
    expect(await page.getByRole('list', { name: 'Versions' }).getByRole('heading').count()).toBe(1);
  });
});

describe('an archive that takes long', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'lapidary-archive-'));
    const lines = Array.from({ length: 100_000 }, (_, at) => `${at},${(at * 7_919) % 1_000_003},some text to read\n`);
    // Long enough that a busy machine sees the dialog while it is there.
    writeFileSync(join(folder, 'rows.csv'), `id,number,text\n${lines.join('').repeat(120)}`);
    execFileSync('tar', ['-I', 'gzip -1', '-cf', 'large.tar.gz', 'rows.csv'], { cwd: folder });
  }, 180_000);
  afterAll(() => rmSync(folder, { recursive: true }));

  it('shows how far it is, and leaves nothing behind after Cancel', async () => {
    const page = await journeys.visit();
    await page.getByLabel('Import files').setInputFiles(join(folder, 'large.tar.gz'));
    const dialog = page.getByRole('dialog', { name: 'Unpacking large.tar.gz' });
    await dialog.getByRole('progressbar', { name: 'Unpacking large.tar.gz' }).waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('status').filter({ hasText: 'Cancelled' }).waitFor();
    await eventually(() => dialog.count()).toBe(0);
    await chooseFiles(page, { name: 'small.csv', text: ROWS });
    await importDialog(page).getByText('2 rows').first().waitFor();
    expect(await page.getByRole('dialog').count()).toBe(1);
  });

  it('keeps its place before files that are chosen meanwhile, which come after it', async () => {
    const page = await journeys.visit();
    const input = page.getByLabel('Import files');
    await input.setInputFiles(join(folder, 'large.tar.gz'));
    await input.setInputFiles({ name: 'small.csv', mimeType: 'text/csv', buffer: Buffer.from(ROWS) });
    await page.getByRole('status').filter({ hasText: 'small.csv opens after large.tar.gz.' }).waitFor();
    await page.getByRole('dialog', { name: 'Import rows.csv' }).waitFor();
    expect(await page.getByRole('dialog').count()).toBe(1);
    await page.keyboard.press('Escape');
    await page.getByRole('dialog', { name: 'Import small.csv' }).waitFor();
    await importButton(page).click();
    await eventually(() => page.getByTestId('row-count').innerText()).toBe('2 rows');
    expect(await page.getByRole('dialog').count()).toBe(0);
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

describe('an Excel workbook of 20,000 rows', () => {
  it('is read, though its parts are large', async () => {
    const page = await journeys.visit();
    const rows = Array.from({ length: 20_000 }, (_, at) => [`Question ${at}?`, `Answer ${at}.`]);
    const text = Buffer.from(await workbook({ S: [['question', 'answer'], ...rows] }));
    await importFiles(page, { name: 'large.xlsx', text });
    expect(await page.getByTestId('row-count').innerText()).toBe('20,000 rows');
  });
});

describe('a Parquet file', () => {
  it('is read under the content policy, and a broken one is refused with its place', async () => {
    const page = await journeys.visit();
    const data = Array.from({ length: 500 }, (_, at) => ['yes', 'no'][at % 2]);
    const bytes = parquetWriteBuffer({ columnData: [{ name: 'word', data, type: 'STRING' }] });
    const broken = Buffer.from(bytes.slice());
    // The header of its first page.
    broken.fill(0xff, 4, 12);
    await chooseFiles(page, { name: 'broken.parquet', text: broken });
    const alert = importDialog(page).getByRole('alert');
    await alert
      .getByText(/broken\.parquet is broken: .*in column “word”, rows 1 to 500: the page at byte 4 /)
      .waitFor();
    await page.keyboard.press('Escape');
    await importFiles(page, { name: 'words.parquet', text: Buffer.from(bytes) });
    expect(await page.getByTestId('row-count').innerText()).toBe('500 rows');
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
