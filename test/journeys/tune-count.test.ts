import type { Page } from 'playwright';
import { expect, it } from 'vitest';
import { findViolations } from '../support/axe.ts';
import { giveKey, giveToken, goToAddress, useGoogle } from '../support/google-site.ts';
import { addStep, importFiles } from '../support/journey.ts';
import { chooseService, openTune } from '../support/tune-page.ts';

const google = useGoogle({ tunable: true });

/** Numbers, of which the estimate makes more tokens than this service does; one row has a space too many. */
const PAIRS = Array.from({ length: 200 }, (_, n) => {
  return { input: `stone ${n} `.repeat(1 + (n % 17)) + (n === 7 ? ' ' : '.'), output: `drawer ${n * 37}` };
});
const CSV = ['input,output', ...PAIRS.map(({ input, output }) => `${input},${output}`), ''].join('\n');
const SAMPLE = 20;

/** As the emulator counts: four characters a token, each turn by itself. */
function trueTokens(rows: readonly { readonly input: string; readonly output: string }[]): number {
  return rows.reduce((sum, { input, output }) => sum + Math.ceil(input.length / 4) + Math.ceil(output.length / 4), 0);
}

function counts() {
  return google.emulator.requests.filter(({ method, path }) => method === 'POST' && path.endsWith(':countTokens'));
}

