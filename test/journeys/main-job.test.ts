import type { Page } from 'playwright';
import { describe, expect, it } from 'vitest';
import {
  addStep,
  apply,
  cardEffect,
  chooseIn,
  countedEffect,
  download,
  dropFile,
  eventually,
  goTo,
  importButton,
  importDialog,
  readPreview,
  said,
  sha256,
  unfoldFields,
  versionItems,
} from '../support/journey.ts';
import { useSite } from '../support/site.ts';

const journeys = useSite();

/** Questions to a bank with their intent, and every dirt that the cleaning looks for. */
const ROWS: readonly (readonly [text: string, category: string])[] = [
  ['How do I locate my card?', 'card_arrival'],
  ['I ordered a card.\r\nIt has not come, "still".', 'card_arrival'],
  ['  How do I locate my card?', 'card_arrival'],
  ['How do I locate my card?', 'card_arrival '],
  ['How do I locate my card?', 'card_linking'],
  ['', 'card_linking'],
  ['\u00a0\t', 'card_linking'],
  ['card', 'card_linking'],
  ['Card, please', 'card_linking'],
  ['Can I top up\nwith “Ünïcode” 🙂, and 1.0 €?', 'top_up'],
  ['  Can I top up\nwith “Ünïcode” 🙂, and 1.0 €?\u2028', 'top_up'],
  ['Why was I charged 007 twice?', 'charge'],
];
const CSV = ['text,category', ...ROWS.map((row) => row.map(quoted).join(','))].join('\r\n') + '\r\n';

/** What is left, worked out without the program. */
const CLEAN = [
  ['How do I locate my card?', 'card_arrival'],
  ['I ordered a card.\r\nIt has not come, "still".', 'card_arrival'],
  ['How do I locate my card?', 'card_linking'],
  ['Can I top up\nwith “Ünïcode” 🙂, and 1.0 €?', 'top_up'],
  ['Why was I charged 007 twice?', 'charge'],
] as const;
const EFFECT = '7 rows dropped, 4 changed';

function quoted(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

function jsonLine([text, category]: readonly [string, string]): string {
  return JSON.stringify({ text, category });
}

async function rows(page: Page): Promise<string> {
  return page.getByTestId('row-count').innerText();
}

describe('from a raw CSV to a clean download', () => {
  it('drops, looks, imports, cleans, goes back and forth, and downloads what it says', async () => {
    const page = await journeys.visit();
    await dropFile(page, 'questions.csv', CSV);
    const dialog = importDialog(page);
    await dialog.getByText(`All ${ROWS.length} rows · 2 columns`).waitFor();
    const preview = await readPreview(page);
    expect(preview.columns).toEqual(['text', 'category']);
    expect(preview.rows).toHaveLength(ROWS.length);
    expect(preview.rows[1]).toEqual(['I ordered a card.␍↵It has not come, "still".', 'card_arrival']);
    await unfoldFields(page);
    expect(await dialog.getByRole('combobox', { name: 'Delimiter' }).inputValue()).toBe(',');
    expect(await dialog.getByRole('spinbutton', { name: 'Header row' }).inputValue()).toBe('1');
    await importButton(page).click();

    await page.getByRole('heading', { name: 'questions', level: 1 }).waitFor();
    expect(await rows(page)).toBe('12 rows');
    await eventually(() => said(page)).toContain('12 rows imported as questions.');

    await goTo(page, 'Clean');
    const trim = await addStep(page, 'Trim whitespace');
    await addStep(page, 'Drop empty rows');
    const short = await addStep(page, 'Drop short outputs');
    await chooseIn(short, 'Columns', 'text');
    const duplicates = await addStep(page, 'Remove duplicates');
    // Everything is known before anything is done.
    expect(await countedEffect(page)).toContain('Keeps 5 of 12.');
    expect(await cardEffect(trim)).toBe('4 rows changed');
    expect(await cardEffect(duplicates)).toContain('3 rows removed');
    expect(await rows(page)).toBe('12 rows');

    expect(await apply(page)).toBe(EFFECT);
    await eventually(() => rows(page)).toBe('5 rows');

    await page.getByRole('button', { name: 'Undo' }).click();
    await eventually(() => rows(page)).toBe('12 rows');
    expect(await said(page)).toContain('Undid “');
    await page.reload();
    await eventually(() => rows(page)).toBe('12 rows');
    await page.getByRole('button', { name: 'Redo' }).click();
    await eventually(() => rows(page)).toBe('5 rows');
    await page.reload();
    await eventually(() => rows(page)).toBe('5 rows');
    expect(await page.getByRole('button', { name: 'Redo' }).isEnabled()).toBe(false);

    await goTo(page, 'History');
    const versions = versionItems(page);
    expect(await versions.count()).toBe(2);
    await versions.last().getByRole('button', { name: 'Restore' }).click();
    await eventually(() => rows(page)).toBe('12 rows');
    expect(await said(page)).toBe('Version 1 restored.');
    expect(await versions.count()).toBe(3);
    await page.getByRole('region', { name: 'Last action' }).getByText('Undo', { exact: true }).click();
    await eventually(() => rows(page)).toBe('5 rows');

    await goTo(page, 'Export');
    const jsonl = await download(page, 'JSONL');
    expect(jsonl.name).toBe('questions.jsonl');
    expect(jsonl.bytes.toString()).toBe(CLEAN.map((row) => `${jsonLine(row)}\n`).join(''));
    const csv = await download(page, 'CSV');
    expect(csv.bytes.toString()).toBe(
      ['text,category', ...CLEAN.map((row) => row.map(quoted).join(','))].map((line) => `${line}\r\n`).join(''),
    );
    const json = await download(page, 'JSON');
    expect(JSON.parse(json.bytes.toString())).toEqual(CLEAN.map(([text, category]) => ({ text, category })));
    for (const file of [jsonl, csv, json]) {
      expect(file.report).toEqual({
        File: file.name,
        Rows: '5',
        Bytes: String(file.bytes.length),
        'SHA-256': sha256(file.bytes),
      });
    }
  });
});
