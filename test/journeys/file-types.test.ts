import { gzipSync } from 'node:zlib';
import type { Locator, Page } from 'playwright';
import { describe, expect, it } from 'vitest';
import { describeShared } from '../support/real-files.ts';
import {
  chooseToChange,
  download,
  eventually,
  goTo,
  importButton,
  importDialog,
  importFiles,
  readPreview,
  said,
} from '../support/journey.ts';
import { useSite } from '../support/site.ts';

const journeys = useSite();

function field(page: Page, name: string): Locator {
  return importDialog(page).getByRole('combobox', { name });
}

function reasons(page: Page): Promise<string> {
  return importDialog(page).getByRole('list', { name: 'Why these settings' }).innerText();
}

async function countDatasets(page: Page): Promise<number> {
  await page.goto(`${journeys.url}#/`);
  await page.getByRole('heading', { name: 'Datasets', level: 1 }).waitFor();
  return page.getByRole('list', { name: 'Datasets' }).getByRole('link').count();
}

/** Lines that hardly pack, more than a preview looks at. */
function manyLines(): string[] {
  let state = 5;
  const letters = (): string =>
    Array.from({ length: 12 }, () => (state = (state * 1_103_515_245 + 12_345) >>> 0).toString(36)).join('');
  return Array.from({ length: 40_000 }, (_, i) => `{"n":${i},"t":"${letters()}"}`);
}

describe('a JSON document', () => {
  const text = JSON.stringify(
    {
      about: 'made up',
      small: [{ x: 1 }],
      examples: [
        { q: 'one', n: 1 },
        { q: 'two', n: 2 },
      ],
    },
    null,
    2,
  ).replace('"n": 1', '"n": 1.0');

  it('has its rows found, says what is left out, and lets another place be chosen', async () => {
    const page = await journeys.visit();
    await chooseToChange(page, { name: 'set.json', text });
    await eventually(() => field(page, 'File type').inputValue()).toBe('json');
    expect(await reasons(page)).toContain('JSON: the rows are the elements of “examples”.');
    expect(await reasons(page)).toContain('Not imported: “about”, “small” (outside the list).');
    expect(await readPreview(page)).toEqual({
      columns: ['q', 'n'],
      rows: [
        ['one', '1.0'],
        ['two', '2'],
      ],
    });
    await field(page, 'Rows').selectOption({ label: 'small[]' });
    await eventually(async () => (await readPreview(page)).columns).toEqual(['x']);
    await field(page, 'Rows').selectOption({ label: 'The whole document' });
    await eventually(async () => (await readPreview(page)).columns).toEqual(['about', 'small', 'examples']);
    await field(page, 'Rows').selectOption({ label: 'examples[]' });
    await eventually(async () => (await readPreview(page)).columns).toEqual(['q', 'n']);
    await importButton(page).click();
    await eventually(() => page.getByTestId('row-count').innerText()).toBe('2 rows');
    await goTo(page, 'Export');
    const { bytes } = await download(page);
    expect(bytes.toString()).toBe('{"q": "one","n": 1.0}\n{"q": "two","n": 2}\n');
  });

  it('of values one after another keeps a bad one in quarantine', async () => {
    const page = await journeys.visit();
    const value = (n: string): string => `{\n  "n": ${n}\n}\n`;
    await importFiles(page, { name: 'log.txt', text: value('1') + value('2,') + value('3') });
    expect(await page.getByTestId('row-count').innerText()).toBe('2 rows');
    await page.getByRole('link', { name: 'Quarantine (1)' }).click();
    const entries = page.getByRole('list', { name: 'Quarantine' }).getByRole('listitem');
    await eventually(() => entries.count()).toBe(1);
    const [entry = ''] = await entries.allInnerTexts();
    expect(entry).toContain('log.txt · line 4 · byte 13 · ');
    expect(entry).toContain('not JSON: unexpected character } at line 6, column 1 (byte 25)');
  });

  it.each(['nul', '{"a":1}}', '["a', ''])('that is broken is refused with the place: %j', async (broken) => {
    const page = await journeys.visit();
    await chooseToChange(page, { name: 'broken.json', text: broken });
    await importDialog(page)
      .getByRole('alert')
      .getByText(/broken\.json is broken: not JSON: .* at line 1, column \d \(byte \d\)/)
      .waitFor();
    expect(await field(page, 'File type').inputValue()).toBe('json');
    expect(await importButton(page).isEnabled()).toBe(false);
  });

  it('loses one element to one fault, also behind its head, and says where it is', async () => {
    const page = await journeys.visit();
    await importFiles(page, { name: 'late.json', text: `[\n${manyLines().join(',\n')},\n{"n":oops}]` });
    expect(await page.getByTestId('row-count').innerText()).toBe('40,000 rows');
    await page.getByRole('link', { name: 'Quarantine (1)' }).click();
    const entry = page.getByRole('list', { name: 'Quarantine' }).getByRole('listitem');
    await entry.getByText(/not JSON: unexpected word oops at line 40002, column 6/).waitFor();
  });
});

