import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Emulator, startEmulator } from '../emulator/emulator.ts';
import { findViolations } from '../support/axe.ts';
import { launchProfile } from '../support/browser.ts';
import { copyAll } from '../support/copy-all.ts';
import { filesWith, holdsSecret, namesWith, placesWith, sentWith } from '../support/find-secret.ts';
import {
  CANARY_KEY,
  CANARY_TOKEN,
  giveKey,
  giveToken,
  goToAddress,
  googleArgs,
  jobState,
  SECRETS,
  waitForEnd,
} from '../support/google-site.ts';
import { download, goTo, importFiles } from '../support/journey.ts';
import { serveSite, type Site } from '../support/server.ts';
import { askWithRow, chooseService, compare, openTune, type ServiceTitle, startTuning } from '../support/tune-page.ts';
import { listenTo, type Witness } from '../support/witness.ts';

const PASSPHRASE = 'a lapis stone in a drawer';
const PLANTED = 'AIzaPLANTEDkey0123456789abcdefghijklmno';
const ROWS = Array.from(
  { length: 40 },
  (_, n) => `${JSON.stringify({ instruction: `Stone ${n}?`, input: '', output: `Number ${n}.` })}\n`,
);

let folder: string;
let site: Site;
let emulator: Emulator;
let context: BrowserContext | undefined;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lapidary-secrets-'));
  site = await serveSite();
  emulator = await startEmulator({ tls: true, tunable: true, key: CANARY_KEY, token: CANARY_TOKEN });
});
afterEach(() => context?.close());
afterAll(async () => {
  await emulator.close();
  await site.close();
  await rm(folder, { recursive: true, force: true });
});

async function open(): Promise<{ page: Page; witness: Witness }> {
  context = await launchProfile(folder, googleArgs(emulator));
  const witness = listenTo(context);
  const page = await context.newPage();
  await page.goto(site.url);
  await page.getByRole('heading', { name: 'Datasets', level: 1 }).waitFor();
  return { page, witness };
}

/** By their titles; first, what lay there before. */
const COPIES = [
  ...[
    'Copy JavaScript',
    'Copy Python',
    'Copy address',
    'Copy answer',
    'Copy as curl',
    'Copy as prompt',
    'Copy command',
    'Copy curl',
  ],
  ...[
    'Copy digest',
    'Copy endpoint 1',
    'Copy endpoint 2',
    'Copy endpoint 3',
    'Copy name',
    'Copy passport',
    'Copy request',
    'Copy the first command',
    'Copy the second command',
  ],
  'before',
];
/** Whatever was copied, by the titles of the buttons. */
const copied = new Map<string, string>();

/** The kinds of files that were saved, and the hosts that were asked, in all visits. */
const saved = new Set<string>();
const asked = new Set<string>();

/** Ends a visit, notes what it did, and looks at what it has left on disk. */
async function leave(page: Page, { files, hosts }: Witness): Promise<void> {
  for (const name of (await files()).keys()) saved.add(name.replace(/.*\./, ''));
  for (const host of hosts) asked.add(host);
  await page.context().close();
  expect(await filesWith(folder, SECRETS)).toEqual([]);
}

async function copies(page: Page, secrets = SECRETS): Promise<string[]> {
  const now = await copyAll(page);
  now.forEach((text, title) => copied.set(title, text));
  return [...now].flatMap(([title, text]) => (holdsSecret(text, secrets) ? [`clipboard: ${title}`] : []));
}

/** What holds a secret at this moment: the page, its storage, what was sent, said and saved. */
async function leaks(page: Page, { heard, files }: Witness, secrets = SECRETS): Promise<string[]> {
  const saved = namesWith(await files(), secrets);
  const said = heard.filter((text) => holdsSecret(text, secrets)).map((text) => `said: ${text.slice(0, 80)}`);
  return [
    ...(await placesWith(page, secrets)),
    ...(await copies(page, secrets)),
    ...said,
    ...saved,
    ...sentWith(emulator, secrets),
  ];
}

