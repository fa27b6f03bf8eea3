import type { Page } from 'playwright';
import { expect } from 'vitest';
import type { StoredAnswer } from '../../src/core/evaluation/evaluation.ts';
import type { Emulator, SeenRequest } from '../emulator/emulator.ts';
import { giveKey, goToAddress, jobState } from './google-site.ts';
import { importFiles } from './journey.ts';
import { chooseService, openTune } from './tune-page.ts';

/** Shelves, which no base model would know; a few-shot pack made of them does. One of them has a text that a page must not run. */
function shelfRows(count: number): readonly { readonly input: string; readonly output: string }[] {
  return Array.from({ length: count }, (_, n) => ({
    input: n === 1 ? '<img src=x onerror="window.hacked=1"> shelf of stone 1 \u202egnp' : `shelf of stone ${n}`,
    output: `Shelf ${n * 7}.`,
  }));
}

/** Imports rows and makes a few-shot pack of them; ends on Test, with the pack beside its base model. */
export async function openTestWithPack(page: Page, rows: number): Promise<void> {
  await giveKey(page);
  await goToAddress(page, '#/');
  const text = shelfRows(rows).map((row) => `${JSON.stringify(row)}\n`);
  await importFiles(page, { name: 'shelf.jsonl', text: text.join('') });
  await openTune(page);
  await chooseService(page, 'Few-shot pack');
  await page.getByRole('button', { name: 'Make the pack' }).click();
  await expect.poll(() => jobState(page).innerText(), { timeout: 20_000 }).toBe('Succeeded');
  await page.getByRole('link', { name: 'Try', exact: true }).click();
  await page.getByRole('button', { name: 'Evaluate', exact: true }).waitFor();
}

/** Starts an evaluation over this many rows of the whole dataset; gives its address. */
export async function evaluate(page: Page, size: number): Promise<string> {
  await page.getByRole('combobox', { name: 'Rows to ask' }).selectOption('');
  await page.getByRole('spinbutton', { name: 'Sample size' }).fill(String(size));
  await page.getByRole('button', { name: 'Evaluate', exact: true }).click();
  await page.getByRole('table', { name: 'Results' }).waitFor();
  return new URL(page.url()).hash;
}

/** Waits until nothing is left to ask. */
export async function waitForAnswers(page: Page, timeout = 90_000): Promise<void> {
  await page.getByRole('heading', { name: 'Evaluation', level: 2, exact: true }).waitFor();
  await page.getByRole('group', { name: 'Progress' }).waitFor({ state: 'detached', timeout });
  await page.getByRole('list', { name: 'Metrics' }).waitFor();
}

/** Requests whose answer a service gave, and would charge for. */
export function paidRequests({ requests }: Emulator): readonly SeenRequest[] {
  // A preflight, which a browser sends first, costs nothing.
  return requests.filter(
    ({ method, path, status }) => method === 'POST' && /generateContent/i.test(path) && status === 200,
  );
}

/** How many requests the page of an evaluation says may have been charged in vain. */
export async function lostOn(page: Page): Promise<number> {
  const words = page.getByText(/requests? got no answer but may have been charged/);
  if ((await words.count()) === 0) return 0;
  return Number(/([\d,]+) requests? got/.exec(await words.innerText())?.[1]?.replace(',', ''));
}

/** What the page's database holds of answers, those of all evaluations. */
export async function storedAnswers(page: Page): Promise<readonly StoredAnswer[]> {
  return page.evaluate(readAnswers);
}

/** Runs in the page. */
async function readAnswers(): Promise<StoredAnswer[]> {
  const settled = <T>(request: IDBRequest<T>): Promise<T> =>
    new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(new Error('the database could not be read'));
    });
  const database = await settled(indexedDB.open('lapidary'));
  try {
    // The cast: the program writes nothing else into this store.
    return (await settled(database.transaction('answers').objectStore('answers').getAll())) as StoredAnswer[];
  } finally {
    database.close();
  }
}
