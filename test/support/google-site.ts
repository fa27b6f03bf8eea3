import type { Browser, BrowserContext, Page } from 'playwright';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import { type Emulator, type EmulatorOptions, startEmulator } from '../emulator/emulator.ts';
import { HOSTS } from '../emulator/hosts.ts';
import { GRANTED, launchBrowser } from './browser.ts';
import { copiesWith } from './copy-all.ts';
import { holdsSecret, namesWith, placesWith, sentWith } from './find-secret.ts';
import { serveSite, type Site } from './server.ts';
import { listenTo, type Witness } from './witness.ts';

/** Keys that no other text looks like, so that they can be looked for everywhere. */
export const CANARY_KEY = 'AIzaCANARYkey0123456789abcdefghijklmnop';
export const CANARY_TOKEN = 'ya29.CANARYtoken-0123456789_abcdefghijklmnop';

export const SECRETS: readonly string[] = [CANARY_KEY, CANARY_TOKEN];

/** The built site in a browser for which Google's names lead to the emulator. */
export interface GoogleSite {
  readonly url: string;
  readonly emulator: Emulator;
  /** A browser of its own with nothing stored. */
  visit(): Promise<Page>;
  /** Another tab of the same browser. */
  anotherTab(context: BrowserContext): Promise<Page>;
}

/** Arguments that send Google's names to an emulator and trust its certificate, and no other. */
export function googleArgs({ port, certificateHash }: Emulator): string[] {
  return [
    // By name: the browser has calls of its own to other hosts of Google's.
    `--host-resolver-rules=${HOSTS.map((host) => `MAP ${host} 127.0.0.1:${port}`).join(',')}`,
    `--ignore-certificate-errors-spki-list=${certificateHash ?? ''}`,
  ];
}

/** Call at the top of a file: one emulator, one browser. A test fails whose page throws, or lets a key or token out. */
export function useGoogle(options: EmulatorOptions = {}): GoogleSite {
  let site: Site;
  let browser: Browser | undefined;
  let emulator: Emulator;
  let problems: string[] = [];
  let witnesses: Witness[] = [];

  beforeAll(async () => {
    site = await serveSite();
    emulator = await startEmulator({ tls: true, key: CANARY_KEY, token: CANARY_TOKEN, ...options });
    browser = await launchBrowser(googleArgs(emulator));
  });
  afterEach(async () => {
    const contexts = browser?.contexts() ?? [];
    const leaks = sentWith(emulator, SECRETS);
    for (const page of contexts.flatMap((context) => context.pages())) {
      leaks.push(...(await placesWith(page, SECRETS)), ...(await copiesWith(page, SECRETS)));
    }
    leaks.push(...witnesses.flatMap(({ heard }) => heard.filter((text) => holdsSecret(text, SECRETS))));
    for (const { files } of witnesses) leaks.push(...namesWith(await files(), SECRETS));
    witnesses = [];
    await Promise.all(contexts.map((context) => context.close()));
    emulator.faults.clear();
    emulator.clock.speed = 1;
    const found = problems;
    problems = [];
    expect(found).toEqual([]);
    expect(leaks, 'where a key or token lies').toEqual([]);
  });
  afterAll(async () => {
    await browser?.close();
    await emulator.close();
    await site.close();
  });

  async function open(page: Page): Promise<Page> {
    page.on('pageerror', (error) => problems.push(`thrown: ${error.message}`));
    page.on('console', (message) => {
      // A browser writes every refused request to the console; the journeys say which are meant to be refused.
      if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
        problems.push(`console: ${message.text()}`);
    });
    await page.goto(site.url);
    await page.getByRole('heading', { name: 'Datasets', level: 1 }).waitFor();
    return page;
  }

  return {
    get url() {
      return site.url;
    },
    get emulator() {
      return emulator;
    },
    async visit() {
      if (!browser) throw new Error('the browser is not there yet');
      const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, permissions: GRANTED });
      witnesses.push(listenTo(context));
      return open(await context.newPage());
    },
    anotherTab: async (context) => open(await context.newPage()),
  };
}

/** Goes to a page of the site by its address behind the hash. */
export async function goToAddress(page: Page, address: string): Promise<void> {
  await page.evaluate((hash) => {
    location.hash = hash;
  }, address);
}

/** Types a Gemini API key in Settings. */
export async function giveKey(page: Page, key = CANARY_KEY): Promise<void> {
  await goToAddress(page, '#/settings');
  await page.getByLabel('Gemini API key').fill(key);
  await page.getByRole('button', { name: 'Save key' }).click();
  await page.getByText('A key is held').waitFor();
}

/** Types all that the Agent Platform needs in Settings. */
export async function giveToken(page: Page, token = CANARY_TOKEN): Promise<void> {
  await goToAddress(page, '#/settings');
  await page.getByLabel('Access token').fill(token);
  await page.getByRole('button', { name: 'Save token' }).click();
  await page.getByText('A token is held').waitFor();
  await page.getByLabel('Project ID').fill('lapidary-test');
  await page.getByRole('textbox', { name: 'Bucket' }).fill('lapidary-bucket');
}

/** What the job page says of the state. */
export function jobState(page: Page) {
  return page.getByTestId('job-state');
}

/** Waits until a job has ended, asking now and then instead of when it is due. */
export async function waitForEnd(page: Page): Promise<string> {
  const deadline = Date.now() + 60_000;
  while (Date.now() < deadline) {
    const words = await jobState(page).innerText();
    if (/Succeeded|Failed|Cancelled/.test(words)) return words;
    const ask = page.getByRole('button', { name: 'Ask now' });
    if (await ask.isVisible()) await ask.click({ timeout: 1_000 }).catch(() => undefined);
    await page.waitForTimeout(300);
  }
  throw new Error(`the job is still ${await jobState(page).innerText()}`);
}
