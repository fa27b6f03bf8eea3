import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright';
import { describe, expect, it } from 'vitest';
import { findViolations } from '../support/axe.ts';
import { evaluate, lostOn, openTestWithPack, paidRequests, waitForAnswers } from '../support/evaluation-page.ts';
import { placesWith } from '../support/find-secret.ts';
import { giveKey, goToAddress, useGoogle } from '../support/google-site.ts';
import { validate } from '../support/validators/agent-platform-preference.ts';

const google = useGoogle();

function paid(): number {
  return paidRequests(google.emulator).length;
}

const FAULTS = [{ kind: 'rate-limit', retryAfterMs: 1_000 }, 'internal', 'unavailable', 'html'] as const;

async function saved(page: Page, name: string): Promise<string> {
  const coming = page.waitForEvent('download');
  await page.getByRole('button', { name }).click();
  return readFile(await (await coming).path(), 'utf8');
}

describe('an evaluation', () => {
  it('asks each question once, though requests fail and the page is reloaded, and costs nothing the second time', async () => {
    const page = await google.visit();
    await openTestWithPack(page, 40);
    expect(await findViolations(page)).toEqual([]);
    google.emulator.faults.random(3, 0.2, FAULTS);
    const before = paid();
    const address = await evaluate(page, 36);
    await expect.poll(() => paid() - before, { timeout: 30_000 }).toBeGreaterThan(15);
    await page.reload();
    await page.getByText('Waiting for your key or token').waitFor();
    await giveKey(page);
    await goToAddress(page, address);
    await waitForAnswers(page);
    google.emulator.faults.clear();
    const first = paid() - before;
    expect(first).toBeGreaterThanOrEqual(72);
    await expect.poll(async () => 72 + (await lostOn(page)), { timeout: 10_000 }).toBeGreaterThanOrEqual(first);
    expect(await findViolations(page)).toEqual([]);

    // What models say is text, whatever it looks like.
    const table = page.getByRole('table', { name: 'Results' });
    expect(await table.locator('img').count()).toBe(0);
    expect(await page.evaluate(() => 'hacked' in window)).toBe(false);
    expect(await table.getByRole('row').count()).toBe(1 + 36);
    const metrics = page.getByRole('list', { name: 'Metrics' });
    expect(await metrics.innerText()).toMatch(/Match, normalised/);
    await expect.poll(() => metrics.innerText()).toMatch(/Better/);
    await page.getByRole('button', { name: /^Improvements [1-9]/ }).click();
    await page.getByRole('button', { name: /^Regressions 0$/ }).click();
    await page.getByText('No such rows.').waitFor();
    await page.getByRole('button', { name: /^Different/ }).click();
    await page.getByRole('switch', { name: 'Show differences' }).check();
    expect(await table.locator('ins').count()).toBeGreaterThan(0);

    // A part of the rows by itself: the filters count within it.
    await page.getByRole('button', { name: 'Show slices' }).click();
    const slices = page.getByRole('table', { name: 'Slices' });
    const short = slices.getByRole('row', { name: /^up to \d+ characters/ });
    const inside = Number((await short.getByRole('cell').first().innerText()).trim());
    expect(inside).toBeGreaterThan(0);
    expect(inside).toBeLessThan(36);
    await short.getByRole('button').click();
    await page.getByRole('button', { name: `All ${inside}`, exact: true }).click();
    await expect.poll(() => table.getByRole('row').count()).toBe(1 + inside);
    expect(await findViolations(page)).toEqual([]);
    await page.getByRole('button', { name: /^Length of the question: up to/ }).click();
    await page.getByRole('button', { name: 'All 36', exact: true }).waitFor();

    const report = await saved(page, 'Save report');
    expect(report).toContain('Evaluation of shelf');
    expect(report).not.toMatch(/<img|<script/);
    // What the page concludes is in both files.
    const shortest = expect.objectContaining({ kind: 'length', from: 0 }) as unknown;
    for (const head of ['Headroom', 'Slices']) expect(report).toContain(`<h2>${head}</h2>`);
    expect(JSON.parse(await saved(page, 'Save as JSON'))).toMatchObject({
      ...{ kind: 'lapidary-evaluation', rows: 36, headroom: { rows: 36 }, curves: [] },
      slices: { slices: expect.arrayContaining([expect.objectContaining({ of: shortest, rows: inside })]) as unknown },
    });

    await page.getByRole('link', { name: '← Test' }).click();
    const again = paid();
    await evaluate(page, 36);
    await waitForAnswers(page);
    expect(paid()).toBe(again);
  }, 240_000);
});

