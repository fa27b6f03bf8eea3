import type { Download, Locator, Page } from 'playwright';
import { expect, it } from 'vitest';
import { eventually, importFiles, said } from '../support/journey.ts';
import { describeShared } from '../support/real-files.ts';
import { useSite } from '../support/site.ts';

const journeys = useSite();

const SEA = 'Write a short poem about the sea at night and the ships that sail on it while the wind is slowly rising';
const ROWS = [
  { instruction: SEA, output: 'Dark waves roll under a silver moon.' },
  { instruction: 'Name three rivers in Europe.', output: 'Rhine, Rhône and Po.' },
  { instruction: `${SEA} today`, output: 'Dark waves roll under a silver moon.' },
  { instruction: 'Name three rivers in Europe.', output: 'Danube, Elbe and Loire.' },
  { instruction: 'What is the boiling point of water at sea level?', output: '100 °C.' },
];

async function visit(page: Page, section: 'Duplicates' | 'Split' | 'Rows' | 'Export' | 'Tune'): Promise<void> {
  const links = page.getByRole('navigation', { name: 'Dataset' });
  await links.getByRole('link', { name: section }).click();
}

async function open(page: Page, section: 'Duplicates' | 'Split'): Promise<void> {
  await visit(page, section);
  await page.getByRole('heading', { name: section, exact: true }).waitFor();
}

it('shows near-duplicates, keeps the row that was chosen, and takes it back', async () => {
  const page = await journeys.visit();
  await importFiles(page, { name: 'sea.jsonl', text: ROWS.map((row) => JSON.stringify(row)).join('\n') });
  await open(page, 'Duplicates');
  const groups = page.getByRole('list', { name: 'Groups' }).getByRole('listitem');
  await page.getByText('Removes 1 row, keeps 4 of 5.').waitFor();
  expect(await groups.count()).toBe(1);
  const slider = page.getByRole('slider', { name: 'Similarity at least' });
  await slider.fill('100');
  await page.getByText('No two rows are at least 100% similar.').waitFor();
  expect(await page.getByRole('button', { name: 'Accept all' }).isDisabled()).toBe(true);
  await slider.fill('80');
  await groups.getByRole('radio', { name: 'Keep row 3' }).check();
  await page.getByRole('button', { name: 'Accept all' }).click();
  await eventually(() => said(page)).toContain('1 row dropped');
  expect(await page.getByTestId('row-count').innerText()).toBe('4 rows');
  await visit(page, 'Rows');
  await page.getByRole('grid', { name: 'Rows' }).getByText(`${SEA} today`).waitFor();
  await page.getByRole('button', { name: 'Undo' }).first().click();
  await eventually(() => page.getByTestId('row-count').innerText()).toBe('5 rows');
});

it('shows contradictions, keeps all rows of a group, and merges what the kept one lacks', async () => {
  const page = await journeys.visit();
  const rows = ROWS.map((row, at) => (at === 3 ? { ...row, source: 'atlas' } : row));
  await importFiles(page, { name: 'sea.jsonl', text: rows.map((row) => JSON.stringify(row)).join('\n') });
  await open(page, 'Duplicates');
  await page.getByRole('tab', { name: 'Contradictions 1' }).click();
  const group = page.getByRole('list', { name: 'Groups' }).getByRole('listitem');
  await group.getByRole('radio', { name: 'Keep row 2' }).waitFor();
  await group.getByRole('button', { name: 'Keep all' }).click();
  await page.getByText('Removes 0 rows, keeps 5 of 5.').waitFor();
  expect(await page.getByRole('button', { name: 'Accept all' }).isDisabled()).toBe(true);
  await group.getByRole('button', { name: 'Keep all' }).click();
  await page.getByText('Merge: fill what the kept row lacks').click();
  await group.getByText('row 2 gets source').waitFor();
  await group.getByRole('button', { name: 'Accept', exact: true }).click();
  await eventually(() => said(page)).toContain('1 row changed, 1 joined to others');
  expect(await page.getByTestId('row-count').innerText()).toBe('4 rows');
  await visit(page, 'Rows');
  await page.getByRole('grid', { name: 'Rows' }).getByText('atlas').waitFor();
  await page.getByRole('button', { name: 'Undo' }).first().click();
  await eventually(() => page.getByTestId('row-count').innerText()).toBe('5 rows');
});

