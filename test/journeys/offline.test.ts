import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { stampRelease } from '../../.ci/vite-offline.mjs';
import { launchBrowser } from '../support/browser.ts';
import { addStep, apply, download, goTo, importFiles } from '../support/journey.ts';
import { DIST, serveSite, type Site } from '../support/server.ts';

const BASES = ['/', '/tools/lapidary/'] as const;

let browser: Browser;
let context: BrowserContext;
let folder: string;

beforeAll(async () => {
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser.close();
});

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'lapidary-site-'));
  cpSync(DIST, folder, { recursive: true });
  context = await browser.newContext();
});

afterEach(async () => {
  await context.close();
  rmSync(folder, { recursive: true });
});

/** Opens the site in a new tab and waits until the service worker answers for it. */
async function open(site: Site): Promise<Page> {
  const page = await context.newPage();
  await page.goto(site.url);
  await page.getByRole('heading', { name: 'Datasets' }).first().waitFor();
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  return page;
}

/** Puts a second release in the place of the first: the same but for its title. */
function publishSecondRelease(): void {
  const index = join(folder, 'index.html');
  writeFileSync(index, readFileSync(index, 'utf8').replace(/<title>.*<\/title>/, '<title>Second release</title>'));
  stampRelease(folder);
}

async function waitForUpdate(page: Page): Promise<void> {
  await page.evaluate(async () => (await navigator.serviceWorker.ready).update());
  await expect
    .poll(() => page.evaluate(async () => (await navigator.serviceWorker.ready).waiting !== null), { timeout: 20_000 })
    .toBe(true);
}

function askToApply(page: Page): Promise<unknown> {
  return page.evaluate(async () => {
    const { waiting } = await navigator.serviceWorker.ready;
    const { port1, port2 } = new MessageChannel();
    const answer = new Promise((resolve) => {
      port1.onmessage = (event) => {
        resolve(event.data);
      };
    });
    waiting?.postMessage('apply-update', [port2]);
    return answer;
  });
}

function documentTitle(page: Page): Promise<string> {
  return page.evaluate(async () => /<title>(.*)<\/title>/.exec(await (await fetch('index.html')).text())?.[1] ?? '');
}

describe.each(BASES)('without a network, under %s', (base) => {
  it('the page opens again, whole, and with its headers', async () => {
    const site = await serveSite({ root: folder, base, headers: false });
    const page = await open(site);
    await site.close();

    await page.reload();
    await page.getByRole('heading', { name: 'Datasets' }).first().waitFor();
    const missing = await page.evaluate(async () => {
      const names = [...document.querySelectorAll('link[href], script[src]')].map(
        (element) => element.getAttribute('href') ?? element.getAttribute('src') ?? '',
      );
      const answers = await Promise.all(names.map((name) => fetch(name).catch(() => undefined)));
      return names.filter(
        (_, index) => !answers[index]?.headers.get('Content-Security-Policy')?.includes('trusted-types'),
      );
    });
    expect(missing).toEqual([]);
  });

  it('the whole job works after a reload', async () => {
    const site = await serveSite({ root: folder, base });
    const page = await open(site);
    await site.close();
    await context.setOffline(true);

    await page.reload();
    await importFiles(page, { name: 'rows.jsonl', text: '{"a":" x "}\n{"a":"x"}\n{"a":"y"}\n' });
    await goTo(page, 'Clean');
    await addStep(page, 'Trim whitespace');
    await addStep(page, 'Remove duplicates');
    expect(await apply(page)).toContain('1 row dropped');
    await goTo(page, 'Export');
    expect((await download(page)).bytes.toString()).toBe('{"a":"x"}\n{"a":"y"}\n');
  });

  it('every file of the build but the host’s own is there', async () => {
    const site = await serveSite({ root: folder, base });
    const page = await open(site);
    const { files } = readRelease();
    await site.close();

    const lost = await page.evaluate(async (names) => {
      const answers = await Promise.all(
        names.map((name) =>
          fetch(name).then(
            (answer) => answer.ok,
            () => false,
          ),
        ),
      );
      return names.filter((_, index) => !answers[index]);
    }, files);
    expect(files.length).toBeGreaterThan(5);
    expect(lost).toEqual([]);
  });
});

function readRelease(): { files: string[] } {
  const [first = ''] = readFileSync(join(folder, 'service-worker.js'), 'utf8').split('\n');
  // The shape that .ci/vite-offline.mjs writes.
  const release = JSON.parse(first.replace(/^self\.RELEASE=/, '').replace(/;$/, '')) as { files: { name: string }[] };
  return { files: release.files.map((file) => file.name) };
}

describe('an update', () => {
  it('waits for a word, never under a running task, and then serves the new release only', async () => {
    const site = await serveSite({ root: folder });
    const page = await open(site);
    const first = await documentTitle(page);
    publishSecondRelease();
    await waitForUpdate(page);
    expect(await documentTitle(page)).toBe(first);

    const task = await context.newPage();
    await task.goto(site.url);
    expect(await task.evaluate(() => document.title)).not.toBe('Second release');
    await task.evaluate(
      () => new Promise<void>((held) => void navigator.locks.request('stage:test', () => new Promise(() => held()))),
    );
    expect(await askToApply(page)).toBe('busy');

    await task.close();
    await expect.poll(() => askToApply(page), { timeout: 10_000 }).toBe('applied');
    await page.reload();
    expect(await documentTitle(page)).toBe('Second release');
    await site.close();
  });

  it('is not taken while the host still hands out files of another release', async () => {
    const site = await serveSite({ root: folder });
    const page = await open(site);
    publishSecondRelease();
    const index = join(folder, 'index.html');
    writeFileSync(index, readFileSync(index, 'utf8').replace('Second release', 'Third release'));

    const ended = await page.evaluate(async () => {
      const registration = await navigator.serviceWorker.ready;
      await registration.update().catch(() => undefined);
      const worker = registration.installing;
      return new Promise<string>((resolve) => {
        if (!worker) resolve(registration.waiting ? 'waiting' : 'none');
        else worker.addEventListener('statechange', () => resolve(worker.state));
      });
    });
    expect(['redundant', 'none']).toContain(ended);
    expect(await documentTitle(page)).not.toBe('Third release');
    await site.close();
  });
});