it('asks in a batch at half the price, through a reload, and pays nothing twice', async () => {
  const page = await google.visit();
  await openTestWithPack(page, 24);
  google.emulator.state.batchMs = 60_000_000;
  const before = paid();
  await page.getByRole('switch', { name: 'Batch, half price, within 24 hours' }).check();
  const address = await evaluate(page, 20);
  const batches = page.getByRole('list', { name: 'Batches' });
  // The base model and the pack on it are one model to the service.
  await expect.poll(() => batches.innerText(), { timeout: 20_000 }).toMatch(/40 questions, sent .*At most 24 hours/);
  expect(google.emulator.state.batches.size).toBe(1);
  expect(await page.getByRole('button', { name: 'Resume' }).count()).toBe(0);
  expect(await findViolations(page)).toEqual([]);
  await page.reload();
  await giveKey(page);
  await goToAddress(page, address);
  google.emulator.clock.advance(60_000_000);
  await page.getByRole('button', { name: 'Ask now' }).click();
  await waitForAnswers(page);
  expect(google.emulator.state.batches.size).toBe(1);
  await page.getByRole('link', { name: '← Test' }).click();
  await evaluate(page, 20);
  await waitForAnswers(page);
  // The batch is the only request that was charged.
  expect([google.emulator.state.batches.size, paid() - before]).toEqual([1, 1]);
}, 240_000);

/** What names a model, in words or as it is stored. */
const NAMES_A_MODEL = /few-shot|gemini[ -]\d/i;
const VOTES = 50;
/** Every tenth pair is shown twice. */
const COMPARED = 46;

/** The names of models that the document holds anywhere. */
async function namedOn(page: Page): Promise<readonly string[]> {
  return NAMES_A_MODEL.exec(await page.content()) ?? [];
}

/** Stores in which one of these texts is. */
async function storesWith(page: Page, ...texts: readonly string[]): Promise<string[]> {
  return (await placesWith(page, texts)).filter((place) => place.startsWith('IndexedDB'));
}

/** Where the answers of an open comparison are, nothing is that says whose they are. */
async function expectBlind(page: Page): Promise<void> {
  expect(await storesWith(page, 'You said: shelf of stone')).toEqual(['IndexedDB lapidary.blindSessions']);
  expect(await storesWith(page, 'firstIsA', 'modelVersion')).toEqual([]);
  const named = await storesWith(page, 'few-shot', 'gemini-3');
  expect(named).not.toContain('IndexedDB lapidary.blindSessions');
  expect(named).not.toContain('IndexedDB lapidary.answers');
}

describe('a blind comparison', () => {
  it('is judged by keyboard, and tells nobody who is who before it is closed', async () => {
    const page = await google.visit();
    await openTestWithPack(page, 50);
    const address = await evaluate(page, COMPARED);
    await waitForAnswers(page);
    // What is looked for below is what the page of the evaluation does say.
    expect(await namedOn(page)).not.toEqual([]);
    await page.getByRole('button', { name: 'Blind A/B' }).click();
    const answerA = page.getByRole('region', { name: 'Answer A' });
    await answerA.waitFor();
    expect(await findViolations(page)).toEqual([]);
    for (const name of ['A is better', 'B is better', 'Tie'])
      expect(await page.getByRole('button', { name, exact: true }).count()).toBe(1);
    await expectBlind(page);
    // The word of thanks for the pack names a model, and goes with the page.
    await page.reload();
    await answerA.waitFor();

    const judged = (count: number): Promise<void> =>
      page.getByText(new RegExp(`^${count} of ${VOTES} pairs judged`)).waitFor();
    await judged(0);
    await page.keyboard.press('s');
    await judged(1);
    await page.keyboard.press('z');
    await judged(0);
    await page.keyboard.press('ArrowUp');
    for (let done = 1; done < VOTES; done++) {
      await judged(done);
      expect(await namedOn(page)).toEqual([]);
      const isKnowing = (await answerA.innerText()).includes('Shelf');
      await page.keyboard.press(isKnowing ? 'ArrowLeft' : 'ArrowRight');
    }
    await judged(VOTES);
    await answerA.waitFor({ state: 'detached' });
    expect(await namedOn(page)).toEqual([]);
    await expectBlind(page);
    await page.getByRole('button', { name: 'Close and show results' }).click();
    await page.getByText(`was preferred in 100% of ${COMPARED - 1} decided votes`).waitFor();
    expect(await findViolations(page)).toEqual([]);
    // By slice, with the pairs that decided; those shown again are listed too, and counted once.
    await page.getByRole('button', { name: 'Show slices' }).click();
    const short = page.getByRole('table', { name: 'Slices' }).getByRole('row', { name: /up to \d+ characters/ });
    await short.waitFor();
    const counts = (await short.getByRole('cell').allInnerTexts()).map(Number);
    expect(counts).toContain(0);
    await short.getByRole('button').click();
    const pairs = page.getByRole('listitem').filter({ hasText: 'preferred: ' });
    expect(await pairs.count()).toBeGreaterThanOrEqual(counts.reduce((sum, count) => sum + count));
    expect(await findViolations(page)).toEqual([]);
    const lines = (await saved(page, 'Save as preference JSONL')).trimEnd().split('\n');
    expect(lines).toHaveLength(COMPARED - 1);
    expect(lines.flatMap((line) => validate(JSON.parse(line)))).toEqual([]);
    expect(await saved(page, 'Save as CSV')).toMatch(/^row,answer_a,answer_b,model_a,model_b,vote,preferred/);
    await goToAddress(page, address);
    await page.getByRole('list', { name: 'Blind comparisons' }).getByText('preferred in 100%').waitFor();
  }, 240_000);
});