describe('a compressed file', () => {
  const rows = '{"a":"1","b":"é"}\n{"a":"2","b":"狐"}\n';

  it.each([
    ['CSV', 'csv', 'a,b\n1,é\n2,狐\n'],
    ['JSON Lines', 'jsonl', rows],
    ['JSON', 'json', '[{"a":"1","b":"é"},\n{"a":"2","b":"狐"}]'],
  ])('of %s is read whatever its name is', async (_, fileType, text) => {
    const page = await journeys.visit();
    await chooseToChange(page, { name: 'data.bin', text: gzipSync(text) });
    await eventually(() => field(page, 'File type').inputValue()).toBe(fileType);
    expect(await reasons(page)).toContain('Compressed with gzip.');
    await importButton(page).click();
    await eventually(() => page.getByTestId('row-count').innerText()).toBe('2 rows');
    await goTo(page, 'Export');
    expect((await download(page)).bytes.toString()).toBe(rows);
  });

  it('of several members is read to its end', async () => {
    const page = await journeys.visit();
    const lines = manyLines();
    const part = (from: number, to: number): Buffer => gzipSync(`${lines.slice(from, to).join('\n')}\n`);
    await importFiles(page, { name: 'all.jsonl.gz', text: Buffer.concat([part(0, 25_000), part(25_000, 40_000)]) });
    expect(await page.getByTestId('row-count').innerText()).toBe('40,000 rows');
    await goTo(page, 'Export');
    expect((await download(page)).bytes.toString()).toBe(`${lines.join('\n')}\n`);
  });

  it.each([
    ['JSON Lines', manyLines().join('\n')],
    ['JSON', `[${manyLines().join(',\n')}]`],
    [
      'CSV',
      `n,t\n${manyLines()
        .map((line, n) => `${n},"${line.slice(10, 40).replaceAll('"', '')}"`)
        .join('\n')}`,
    ],
  ])('of %s that is cut, or followed by junk, leaves nothing behind', async (_, text) => {
    const page = await journeys.visit();
    const packed = gzipSync(text.length > 2 ** 21 ? text : text.repeat(2));
    const cases = [
      ['cut.gz', packed.subarray(0, -20), /it is gzip, but cut off/],
      ['junk.gz', Buffer.concat([packed, Buffer.from('junk')]), /something else follows the compressed data/],
    ] as const;
    for (const [name, bytes, words] of cases) {
      await chooseToChange(page, { name, text: bytes });
      await importButton(page).click();
      await page.getByText(words).first().waitFor();
      expect(await countDatasets(page)).toBe(0);
      await page.reload();
      await page.getByRole('heading', { name: 'Datasets', level: 1 }).waitFor();
    }
  });

  it('that is cut within its head can not be imported', async () => {
    const page = await journeys.visit();
    await chooseToChange(page, { name: 'cut.csv', text: gzipSync('a,b\n1,2\n').subarray(0, -3) });
    await importDialog(page)
      .getByRole('alert')
      .getByText(/cut\.csv is broken: it is gzip, but cut off/)
      .waitFor();
    expect(await importButton(page).isEnabled()).toBe(false);
  });
});

describe('an encoding', () => {
  it('can be any that the browser knows, and the preview follows', async () => {
    const page = await journeys.visit();
    // "лиса" in KOI8-R.
    const koi8 = Buffer.from([0x61, 0x0a, 0xcc, 0xc9, 0xd3, 0xc1, 0x0a]);
    await chooseToChange(page, { name: 'fox.csv', text: koi8 });
    await eventually(() => field(page, 'Encoding').inputValue()).toBe('koi8-r');
    await importDialog(page).getByRole('button', { name: 'Read as KOI8-U' }).waitFor();
    const unknown = await field(page, 'Encoding').evaluate((select: HTMLSelectElement) =>
      [...select.options].map(({ value }) => value).filter((value) => new TextDecoder(value).encoding !== value),
    );
    expect(unknown).toEqual([]);
    expect(await field(page, 'Encoding').locator('option').count()).toBe(38);
    await field(page, 'Encoding').selectOption({ label: 'Russian (KOI8-R)' });
    await eventually(async () => (await readPreview(page)).rows).toEqual([['лиса']]);
    await field(page, 'Encoding').selectOption({ label: 'Cyrillic (DOS 866)' });
    await eventually(async () => (await readPreview(page)).rows).toEqual([['╠╔╙┴']]);
    await field(page, 'Encoding').selectOption({ label: 'Japanese (Shift JIS)' });
    await eventually(async () => (await readPreview(page)).rows).toEqual([['ﾌﾉﾓﾁ']]);
    await field(page, 'Encoding').selectOption({ label: 'UTF-8' });
    await importDialog(page).getByRole('alert').getByText('fox.csv isn’t utf-8 (first problem at byte 2)').waitFor();
    await field(page, 'Encoding').selectOption({ label: 'Russian (KOI8-R)' });
    await importButton(page).click();
    await eventually(() => page.getByTestId('row-count').innerText()).toBe('1 row');
  });

  it.each([
    ['with a byte order mark', '\ufeff'],
    ['without one', ''],
  ])('of UTF-16 %s is found', async (_, mark) => {
    const page = await journeys.visit();
    await importFiles(page, { name: 'wide.csv', text: Buffer.from(`${mark}a,b\nfox,狐\n`, 'utf16le') });
    await goTo(page, 'Export');
    expect((await download(page)).bytes.toString()).toBe('{"a":"fox","b":"狐"}\n');
  });
});

it('rows above the header are left out and counted', async () => {
  const page = await journeys.visit();
  const text = 'Report of May\n\nmade up\nname,town,sum\na,b,1\nc,d,2\ne,f,3\ng,h,4\ni,j,5\nk,l,6\nm,n,7\no,p,8\n';
  await chooseToChange(page, { name: 'report.csv', text });
  const header = importDialog(page).getByRole('spinbutton', { name: 'Header row' });
  await eventually(() => header.inputValue()).toBe('3');
  expect(await reasons(page)).toContain('2 rows above the header are left out.');
  expect((await readPreview(page)).columns).toEqual(['name', 'town', 'sum']);
  await header.fill('4');
  await eventually(async () => (await readPreview(page)).columns).toEqual(['a', 'b', '1']);
  expect(await reasons(page)).toContain('3 rows above the header are left out.');
  await header.fill('3');
  await eventually(async () => (await readPreview(page)).columns).toEqual(['name', 'town', 'sum']);
  await importButton(page).click();
  await eventually(() => said(page)).toContain('8 rows imported as report.');
});

describeShared('sms-spam', (files) => {
  it('imports with 5,572 rows', async () => {
    const page = await journeys.visit();
    await importFiles(page, { name: 'spam.csv', text: Buffer.from(files.bytes('spam.csv')) });
    expect(await page.getByTestId('row-count').innerText()).toBe('5,572 rows');
    expect(await page.getByRole('link', { name: /^Quarantine \(/ }).count()).toBe(0);
  });
});
