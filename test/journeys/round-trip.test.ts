import type { Page } from 'playwright';
import { describe, expect, it } from 'vitest';
import { describeShared } from '../support/real-files.ts';
import {
  addStep,
  apply,
  chooseFiles,
  chooseIn,
  countedEffect,
  download,
  eventually,
  goTo,
  importButton,
  importFiles,
  sha256,
} from '../support/journey.ts';
import { grid, readRows, rowsWaiting } from '../support/journey-grid.ts';
import { NAUGHTY } from '../support/journey-texts.ts';
import { useSite } from '../support/site.ts';

const journeys = useSite();

/** Lines that any program which parses and writes again would change. */
const LINES = [
  '{"text":"plain","id":1}',
  '{ "id" : 12345678901234567890 , "text":"big integer","n":1.0,"m":1e3,"z":-0, "deep":{"k":[1.50, 0.10]}}',
  '{"text":"twice","text":"the same key","id":2,"id":2.0}',
  '{"text":"escapes: \\u0041 \\/ \\u00e9 \\ud83d\\ude00 \\b\\f\\t"}',
  '{"text":"lone \\ud800 high, \\udc00 low, \\udc00\\ud800 swapped"}',
  '{"text":"line \u2028 paragraph \u2029 next \u0085 delete \u007f mark \ufeff"}',
  '{"__proto__":{"x":1},"constructor":"c","":"no name","text":"names"}',
  '[1,2,{"a":null}]',
  '"a text alone"',
  '1234567890.10',
  'null',
  '{}',
  '{"text":"the last, without a line end"}',
];
/** Table cells are cut here; the row that is opened shows all. */
const CELL_LENGTH = 600;

/** Reads a whole column of the table by scrolling through it. */
async function readColumn(page: Page, count: number, column = 0): Promise<string[]> {
  const read = new Map<number, string>();
  await grid(page).press('Control+Home');
  for (let window = 0; read.size < count && window <= count; window += 1) {
    await eventually(() => rowsWaiting(page)).toBe(0);
    for (const [number, cells] of await readRows(page)) read.set(number, cells[column] ?? '');
    await grid(page).press('PageDown');
  }
  return Array.from({ length: count }, (_, index) => read.get(index + 1) ?? 'not shown');
}

/** Texts in, texts out: through the table, JSON Lines and CSV. */
async function bringThrough(page: Page, texts: readonly string[]): Promise<void> {
  const lines = texts.map((text) => `${JSON.stringify({ text })}\n`).join('');
  await importFiles(page, { name: 'naughty.jsonl', text: lines });
  expect(await readColumn(page, texts.length)).toEqual(texts.map((text) => text.slice(0, CELL_LENGTH)));
  await goTo(page, 'Export');
  expect((await download(page, 'JSONL')).bytes.toString()).toBe(lines);

  // The file that comes out as CSV goes in again, and must give the same texts.
  const csv = await download(page, 'CSV');
  await page.getByRole('link', { name: 'Datasets' }).click();
  await importFiles(page, { name: 'again.csv', text: csv.bytes });
  await goTo(page, 'Export');
  const again = (await download(page, 'JSONL')).bytes.toString().trimEnd().split('\n');
  // The cast: every line is a row of one text.
  expect(again.map((line) => (JSON.parse(line) as { text: string }).text)).toEqual(texts);
}

describe('a JSONL file that no step touched', () => {
  it('comes out equal to the last byte', async () => {
    const page = await journeys.visit();
    const file = Buffer.from(LINES.join('\n'));
    await importFiles(page, { name: 'odd.jsonl', text: file });
    expect(await page.getByTestId('row-count').innerText()).toBe(`${LINES.length} rows`);
    await goTo(page, 'Export');
    await page.getByText('Only your changes. Untouched rows').waitFor();
    const { bytes, report } = await download(page, 'JSONL');
    expect(bytes.toString()).toBe(file.toString());
    expect(report['SHA-256']).toBe(sha256(file));
  });

  it('keeps every byte outside of what a step changed', async () => {
    const page = await journeys.visit();
    await importFiles(page, { name: 'odd.jsonl', text: LINES.join('\n') });
    await goTo(page, 'Clean');
    const card = await addStep(page, 'Find and replace');
    await card.getByRole('textbox', { name: 'Find' }).fill('big integer');
    await card.getByRole('textbox', { name: 'Replace with' }).fill('small "text"');
    await chooseIn(card, 'Columns', 'text');
    expect(await countedEffect(page)).toContain('Changes 1 row.');
    expect(await apply(page)).toBe('1 row changed');
    await goTo(page, 'Export');
    const { bytes } = await download(page, 'JSONL');
    expect(bytes.toString()).toBe(LINES.join('\n').replace('big integer', 'small \\"text\\"'));
  });
});

describe('texts that break programs', () => {
  it('come out of the table and the exports as they went in', async () => {
    await bringThrough(await journeys.visit(), NAUGHTY);
  });

  it('make no element and no request, wherever they are shown', async () => {
    const page = await journeys.visit();
    const asked: string[] = [];
    page.context().on('request', (request) => asked.push(request.url()));
    const evil = '<img src="https://example.com/x.png" onerror="window.broken=1"><script>window.broken=1</script>';
    const text = [
      JSON.stringify({ [evil]: evil, input: evil, output: `${evil} ` }),
      JSON.stringify({ [evil]: evil, input: evil, output: '' }),
      `{"broken": ${evil}`,
    ].join('\n');
    await chooseFiles(page, { name: `${evil}.jsonl`, text });
    await importButton(page).click();
    await page.getByTestId('row-count').waitFor();
    await grid(page).press('Enter');
    const panel = page.getByRole('region', { name: 'Row 1', exact: true });
    await panel.getByRole('term').first().waitFor();
    await panel.getByRole('tab', { name: 'JSON' }).click();
    await page.getByRole('searchbox', { name: 'Search rows' }).fill('<img');
    await page.getByText('2 of 2', { exact: true }).waitFor();
    await goTo(page, 'Clean');
    await addStep(page, 'Trim whitespace');
    await addStep(page, 'Drop empty rows');
    await countedEffect(page);
    await apply(page);
    await goTo(page, 'History');
    await page.getByText('Drop empty rows', { exact: true }).click();
    await page.getByText('Show the 1 removed row').click();
    await page.getByRole('list', { name: 'Removed rows' }).getByRole('listitem').waitFor();
    await page.getByRole('link', { name: 'Quarantine (1)' }).click();
    await page.getByRole('list', { name: 'Quarantine' }).getByRole('listitem').waitFor();

    expect(await page.evaluate(() => 'broken' in window)).toBe(false);
    expect(await page.evaluate(() => document.querySelectorAll('img, iframe, body script').length)).toBe(0);
    expect(asked.filter((url) => !url.startsWith(journeys.url) && !url.startsWith('blob:'))).toEqual([]);
  });
});

describeShared('blns', (files) => {
  it('come out of the table and the exports as they went in', async () => {
    // The cast: the file is a list of strings.
    const texts = files.json('blns.json') as string[];
    await bringThrough(await journeys.visit({ viewport: { width: 1280, height: 4_000 } }), texts);
  });
});