/** Asks what can be done, at first in vain: the refusals repeat what they were sent. */
async function askCapabilities(page: Page): Promise<void> {
  await giveKey(page);
  await giveToken(page);
  for (const path of [/\/models$/, /tuningJobs$/, /^\/storage\//])
    emulator.faults.next({ path }, { kind: 'suspended' });
  await page.getByRole('button', { name: 'Check access' }).click();
  await page.getByText('could not be listed').nth(1).waitFor();
  await page
    .getByText(/has been suspended/)
    .first()
    .waitFor({ state: 'attached' });
}

async function tune(page: Page, service: ServiceTitle): Promise<void> {
  await openTune(page);
  await chooseService(page, service);
  // The job as a program, in each language.
  await page.getByText('The same job as curl, Python or JavaScript').click();
  for (const button of await page.getByRole('button', { name: /^Save \S+\.\w+$/, includeHidden: true }).all()) {
    const coming = page.waitForEvent('download');
    await button.evaluate((element: HTMLButtonElement) => {
      element.click();
    });
    await coming;
  }
  expect(await copies(page)).toEqual([]);
  emulator.clock.speed = 40;
  await startTuning(page);
}

/** A job from its start to its answers, with all that can be saved of it. */
async function tuneAndTry(page: Page, service: ServiceTitle): Promise<void> {
  await tune(page, service);
  expect(await waitForEnd(page)).toBe('Succeeded');
  for (const name of ['Save as CSV', 'Save as PNG']) {
    const coming = page.waitForEvent('download');
    await page.getByRole('button', { name }).click();
    await coming;
  }
  expect(await copies(page)).toEqual([]);
  await page.getByText('Everything as JSON').click();
  await page.getByRole('link', { name: 'Try', exact: true }).click();
  await askWithRow(page, 1);
  await compare(page);
}

async function makePack(page: Page): Promise<void> {
  await openTune(page);
  await chooseService(page, 'Few-shot pack');
  await page.getByRole('button', { name: 'Make the pack' }).click();
  await expect.poll(() => jobState(page).innerText()).toBe('Succeeded');
  const coming = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save as JSON' }).click();
  await coming;
  expect(await copies(page)).toEqual([]);
}

async function saveAll(page: Page): Promise<void> {
  await goTo(page, 'Export');
  await download(page);
  const coming = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save a backup' }).click();
  await coming;
  await openTune(page);
  await chooseService(page, 'Export only');
  const request = page.waitForEvent('download', (file) => file.suggestedFilename() === 'request.json');
  await page.getByRole('button', { name: 'Save the files' }).click();
  await request;
}

describe('a key and a token', () => {
  it('are nowhere after refusals that repeat them: on the page, in its storage, in files or on disk', async () => {
    const { page, witness } = await open();
    await askCapabilities(page);
    expect(await findViolations(page)).toEqual([]);
    expect(await leaks(page, witness)).toEqual([]);
    // What was refused keeps Start from being pressed until it is asked again.
    await page.getByRole('button', { name: 'Check access' }).click();
    await page.getByText('can be tuned.').waitFor();
    expect(await leaks(page, witness)).toEqual([]);
    await leave(page, witness);
  });

  it('are nowhere, whatever is done with the Gemini API', async () => {
    const { page, witness } = await open();
    await giveKey(page);
    await giveToken(page);
    await goToAddress(page, '#/');
    await importFiles(page, { name: 'stones.jsonl', text: ROWS.join('') });
    await tuneAndTry(page, 'Gemini API');
    expect(await leaks(page, witness)).toEqual([]);
    await makePack(page);
    await saveAll(page);
    await goToAddress(page, '#/settings');
    await page.getByRole('region', { name: 'Requests made from this tab' }).waitFor();
    expect(await leaks(page, witness)).toEqual([]);
    await leave(page, witness);
  });

  it('are nowhere, whatever is done with the Agent Platform', async () => {
    const { page, witness } = await open();
    await giveKey(page);
    await giveToken(page);
    await goToAddress(page, '#/');
    await importFiles(page, { name: 'stones.jsonl', text: ROWS.join('') });
    await tuneAndTry(page, 'Agent Platform (Vertex AI)');
    expect(await leaks(page, witness)).toEqual([]);
    emulator.faults.next({ method: 'POST', path: /tuningJobs$/ }, { kind: 'suspended' });
    await tune(page, 'Agent Platform (Vertex AI)');
    expect(await waitForEnd(page)).toBe('Failed');
    expect(await findViolations(page)).toEqual([]);
    expect(await leaks(page, witness)).toEqual([]);
    // The backup has the jobs in it, and what the service said of the one that failed.
    await saveAll(page);
    await goToAddress(page, '#/settings');
    await page.getByRole('region', { name: 'Requests made from this tab' }).waitFor();
    expect(await leaks(page, witness)).toEqual([]);
    await leave(page, witness);
  });

  it('were looked for in all that can be copied, saved and sent', () => {
    expect(saved).toEqual(new Set(['csv', 'png', 'json', 'jsonl', 'lapidary', 'sh', 'py', 'mjs']));
    expect([...copied.keys()].sort()).toEqual(COPIES);
    // A model answers where its last checkpoint does; each of the others copied something of its own.
    expect(copied.get('Copy name')).toBe(copied.get('Copy endpoint 3'));
    expect(new Set(copied.values()).size).toBeGreaterThanOrEqual(COPIES.length - 2);
    asked.delete('localhost');
    expect([...asked].every((host) => host.endsWith('.googleapis.com'))).toBe(true);
    expect(asked.size).toBe(4);
  });

  it('lie in the vault as cipher text only, and are there again for whoever knows the passphrase', async () => {
    const { page, witness } = await open();
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
    await page.getByRole('button', { name: 'Check access' }).click();
    await page.getByText('can be tuned.').waitFor();
    expect(await findViolations(page)).toEqual([]);
    expect(await leaks(page, witness, [CANARY_KEY, PASSPHRASE])).toEqual([]);
    await page.context().close();
    expect(await filesWith(folder, [CANARY_KEY, PASSPHRASE])).toEqual([]);
  });

  it('would be found if they were there', async () => {
    const { page, witness } = await open();
    await page.evaluate(async (secret) => {
      localStorage.setItem('planted', btoa(`xx${secret}yy`));
      // eslint-disable-next-line lapidary/no-session-storage -- planted, to see that it is found
      sessionStorage.setItem('planted', secret);
      const database = await new Promise<IDBDatabase>((resolve) => {
        const request = indexedDB.open('planted', 1);
        request.onupgradeneeded = () => request.result.createObjectStore('s', { keyPath: 'id' });
        request.onsuccess = () => resolve(request.result);
      });
      await new Promise((resolve) => {
        const transaction = database.transaction('s', 'readwrite');
        transaction.objectStore('s').add({ id: 1, deep: { blob: new Blob([secret]) } });
        transaction.oncomplete = resolve;
      });
      database.close();
      await (await caches.open('planted')).put('/planted', new Response(secret));
      history.replaceState({ secret }, '');
      performance.mark(secret);
      document.body.dataset['planted'] = secret;
      const button = document.createElement('button');
      button.title = 'Copy planted';
      button.onclick = () => void navigator.clipboard.writeText(secret);
      document.body.append(button);
      const link = document.createElement('a');
      link.href = URL.createObjectURL(new Blob([`{"report":"${secret}"}`]));
      link.download = 'planted.json';
      link.click();
      console.info(`planted ${encodeURIComponent(secret)}`);
      const google = 'https://generativelanguage.googleapis.com/v1beta/models';
      await fetch(`${google}?key=${secret}`).catch(() => undefined);
      await fetch(`${google}/m:countTokens`, { method: 'POST', body: secret }).catch(() => undefined);
    }, PLANTED);
    const found = await leaks(page, witness, [PLANTED]);
    expect(found.filter((place) => !place.startsWith('said')).sort()).toEqual([
      'GET generativelanguage.googleapis.com/v1beta/models',
      'IndexedDB planted.s',
      'POST generativelanguage.googleapis.com/v1beta/models/m:countTokens',
      `cache ${site.url}planted`,
      'clipboard: Copy planted',
      'document',
      'history',
      'localStorage',
      'performance',
      'planted.json',
      'sessionStorage',
    ]);
    expect(found.filter((place) => place.startsWith('said')).length).toBeGreaterThanOrEqual(3);
    await page.context().close();
    expect((await filesWith(folder, [PLANTED])).length).toBeGreaterThan(0);
  });
});
