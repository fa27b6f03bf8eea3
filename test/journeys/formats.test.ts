import type { Page } from 'playwright';
import { describe, expect, it } from 'vitest';
import { describeShared } from '../support/real-files.ts';
import {
  addStep,
  apply,
  cardEffect,
  chooseIn,
  chooseToChange,
  countedEffect,
  download,
  eventually,
  goTo,
  importButton,
  importDialog,
  importFiles,
  said,
} from '../support/journey.ts';
import { useSite } from '../support/site.ts';
import { validators } from '../support/validators/index.ts';

const journeys = useSite();

const ALPACA = [
  { instruction: 'Name a green gem.', input: '', output: 'Emerald.' },
  { instruction: 'Translate into French.', input: 'a rough stone — 原石', output: 'une pierre brute' },
  { instruction: 'Say nothing.', input: '', output: '' },
];

/** What the service would refuse a line for. */
function faultsOf(line: string): string[] {
  const validate = validators['agent-platform-sft'];
  if (!validate) throw new Error('there is no validator');
  return validate(JSON.parse(line));
}

function formatIn(page: Page): Promise<string> {
  return importDialog(page).getByRole('combobox', { name: 'Format' }).locator(':checked').innerText();
}

function chooseFormat(page: Page, label: string): Promise<unknown> {
  return page.getByRole('combobox', { name: 'Format' }).selectOption({ label });
}

describe('a file whose rows have a format', () => {
  it('is read by it, shown as the example it is, and converted with a report', async () => {
    const page = await journeys.visit();
    await chooseToChange(page, { name: 'gems.json', text: JSON.stringify(ALPACA, null, 2) });
    await eventually(() => formatIn(page)).toBe('Alpaca');
    const dialog = importDialog(page);
    await dialog.getByText('Alpaca: each of the 3 rows checked has instruction and output.').waitFor();
    const example = dialog.getByRole('region', { name: 'The first row as an example' });
    await example.getByText('Name a green gem.', { exact: true }).waitFor();
    await example.getByText('"role": "model"').waitFor();
    await importButton(page).click();

    await goTo(page, 'Clean');
    const card = await addStep(page, 'Convert format');
    const effect = await cardEffect(card);
    expect(effect).toContain('2 rows changed');
    expect(effect).toContain('1 removed: the answer is empty');
    const report = card.getByRole('region', { name: 'Conversion report' });
    await report.getByText('in all 3 rows').waitFor();
    const fields = report.getByRole('region', { name: 'Fields' });
    expect(await fields.evaluate((region) => region.scrollWidth - region.clientWidth)).toBe(0);
    const rows = await report.getByRole('row').allInnerTexts();
    expect(rows.join('\n')).toMatch(/instruction\s+1 × moved to contents\[\]\.parts\[\]\.text/);
    expect(rows.join('\n')).toMatch(/contents\[\]\.role\s+4 × added by the format/);
    await report.getByText(/^Round trip: 1 row converts back exactly, 1 doesn’t/).waitFor();
    await countedEffect(page);
    expect(await apply(page)).toBe('1 row dropped, 2 changed');

    await goTo(page, 'Export');
    const lines = (await download(page)).bytes.toString().trim().split('\n');
    expect(lines[1]).toContain('a rough stone — 原石');
    expect(lines.flatMap((line) => faultsOf(line))).toEqual([]);
  });

  it('is exported in another format, and says what is left out and why', async () => {
    const page = await journeys.visit();
    await importFiles(page, { name: 'gems.jsonl', text: ALPACA.map((row) => `${JSON.stringify(row)}\n`).join('') });
    await goTo(page, 'Export');
    await chooseFormat(page, 'Agent Platform SFT (Gemini)');
    await page.getByText('2 of 3 rows can be converted from Alpaca.').waitFor();
    await page.getByText('How each field converts').click();
    const report = page.getByRole('region', { name: 'Conversion report' });
    await report.getByText('in all 3 rows').waitFor();
    const { bytes, report: facts } = await download(page);
    const lines = bytes.toString().trim().split('\n');
    expect(lines).toHaveLength(2);
    expect(facts['Rows']).toBe('2');
    expect(facts['Left out']).toMatch(/^1 row: /);
    expect(lines.flatMap((line) => faultsOf(line))).toEqual([]);

    await chooseFormat(page, 'OpenAI chat');
    const json = JSON.parse((await download(page, 'JSON')).bytes.toString()) as unknown[];
    expect(json[0]).toEqual({
      messages: [
        { role: 'user', content: 'Name a green gem.' },
        { role: 'assistant', content: 'Emerald.' },
      ],
    });
    await chooseFormat(page, 'Keep current format');
    expect((await download(page)).bytes.toString()).toBe(ALPACA.map((row) => `${JSON.stringify(row)}\n`).join(''));

    await page.getByText('Extra files (README, scripts)').click();
    const saving = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Save LLaMA-Factory: dataset_info.json' }).click();
    expect((await saving).suggestedFilename()).toBe('dataset_info.json');
  });
});

