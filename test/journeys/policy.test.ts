import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serveForeignSite, tryToBreakOut, type ForeignSite } from '../support/break-out.ts';
import { launchBrowser } from '../support/browser.ts';
import { serveSite, type Site } from '../support/server.ts';

const BLOCKED = { fetch: 'blocked', import: 'blocked', eval: 'blocked' };

let browser: Browser;
let foreign: ForeignSite;

beforeAll(async () => {
  browser = await launchBrowser();
  foreign = await serveForeignSite();
});

afterAll(async () => {
  await browser.close();
  await foreign.close();
});

/** A first visit: no service worker has seen the site yet. */
async function visit(site: Site): Promise<Page> {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(site.url);
  await page.getByRole('heading', { name: 'Datasets' }).first().waitFor();
  return page;
}

async function chooseSample(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Try a sample' }).click();
  await page.getByRole('menuitem').first().click();
}

describe('a script that got in', () => {
  it('could break out of a page without a policy, or these tests would prove nothing', async () => {
    const page = await browser.newPage();
    await page.goto(foreign.url);
    expect(await tryToBreakOut(page, foreign.url)).toEqual({ fetch: 'ran', import: 'ran', eval: 'ran' });
    await page.close();
  });

  it.each([
    ['that sends the headers', { headers: true, base: '/' }],
    ['that sends no headers', { headers: false, base: '/' }],
    ['that sends no headers, in a sub-path', { headers: false, base: '/tools/lapidary/' }],
  ])('can break out neither of the page nor of its workers, on a host %s', async (_, options) => {
    const site = await serveSite(options);
    const page = await visit(site);
    const before = foreign.asked.length;
    expect(await tryToBreakOut(page, foreign.url)).toEqual(BLOCKED);

    const started: string[] = [];
    page.on('worker', (worker) => started.push(worker.url()));
    await chooseSample(page);
    await expect.poll(() => page.workers().length, { timeout: 10_000 }).toBeGreaterThan(0);
    for (const worker of page.workers()) expect(await tryToBreakOut(worker, foreign.url)).toEqual(BLOCKED);
    // A policy in the page binds only workers that begin as a Blob of its own.
    await page.getByTestId('row-count').waitFor();
    expect(started.filter((url) => !url.startsWith('blob:'))).toEqual([]);

    expect(foreign.asked.length).toBe(before);
    await page.context().close();
    await site.close();
  });
});
