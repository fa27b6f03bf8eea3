import { readFile } from 'node:fs/promises';
import type { Download, Page } from 'playwright';
import { describe, expect, it } from 'vitest';
import { findViolations } from '../support/axe.ts';
import { download, goTo, importFiles } from '../support/journey.ts';
import { useSite } from '../support/site.ts';

const journeys = useSite();

const ROWS = Array.from({ length: 25 }, (_, row) => ({ instruction: `Say ${row}.`, input: '', output: `${row}` }));
const JSONL = ROWS.map((row) => `${JSON.stringify(row)}\n`).join('');

async function openExport(): Promise<Page> {
  const page = await journeys.visit();
  await importFiles(page, { name: 'numbers.jsonl', text: JSONL });
  await goTo(page, 'Export');
  return page;
}

function textOf(file: Download): Promise<string> {
  return file.path().then((path) => readFile(path, 'utf8'));
}

describe('an export', () => {
  it('shows the first rows of the very file, in the format that was chosen and searched for', async () => {
    const page = await openExport();
    await page.getByRole('searchbox', { name: 'Search formats' }).fill('openai chat');
    await page.getByRole('combobox', { name: 'Format' }).selectOption({ label: 'OpenAI chat' });
    await page.getByText('All 25 rows can be converted from Alpaca.').waitFor();
    const records = page.getByRole('region', { name: 'Records' }).getByRole('listitem');
    await records.first().getByText('"messages"').waitFor();
    const shown = await records.allInnerTexts();
    const file = await download(page);
    expect(file.name).toBe('numbers.openai-chat.jsonl');
    const lines = file.bytes.toString().split('\n');
    expect(shown).toEqual(lines.slice(0, 20));
    await page.getByText('Columns: messages').waitFor();
  });

  it('tells what becomes of each field, in columns that can be read', async () => {
    const page = await journeys.visit();
    const value = 'A long answer about stones and how they are cut. '.repeat(20);
    const conversations = [
      { from: 'human', value: 'Tell me about stones.' },
      { from: 'function_call', value: '{"name": "look_up", "arguments": {"what": "stones"}}' },
      { from: 'observation', value: '{"found": 3}' },
      { from: 'gpt', value },
    ];
    const tools = '[{"name": "look_up", "parameters": {"type": "object", "properties": {"what": {"type": "string"}}}}]';
    const line = `${JSON.stringify({ conversations, tools })}\n`;
    await importFiles(page, { name: 'stones.jsonl', text: line.repeat(3) });
    await goTo(page, 'Export');
    await page.getByRole('combobox', { name: 'Format' }).selectOption({ label: 'Agent Platform SFT (Gemini)' });
    await page.getByText('All 3 rows can be converted from ShareGPT.').waitFor();
    await page.getByText('How each field converts').click();
    const fields = page.getByRole('region', { name: 'Fields' });
    const from = fields.getByRole('row', { name: /^conversations\[\]\.from/ });
    await from.getByText('12 × rewritten to contents[].role').waitFor();
    const result = fields.getByRole('columnheader', { name: 'Result' });
    expect(await result.evaluate((cell) => cell.clientWidth)).toBeGreaterThan(200);
    expect(await fields.evaluate((region) => region.scrollWidth - region.clientWidth)).toBe(0);
    expect(await page.getByText('How each field converts').count()).toBe(1);
    expect(await page.getByText('All 3 rows can be converted from ShareGPT.').count()).toBe(1);
  });

  it('remembers what was chosen, and takes a name of the user’s own', async () => {
    const page = await openExport();
    await page.getByRole('combobox', { name: 'Format' }).selectOption({ label: 'OpenAI chat' });
    await goTo(page, 'History');
    await goTo(page, 'Export');
    expect(await page.getByRole('combobox', { name: 'Format' }).inputValue()).toBe('openai-chat');
    await page.getByRole('textbox', { name: 'File name' }).fill('mine/of today');
    expect((await download(page, 'JSON')).name).toBe('mine of today.json');
  });

  it('as Parquet says what is otherwise, and comes back as the same rows', async () => {
    const page = await openExport();
    await page.getByRole('combobox', { name: 'Format' }).selectOption({ label: 'OpenAI chat' });
    await page.getByRole('combobox', { name: 'File type' }).selectOption('Parquet');
    await page.getByText('“messages” is written as JSON text').first().waitFor();
    const file = await download(page, 'Parquet');
    expect([file.name, file.report['Rows']]).toEqual(['numbers.openai-chat.parquet', '25']);
    expect(file.report['Bytes']).toBe(file.bytes.length.toLocaleString('en-US'));
    await page.goto(page.url().replace(/#.*/, '#/'));
    await importFiles(page, { name: file.name, text: file.bytes });
    await page.getByText('25 rows imported as numbers.openai-chat. Read as OpenAI chat.').waitFor();
  });

  it('is shared out among several files, with where each row came from', async () => {
    const page = await openExport();
    await page.getByText('Options', { exact: true }).click();
    await page.getByRole('switch', { name: 'Add source file and row' }).check();
    await page.getByRole('combobox', { name: 'Files' }).selectOption('Several, by rows');
    await page.getByRole('spinbutton', { name: 'Rows per file' }).fill('10');
    await page.getByRole('spinbutton', { name: 'Rows per file' }).press('Tab');
    await page.getByText('25 rows in 3 files').waitFor();
    const files: Download[] = [];
    page.on('download', (file) => files.push(file));
    await page.getByRole('button', { name: 'Download' }).click();
    await expect.poll(() => files.length, { timeout: 20_000 }).toBe(3);
    expect(files.map((file) => file.suggestedFilename())).toEqual([
      'numbers.1-of-3.jsonl',
      'numbers.2-of-3.jsonl',
      'numbers.3-of-3.jsonl',
    ]);
    const lines = (await Promise.all(files.map(textOf))).join('').trim().split('\n');
    expect(lines).toEqual(
      ROWS.map((row, index) => JSON.stringify({ ...row, source_file: 'numbers.jsonl', source_row: index + 1 })),
    );
  });

  it('that leaves rows out of several files says so of all of them, and gives their rows', async () => {
    const page = await journeys.visit();
    const lines = ROWS.map((row, index) => JSON.stringify(index % 9 === 1 ? { ...row, output: '' } : row));
    await importFiles(page, { name: 'gaps.jsonl', text: lines.map((line) => `${line}\n`).join('') });
    await goTo(page, 'Export');
    await page.getByRole('combobox', { name: 'Format' }).selectOption({ label: 'Agent Platform SFT (Gemini)' });
    await page.getByText('Options', { exact: true }).click();
    await page.getByRole('combobox', { name: 'Files' }).selectOption('Several, by rows');
    await page.getByRole('spinbutton', { name: 'Rows per file' }).fill('9');
    await page.getByRole('spinbutton', { name: 'Rows per file' }).press('Tab');
    await page.getByText('25 rows in 3 files').waitFor();
    await page.getByRole('button', { name: 'Download' }).click();
    const report = page.getByRole('region', { name: 'Downloaded' });
    await report.getByText('Across 3 files:').waitFor();
    expect(await report.getByRole('listitem').allInnerTexts()).toEqual([
      'gaps.gemini-sft.1-of-3.jsonl 8 rows, 1 left out',
      'gaps.gemini-sft.2-of-3.jsonl 8 rows, 1 left out',
      'gaps.gemini-sft.3-of-3.jsonl 6 rows, 1 left out',
    ]);
    await report.getByText(/^3 rows: /).waitFor();
    await report.getByRole('button', { name: 'Show the rows left out' }).click();
    const rows = report.getByRole('region', { name: 'Rows left out' }).getByRole('listitem');
    await expect.poll(() => rows.count()).toBe(3);
    expect((await rows.allInnerTexts()).map((text) => /^Row (\d+) .*(\d)-of-3\.jsonl$/s.exec(text)?.slice(1))).toEqual([
      ['2', '1'],
      ['11', '2'],
      ['20', '3'],
    ]);
    expect(await findViolations(page)).toEqual([]);
    const saving = page.waitForEvent('download');
    await report.getByRole('button', { name: 'Save as JSONL' }).click();
    const saved = await saving;
    expect(saved.suggestedFilename()).toBe('gaps.gemini-sft-left-out.jsonl');
    expect((await textOf(saved)).trim().split('\n')).toHaveLength(3);
  });

  it('of several files can be saved after all are made: a browser may ask before', async () => {
    const page = await openExport();
    await page.evaluate(() => {
      const make = URL.createObjectURL.bind(URL);
      URL.createObjectURL = (blob) => {
        // Workers start from Blobs too.
        const isFile = blob instanceof Blob && blob.type !== 'text/javascript';
        if (isFile) (window as unknown as { made: Blob[] }).made.push(blob);
        return make(blob);
      };
      (window as unknown as { made: Blob[] }).made = [];
    });
    await page.getByText('Options', { exact: true }).click();
    await page.getByRole('combobox', { name: 'Files' }).selectOption('Several, by rows');
    await page.getByRole('spinbutton', { name: 'Rows per file' }).fill('5');
    await page.getByRole('spinbutton', { name: 'Rows per file' }).press('Tab');
    await page.getByText('25 rows in 5 files').waitFor();
    await page.getByRole('button', { name: 'Download' }).click();
    await page.getByText('25 rows written to 5 files.').first().waitFor();
    const texts = await page.evaluate(() =>
      Promise.all((window as unknown as { made: Blob[] }).made.map((blob) => blob.text())),
    );
    expect(texts).toHaveLength(5);
    expect(texts.join('')).toBe(JSONL);
  });
});