describe('columns without a format', () => {
  it('are mapped with a template, which the next file with the same columns is offered', async () => {
    const text = 'Ask;Notes;Say\r\nWhich?;A ruby is red.;The ruby\r\n';
    const page = await journeys.visit();
    await chooseToChange(page, { name: 'shop.csv', text });
    const dialog = importDialog(page);
    await eventually(() => formatIn(page)).toBe('Plain columns (no format)');
    await dialog.getByRole('combobox', { name: 'Output column' }).selectOption('Say');
    await dialog.getByText('More columns: system prompt, preferences, label, tags').click();
    await dialog.getByRole('textbox', { name: 'Input template' }).fill('Context: {{Notes}}\nQuestion: {{Ask}}');
    await dialog.getByText('Context: A ruby is red.').first().waitFor();
    await importButton(page).click();
    await page.getByRole('grid', { name: 'Rows' }).waitFor();
    await goTo(page, 'Export');
    await chooseFormat(page, 'Gemini API');
    const { bytes } = await download(page);
    expect(JSON.parse(bytes.toString())).toEqual({
      text_input: 'Context: A ruby is red.\nQuestion: Which?',
      output: 'The ruby',
    });

    await page.getByRole('link', { name: 'Datasets' }).click();
    await chooseToChange(page, { name: 'more.csv', text });
    await importDialog(page).getByText('Same columns as “shop”.').waitFor();
    await importDialog(page).getByRole('button', { name: 'Use its settings' }).click();
    await importDialog(page).getByText('Context: A ruby is red.').first().waitFor();
  });

  it('get another meaning later, as a version that can be undone', async () => {
    const page = await journeys.visit();
    await importFiles(page, { name: 'pairs.csv', text: 'a,b\r\nWhy?,So.\r\n' });
    await goTo(page, 'Clean');
    await page.getByText('Format and columns', { exact: true }).click();
    await page.getByRole('combobox', { name: 'Input column' }).selectOption('a');
    await page.getByRole('combobox', { name: 'Output column' }).selectOption('b');
    await page.getByRole('button', { name: 'Save as a version' }).click();
    await eventually(() => said(page)).toBe('Input: a · output: b.');
    await page.getByRole('button', { name: 'Undo' }).click();
    await eventually(() => said(page)).toBe('Undid “Input: a · output: b”.');
  });
});

/** What one step alone says that it would do to a file. */
async function effectOf(page: Page, step: string): Promise<string> {
  await goTo(page, 'Clean');
  return cardEffect(await addStep(page, step));
}

describeShared('llama-factory', (files) => {
  it.each([
    ['alpaca_en_demo.json', '999 rows', 'Alpaca', '14 rows removed'],
    ['alpaca_zh_demo.json', '1,000 rows', 'Alpaca', '8 rows removed'],
  ])('%s: %s, %s, %s as exact duplicates', async (name, rows, format, dropped) => {
    const page = await journeys.visit();
    await chooseToChange(page, { name, text: Buffer.from(files.bytes(name)) });
    await eventually(() => formatIn(page)).toBe(format);
    await importButton(page).click();
    await eventually(() => page.getByTestId('row-count').innerText()).toBe(rows);
    expect(await effectOf(page, 'Remove duplicates')).toContain(dropped);
  });

  it.each([
    ['dpo_en_demo.json', '300 rows', 'LLaMA-Factory preference'],
    ['glaive_toolcall_en_demo.json', '300 rows', 'ShareGPT'],
    ['v1_sft_demo.jsonl', '500 rows', 'OpenAI chat'],
  ])('%s: %s, %s', async (name, rows, format) => {
    const page = await journeys.visit();
    await chooseToChange(page, { name, text: Buffer.from(files.bytes(name)) });
    await eventually(() => formatIn(page)).toBe(format);
    await importButton(page).click();
    await eventually(() => page.getByTestId('row-count').innerText()).toBe(rows);
  });
});

describeShared('codealpaca', (files) => {
  it('2,017 rows, 2 of them with an empty output, 109 under three words', async () => {
    const page = await journeys.visit();
    await importFiles(page, { name: 'code.json', text: Buffer.from(files.bytes('code_alpaca_2k.json')) });
    await eventually(() => page.getByTestId('row-count').innerText()).toBe('2,017 rows');
    await goTo(page, 'Clean');
    const card = await addStep(page, 'Drop short outputs');
    await card.getByRole('combobox', { name: 'Unit' }).selectOption('spaced-words');
    await eventually(() => cardEffect(card)).toContain('109 rows removed');
    await card.getByRole('spinbutton', { name: 'Minimum' }).fill('1');
    await eventually(() => cardEffect(card)).toContain('2 rows removed');
  });
});

describeShared('sms-spam', (files) => {
  it('5,572 rows in Windows-1252, 5,169 without duplicates', async () => {
    const [name = ''] = files.names();
    const page = await journeys.visit();
    await importFiles(page, { name, text: Buffer.from(files.bytes(name)) });
    await eventually(() => page.getByTestId('row-count').innerText()).toBe('5,572 rows');
    await goTo(page, 'Clean');
    const card = await addStep(page, 'Remove duplicates');
    await chooseIn(card, 'Columns', 'v1', 'v2');
    await eventually(() => cardEffect(card)).toContain('403 rows removed');
  });
});