const figure = (page: Page) => page.locator('p', { hasText: /tokens? (?:±|\(estimated)/ });

async function countAt(page: Page, button: RegExp): Promise<string> {
  await page.getByRole('button', { name: button }).click();
  await figure(page).getByText('±').waitFor();
  return figure(page).innerText();
}

/** "≈ 4,321 tokens ± 3 % (…": 4321 and 0.03. */
function readFigure(words: string): { readonly tokens: number; readonly margin: number } {
  const [, tokens = '', margin = ''] = /≈ ([\d,]+) tokens ± (\d+) %/.exec(words) ?? [];
  return { tokens: Number(tokens.replaceAll(',', '')), margin: Number(margin) / 100 };
}

it('counts as many rows as it said, goes by them, and knows them at the next visit until the rows change', async () => {
  const page = await google.visit();
  await giveKey(page);
  await goToAddress(page, '#/');
  await importFiles(page, { name: 'stones.csv', text: CSV });
  await openTune(page);
  await chooseService(page, 'Gemini API');
  const estimated = await figure(page).innerText();
  expect(estimated).toMatch(/^About [\d,]+ tokens \(estimated: [\d,]+ to [\d,]+\)/);
  await page.getByText('Sends 20 of the 200 rows').waitFor();
  await page.getByText(/at generativelanguage\.googleapis\.com: 20 requests, free of charge/).waitFor();
  expect(counts()).toEqual([]);
  expect(await findViolations(page)).toEqual([]);

  const shown = await countAt(page, /^Count 20 rows at Gemini API/);
  expect(counts()).toHaveLength(SAMPLE);
  expect(shown).toMatch(/\(counted on 20 rows at Gemini API, \d+ \w+ \d{4}\) × \d+ epochs/);
  const { tokens, margin } = readFigure(shown);
  expect(margin).toBeLessThan(0.15);
  // 180 of the 200 rows are for training; any nine tenths of them have about nine tenths of the tokens
  const truth = trueTokens(PAIRS) * 0.9;
  expect(Math.abs(tokens - truth) / truth).toBeLessThan(margin + 0.05);
  expect(tokens).toBeLessThan(0.8 * Number(/About ([\d,]+)/.exec(estimated)?.[1]?.replaceAll(',', '')));
  expect(await findViolations(page)).toEqual([]);

  // A second visit, without a key: what was counted is known here.
  await page.reload();
  await page.getByText(/rows for training/).waitFor();
  await chooseService(page, 'Gemini API');
  // Nobody has said that it is still offered, so that it is taken only by who chooses it.
  const baseModel = page.getByRole('combobox', { name: 'Base model' });
  expect(await baseModel.inputValue()).toBe('');
  await baseModel.selectOption('models/gemini-1.5-flash-001-tuning');
  const atFirst = (words: string): string => words.slice(0, words.indexOf(')'));
  await expect.poll(async () => atFirst(await figure(page).innerText())).toBe(atFirst(shown));
  expect(counts()).toHaveLength(SAMPLE);

  await page.getByRole('navigation', { name: 'Dataset' }).getByRole('link', { name: 'Clean' }).click();
  await addStep(page, 'Trim whitespace');
  await page.getByRole('button', { name: 'Apply' }).click();
  await page.getByText('1 row changed').first().waitFor();
  await openTune(page);
  await chooseService(page, 'Gemini API');
  await figure(page).getByText('estimated').waitFor();
  await page.getByRole('button', { name: 'Undo' }).click();
  await figure(page).getByText('counted on 20 rows').waitFor();
  expect(counts()).toHaveLength(SAMPLE);
});

it('says what was counted where the service stops, and takes nothing from a count that is cancelled', async () => {
  const page = await google.visit();
  await giveKey(page);
  await goToAddress(page, '#/');
  await importFiles(page, { name: 'stones.csv', text: CSV });
  await openTune(page);
  await chooseService(page, 'Gemini API');
  const before = counts().length;
  google.emulator.faults.next({ path: /:countTokens/ }, { kind: 'rate-limit', retryAfterMs: 23_000 });
  await page.getByRole('button', { name: /^Count 20 rows/ }).click();
  await page.getByText('The count stopped early. Too many requests in a short time.').waitFor();
  await page.getByText('No row was counted: the figure stays as it was.').waitFor();
  expect(counts().length - before).toBe(1);

  google.emulator.faults.next({ path: /:countTokens/ }, { kind: 'slow', ms: 60_000 });
  await page.getByRole('button', { name: /^Count 20 rows/ }).click();
  await page.getByRole('progressbar', { name: 'Counting tokens' }).waitFor();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await page.getByText('Cancelled: nothing was taken from this count.').waitFor();
  expect(counts().length - before).toBeLessThanOrEqual(2);
  await figure(page).getByText('estimated').waitFor();
});

it('tells rows near a limit apart by what was counted, and measures packs by it', async () => {
  const page = await google.visit();
  await giveToken(page);
  await goToAddress(page, '#/');
  // 170,000 digits: around the limit by the estimate, far below it as this service counts.
  const long = Array.from({ length: 40 }, (_, n) => {
    return { input: '7'.repeat(n === 0 ? 170_000 : 1_000 * n), output: '1234' };
  });
  const text = ['input,output', ...long.map(({ input, output }) => `${input},${output}`), ''].join('\n');
  await importFiles(page, { name: 'stones.csv', text });
  await openTune(page);
  await chooseService(page, 'Agent Platform (Vertex AI)');
  const findings = page.getByRole('list', { name: 'Findings' });
  await findings.getByText('Near the limit of tokens').waitFor();
  await findings.getByText('tokens by estimate, around 131,072').waitFor();
  const before = counts().length;
  await page.getByText(/at us-central1-aiplatform\.googleapis\.com/).waitFor();
  const shown = await countAt(page, /^Count \d+ rows? at Agent Platform/);
  expect(shown).toContain('at Agent Platform (Vertex AI)');
  expect(counts().length - before).toBe(Number(/counted on (\d+)/.exec(shown)?.[1]));
  await page.getByText(/rows for training/).waitFor();
  await expect.poll(() => page.getByText('tokens by estimate, around').count()).toBe(0);

  await chooseService(page, 'Few-shot pack');
  await page.getByRole('combobox', { name: 'Base model' }).selectOption({ label: 'Gemini 3.5 Flash · Gemini API' });
  await figure(page).getByText('counted on').waitFor();
  expect(await findViolations(page)).toEqual([]);
});