it('makes a split that is exported, one file for each side', async () => {
  const page = await journeys.visit();
  const rows = Array.from({ length: 40 }, (_, row) => ({
    instruction: `Tell me about stone ${row >> 1} of kind ${(row >> 1) * 7}`,
    output: `It is stone ${row}.`,
  }));
  await importFiles(page, { name: 'stones.jsonl', text: rows.map((row) => JSON.stringify(row)).join('\n') });
  await open(page, 'Split');
  await page.getByRole('spinbutton', { name: 'Validation %' }).fill('20');
  await page.getByRole('spinbutton', { name: 'Test %' }).fill('30');
  expect(await page.getByRole('spinbutton', { name: 'Train %' }).inputValue()).toBe('50');
  await page.getByRole('spinbutton', { name: 'Train %' }).fill('40');
  await page.getByText('The shares add up to 90%.').waitFor();
  expect(await page.getByRole('button', { name: 'Make split' }).isDisabled()).toBe(true);
  await typeAndPress(page.getByRole('spinbutton', { name: 'Train %' }), '50', 'Make split');
  await eventually(() => said(page)).toContain('Split made: 20 train, 8 validation, 12 test.');
  await page.getByText('No leaks. None of the 20 held-out rows has a twin on an earlier side.').waitFor();

  await visit(page, 'Export');
  await page.getByText('Options', { exact: true }).click();
  await page.getByRole('combobox', { name: 'Files' }).selectOption('One for each value of a mark');
  const files: Download[] = [];
  page.on('download', (file) => files.push(file));
  await page.getByRole('button', { name: 'Download', exact: true }).click();
  await eventually(() => Promise.resolve(files.length)).toBe(3);
  const lines = async (side: string): Promise<string[]> => {
    const file = files.find((each) => each.suggestedFilename() === `stones.${side}.jsonl`);
    expect(file).toBeDefined();
    const chunks: Buffer[] = [];
    for await (const chunk of (await file?.createReadStream()) ?? []) chunks.push(chunk as Buffer);
    return Buffer.concat(chunks).toString().trimEnd().split('\n');
  };
  const [train, validation, test] = [await lines('train'), await lines('validation'), await lines('test')];
  expect([train.length, validation.length, test.length]).toEqual([20, 8, 12]);
  expect([...train, ...validation, ...test].sort()).toEqual(rows.map((row) => JSON.stringify(row)).sort());
  // the two rows of one question are on one side
  const sides = [train, validation, test];
  for (let row = 0; row < 40; row += 2) {
    const sideOf = (at: number): number => sides.findIndex((side) => side.includes(JSON.stringify(rows[at])));
    expect(sideOf(row)).toBe(sideOf(row + 1));
  }

  await visit(page, 'Tune');
  await page.getByText('20 rows for training, 8 rows for validation, 12 rows kept out by the split.').waitFor();
  expect(await page.getByRole('combobox', { name: 'Hold out by' }).inputValue()).toBe('split');
});

describeShared('banking77', (files) => {
  it('finds what training and test share', async () => {
    const page = await journeys.visit();
    for (const name of ['test.csv', 'train.csv']) {
      await page.goto(page.url().replace(/#.*/, '#/'));
      await importFiles(page, { name, text: Buffer.from(files.bytes(name)) });
    }
    await open(page, 'Split');
    await page.getByText('77 labels on every side').waitFor();
    await page.getByRole('combobox', { name: 'Compare with another dataset' }).selectOption('test');
    const list = page.getByRole('list', { name: 'Leaks with test' });
    await list.waitFor();
    const meter = page.getByRole('region', { name: 'Leaks' });
    expect(await meter.getByRole('definition').allInnerTexts()).toEqual(['0', '7', expect.any(String)]);
  });
});

/** Types and presses a button before anything is counted again: what was typed last is what is done. */
async function typeAndPress(field: Locator, value: string, name: string): Promise<void> {
  await field.evaluate(
    async (input: HTMLInputElement, [text, title]) => {
      input.value = text;
      input.dispatchEvent(new Event('input', { bubbles: true }));
      const button = [...document.querySelectorAll('button')].find((each) => each.textContent.trim() === title);
      while (button?.disabled !== false) await new Promise((done) => setTimeout(done));
      button.click();
    },
    [value, name] as const,
  );
}
