import { readFile } from 'node:fs/promises';
import type { Download, Page } from 'playwright';
import { describe, expect, it } from 'vitest';
import { findViolations } from '../support/axe.ts';
import { giveKey, goToAddress, jobState, useGoogle } from '../support/google-site.ts';
import { importFiles } from '../support/journey.ts';
import { chooseService, compare, openTune } from '../support/tune-page.ts';

const google = useGoogle();

/** Row n asks for n + 40, and is answered by the next number: a few examples show that, no single one says it. */
const NUMBERS = Array.from({ length: 60 }, (_, n) => ({ input: String(n + 41), output: String(n + 42) }));
const CSV = ['input,output', ...NUMBERS.map(({ input, output }) => `${input},${output}`), ''].join('\n');

interface FileLine {
  readonly contents: readonly { readonly parts: readonly { readonly text: string }[] }[];
}

/** Presses a button and gives the texts of the files that come, by name. */
async function saveFiles(page: Page, button: string, count: number): Promise<Map<string, string>> {
  const coming: Download[] = [];
  const listen = (file: Download): void => void coming.push(file);
  page.on('download', listen);
  await page.getByRole('button', { name: button }).click();
  await expect.poll(() => coming.length).toBe(count);
  page.off('download', listen);
  const files = coming.map(
    async (file) => [file.suggestedFilename(), await readFile(await file.path(), 'utf8')] as const,
  );
  return new Map(await Promise.all(files));
}

/** The inputs of a file of the Agent Platform. */
function inputsOf(jsonl = ''): string[] {
  const lines = jsonl.trim().split('\n');
  return lines.map((line) => (JSON.parse(line) as FileLine).contents[0]?.parts[0]?.text ?? '');
}

describe('a key that can tune nothing', () => {
  it('is told so, and has three ways of which each leads on', async () => {
    const page = await google.visit();
    await giveKey(page);
    await page.getByRole('button', { name: 'Check access' }).click();
    await page.getByText('this key can’t tune a model').waitFor();
    expect(await findViolations(page)).toEqual([]);
    await goToAddress(page, '#/');
    await importFiles(page, { name: 'numbers.csv', text: CSV });
    await openTune(page);
    await chooseService(page, 'Gemini API');
    const ways = page.getByRole('group', { name: 'What you can do' });
    await ways.getByText('This key can’t tune a model.').waitFor();
    expect(await page.getByRole('button', { name: 'Start tuning' }).isDisabled()).toBe(true);
    expect(await findViolations(page)).toEqual([]);

    await ways.getByRole('button', { name: 'Tune on the Agent Platform' }).click();
    await page.getByText('Give a token in Settings.').waitFor();
    await page.getByText(/rows for training/).waitFor();
    await expect.poll(() => page.getByRole('combobox', { name: 'Base model' }).inputValue()).toBe('gemini-3.5-flash');
    expect(await findViolations(page)).toEqual([]);

    await chooseService(page, 'Gemini API');
    await ways.getByRole('button', { name: 'Export only' }).click();
    await page.getByText('The same job as curl, Python or JavaScript').click();
    await page.getByText('curl', { exact: true }).click();
    await page.getByText('gcloud storage cp').first().waitFor();
    expect(await findViolations(page)).toEqual([]);
    const files = await saveFiles(page, 'Save the files', 3);
    expect([...files.keys()].sort()).toEqual(['request.json', 'training.jsonl', 'validation.jsonl']);
    const training = inputsOf(files.get('training.jsonl'));
    const heldOut = inputsOf(files.get('validation.jsonl'));
    expect(heldOut).toHaveLength(6);
    expect([...training, ...heldOut].sort()).toEqual(NUMBERS.map(({ input }) => input).sort());
    expect(
      google.emulator.requests.some(({ method, path }) => method === 'POST' && !/^\/v1beta\/models/.test(path)),
    ).toBe(false);

    await chooseService(page, 'Gemini API');
    await ways.getByRole('button', { name: 'Make a few-shot pack' }).click();
    await page.getByRole('combobox', { name: 'Base model' }).selectOption('models/gemini-3.5-flash');
    await page.getByRole('spinbutton', { name: 'Examples at most' }).fill('12');
    await page.getByText(/rows for training/).waitFor();
    expect(await findViolations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Make the pack' }).click();
    await expect.poll(() => jobState(page).innerText()).toBe('Succeeded');
    expect(await findViolations(page)).toEqual([]);
    const pack = [...(await saveFiles(page, 'Save as JSON', 1)).values()][0] ?? '';
    for (const input of heldOut) expect(pack).not.toContain(`"input": "${input}"`);

    // What the pack never saw, it answers; its base answers none of it.
    await page.getByRole('link', { name: 'Try', exact: true }).click();
    for (const input of [...heldOut].sort((one, other) => Number(one) - Number(other))) {
      await page.getByRole('button', { name: 'Next held-out row' }).click();
      await expect.poll(() => page.getByRole('textbox', { name: 'Prompt' }).inputValue()).toBe(input);
      await page.getByText('Held out: numbers has never seen this row.').waitFor();
      const { base, tuned } = await compare(page);
      expect(tuned).toBe(String(Number(input) + 1));
      expect(base).not.toContain(tuned);
    }
    expect(await findViolations(page)).toEqual([]);
  });
});

describe('the switch “No network”', () => {
  it('lets nothing out, wherever one presses', async () => {
    const page = await google.visit();
    await giveKey(page);
    await page.getByRole('switch', { name: 'No network' }).click();
    const before = google.emulator.requests.length;
    await page.getByRole('button', { name: 'Check access' }).click();
    await page
      .getByText(/could not be listed/)
      .first()
      .waitFor();
    await goToAddress(page, '#/models');
    await page.getByRole('button', { name: 'List', exact: true }).click();
    await page.getByRole('alert').getByText('Nothing was sent, because “No network” is on.').waitFor();
    await goToAddress(page, '#/');
    await importFiles(page, { name: 'numbers.csv', text: CSV });
    await page.getByRole('navigation', { name: 'Dataset' }).getByRole('link', { name: 'Test' }).click();
    await page.getByRole('textbox', { name: 'Prompt' }).fill('41');
    await page.getByRole('button', { name: 'Run', exact: true }).click();
    await page.getByRole('region', { name: 'Base model' }).getByText('Nothing was sent').waitFor();
    expect(google.emulator.requests.length).toBe(before);
  });
});

describe('rows with labels', () => {
  it('show how many of each label are on both sides', async () => {
    const page = await google.visit();
    // 13 labels of 20 rows, and one of 3: a tenth of that is no row
    const rows = Array.from({ length: 263 }, (_, n) => `text ${n},${n < 260 ? `label ${n % 13}` : 'rare'}`);
    await importFiles(page, { name: 'labels.csv', text: ['text,label', ...rows, ''].join('\n') });
    await openTune(page);
    await chooseService(page, 'Agent Platform (Vertex AI)');
    await page.getByText('14 labels, each with the same share held out; 1 with too few rows for that').click();
    const table = page.getByRole('region', { name: 'Rows of each label' });
    await table.getByRole('row', { name: 'label 7 18 2' }).waitFor();
    await table.getByRole('row', { name: 'rare 3 0' }).waitFor();
    expect(await table.getByRole('row').count()).toBe(15);
    expect(await findViolations(page)).toEqual([]);
  });
});
