import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright';
import { describe, expect, it } from 'vitest';
import { findViolations } from '../support/axe.ts';
import { evaluate, openTestWithPack, waitForAnswers } from '../support/evaluation-page.ts';
import { placesWith } from '../support/find-secret.ts';
import { giveKey, goToAddress, useGoogle } from '../support/google-site.ts';
import { validate } from '../support/validators/agent-platform-preference.ts';

const google = useGoogle();

/** Answers that the service gave, and would charge for. */
function paid(): number {
  return google.emulator.requests.filter(({ path, status }) => /generateContent/i.test(path) && status === 200).length;
}

/** How many requests the page says may have been charged in vain. */
async function lostOn(page: Page): Promise<number> {
  const text = await page.locator('.facts').innerText();
  return Number(/(\d+) requests? got no answer/.exec(text)?.[1] ?? 0);
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
    await expect.poll(async () => first <= 72 + (await lostOn(page)), { timeout: 10_000 }).toBe(true);
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

    const report = await saved(page, 'Save report');
    expect(report).toContain('Evaluation of shelf');
    expect(report).not.toMatch(/<img|<script/);
    expect(JSON.parse(await saved(page, 'Save as JSON'))).toMatchObject({ kind: 'lapidary-evaluation', rows: 36 });

    await page.getByRole('link', { name: '← Test' }).click();
    const again = paid();
    await evaluate(page, 36);
    await waitForAnswers(page);
    expect(paid()).toBe(again);
  }, 240_000);
});

describe('a blind comparison', () => {
  it('is judged by keyboard, and tells nobody who is who before it is closed', async () => {
    const page = await google.visit();
    await openTestWithPack(page, 30);
    const address = await evaluate(page, 20);
    await waitForAnswers(page);
    await page.getByRole('button', { name: 'Blind A/B' }).click();
    const answerA = page.getByRole('region', { name: 'Answer A' });
    await answerA.waitFor();
    expect(await findViolations(page)).toEqual([]);
    for (const name of ['A is better', 'B is better', 'Tie'])
      expect(await page.getByRole('button', { name, exact: true }).count()).toBe(1);

    // Where the answers are, nothing is that says whose they are.
    const places = await placesWith(page, ['You said: shelf of stone']);
    expect(places.filter((place) => place.startsWith('IndexedDB'))).toEqual(['IndexedDB lapidary.blindSessions']);
    const told = await placesWith(page, ['firstIsA']);
    expect(told.filter((place) => place.startsWith('IndexedDB'))).toEqual([]);
    expect(await page.locator('body').innerText()).not.toMatch(/few-shot|Gemini 3\.5/i);

    const judged = page.getByText(/of 2\d pairs judged/);
    const count = async (): Promise<number> => Number(/^(\d+)/.exec(await judged.innerText())?.[1]);
    await page.keyboard.press('s');
    await expect.poll(count).toBe(1);
    await page.keyboard.press('z');
    await expect.poll(count).toBe(0);
    await page.keyboard.press('ArrowUp');
    await expect.poll(count).toBe(1);
    for (let done = 1; (await answerA.count()) > 0; done++) {
      const isKnowing = (await answerA.innerText()).includes('Shelf');
      await page.keyboard.press(isKnowing ? 'ArrowLeft' : 'ArrowRight');
      await expect.poll(count).toBe(done + 1);
    }
    await page.getByRole('button', { name: 'Close and show results' }).click();
    await page.getByText(/was preferred in 100% of 19 decided votes/).waitFor();
    expect(await findViolations(page)).toEqual([]);
    const lines = (await saved(page, 'Save as preference JSONL')).trimEnd().split('\n');
    expect(lines).toHaveLength(19);
    expect(lines.flatMap((line) => validate(JSON.parse(line)))).toEqual([]);
    expect(await saved(page, 'Save as CSV')).toMatch(/^row,answer_a,answer_b,model_a,model_b,vote,preferred/);
    await goToAddress(page, address);
    await page.getByRole('list', { name: 'Blind comparisons' }).getByText('preferred in 100%').waitFor();
  }, 240_000);
});
