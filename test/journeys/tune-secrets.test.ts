import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Emulator, startEmulator } from '../emulator/emulator.ts';
import { launchProfile } from '../support/browser.ts';
import { filesWith, placesWith } from '../support/find-secret.ts';
import {
  CANARY_KEY,
  CANARY_TOKEN,
  giveKey,
  giveToken,
  goToAddress,
  googleArgs,
  jobState,
  waitForEnd,
} from '../support/google-site.ts';
import { download, goTo, importFiles } from '../support/journey.ts';
import { serveSite, type Site } from '../support/server.ts';

const SECRETS = [CANARY_KEY, CANARY_TOKEN];
const PASSPHRASE = 'a lapis stone in a drawer';
const ROWS = Array.from(
  { length: 40 },
  (_, n) => `${JSON.stringify({ instruction: `Stone ${n}?`, input: '', output: `Number ${n}.` })}\n`,
);

let folder: string;
let site: Site;
let emulator: Emulator;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lapidary-secrets-'));
  site = await serveSite();
  emulator = await startEmulator({ tls: true, tunable: true, key: CANARY_KEY, token: CANARY_TOKEN });
});
afterAll(async () => {
  await emulator.close();
  await site.close();
  await rm(folder, { recursive: true, force: true });
});

async function open(): Promise<{ context: BrowserContext; page: Page; heard: string[] }> {
  const context = await launchProfile(folder, googleArgs(emulator));
  const page = await context.newPage();
  const heard: string[] = [];
  page.on('console', (message) => heard.push(message.text()));
  page.on('pageerror', (error) => heard.push(`${error.message}\n${error.stack ?? ''}`));
  context.on('request', (request) => {
    heard.push(`${request.url()} ${request.postData() ?? ''}`);
    const { hostname } = new URL(request.url());
    if (!hostname.endsWith('.googleapis.com') && hostname !== 'localhost' && !request.url().startsWith('blob:'))
      heard.push(`foreign host ${hostname}`);
  });
  await page.goto(site.url);
  await page.getByRole('heading', { name: 'Datasets', level: 1 }).waitFor();
  return { context, page, heard };
}

/** Every road that a secret could take: both services, refusals that echo it, a job, a trial, exports. */
async function useEverything(page: Page): Promise<Buffer[]> {
  await giveKey(page);
  await giveToken(page);
  await page.getByRole('button', { name: 'Check what these can do' }).click();
  await page.getByRole('list', { name: 'Capabilities' }).waitFor();
  emulator.faults.next({ path: /models/ }, { kind: 'forbidden' });
  emulator.faults.next({ path: /tuningJobs/ }, { kind: 'unauthenticated' });
  await page.getByRole('button', { name: 'Check what these can do' }).click();
  await page.getByText('could not be listed').first().waitFor();
  await goToAddress(page, '#/');
  await importFiles(page, { name: 'stones.jsonl', text: ROWS.join('') });
  await page.getByRole('navigation', { name: 'Dataset' }).getByRole('link', { name: 'Tune' }).click();
  await page.getByRole('combobox', { name: 'Service' }).selectOption({ label: 'Agent Platform (Vertex AI)' });
  await page.getByText(/rows for training/).waitFor();
  emulator.clock.speed = 40;
  await expect.poll(() => page.getByRole('button', { name: 'Start tuning' }).isEnabled()).toBe(true);
  await page.getByRole('button', { name: 'Start tuning' }).click();
  await jobState(page).waitFor();
  expect(await waitForEnd(page)).toBe('Succeeded');
  await page.getByText('Everything as JSON').click();
  await page.getByRole('link', { name: 'Try', exact: true }).click();
  await page.getByRole('button', { name: 'Ask with this row' }).click();
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await page.getByRole('region', { name: 'Tuned model' }).getByTestId('answer').waitFor();
  await goTo(page, 'Export');
  const { bytes } = await download(page);
  const coming = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save a backup' }).click();
  const backup = await readFile(await (await coming).path());
  return [bytes, backup];
}

describe('a key and a token', () => {
  it('are nowhere after all was done with them, on the page, in its storage, in files or on disk', async () => {
    const { context, page, heard } = await open();
    const files = await useEverything(page);
    for (const secret of SECRETS) {
      expect(await placesWith(page, secret)).toEqual([]);
      expect(heard.filter((text) => text.includes(secret))).toEqual([]);
      for (const file of files) expect(file.includes(secret)).toBe(false);
      for (const { path, query, body } of emulator.requests)
        expect(`${path}${JSON.stringify(query)}${body}`.includes(secret)).toBe(false);
    }
    expect(heard.filter((text) => text.startsWith('foreign host'))).toEqual([]);
    await context.close();
    for (const secret of SECRETS) expect(await filesWith(folder, secret)).toEqual([]);
  });

  it('lie in the vault as cipher text only, and are there again for whoever knows the passphrase', async () => {
    const { context, page } = await open();
    await giveKey(page);
    await page.getByLabel('Passphrase').fill(PASSPHRASE);
    await page.getByRole('button', { name: 'Remember' }).click();
    await page.getByRole('button', { name: 'Lock now' }).waitFor();
    await page.reload();
    await page.getByLabel('Passphrase').fill('not the passphrase');
    await page.getByRole('button', { name: 'Unlock' }).click();
    await page.getByText('This is not the passphrase.').waitFor();
    await page.getByLabel('Passphrase').fill(PASSPHRASE);
    await page.getByRole('button', { name: 'Unlock' }).click();
    await page.getByText('A key is held').waitFor();
    for (const secret of [CANARY_KEY, PASSPHRASE]) expect(await placesWith(page, secret)).toEqual([]);
    await context.close();
    for (const secret of [CANARY_KEY, PASSPHRASE]) expect(await filesWith(folder, secret)).toEqual([]);
  });

  it('would be found if they were there', async () => {
    const planted = 'AIzaPLANTEDkey0123456789abcdefghijklmno';
    const { context, page } = await open();
    await page.evaluate(async (secret) => {
      localStorage.setItem('planted', btoa(`xx${secret}yy`));
      const database = await new Promise<IDBDatabase>((resolve) => {
        const request = indexedDB.open('planted', 1);
        request.onupgradeneeded = () => request.result.createObjectStore('s', { keyPath: 'id' });
        request.onsuccess = () => resolve(request.result);
      });
      await new Promise((resolve) => {
        const transaction = database.transaction('s', 'readwrite');
        transaction.objectStore('s').add({ id: 1, blob: new Blob([secret]) });
        transaction.oncomplete = resolve;
      });
      database.close();
      history.replaceState({ secret }, '');
    }, planted);
    expect((await placesWith(page, planted)).sort()).toEqual(['IndexedDB planted.s', 'history', 'localStorage']);
    await context.close();
    expect((await filesWith(folder, planted)).length).toBeGreaterThan(0);
  });
});
