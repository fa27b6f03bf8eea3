import type { Browser, BrowserContextOptions, Page } from 'playwright';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import { GRANTED, launchBrowser } from './browser.ts';
import { serveSite, type Site } from './server.ts';

/** The built site on a server and in a browser, both shared by the tests of one file. */
export interface Journeys {
  readonly url: string;
  /** A first visit: a browser of its own with nothing stored, on the list of datasets. */
  visit(options?: BrowserContextOptions): Promise<Page>;
  /** Another tab of the same browser, on the same page. */
  anotherTab(page: Page): Promise<Page>;
}

/** Call at the top of a file. A test whose page throws, or writes an error to its console, fails. */
export function useSite(): Journeys {
  let browser: Browser;
  let site: Site;
  let problems: string[] = [];

  beforeAll(async () => {
    [browser, site] = await Promise.all([launchBrowser(), serveSite()]);
  });
  afterEach(async () => {
    await Promise.all(browser.contexts().map((context) => context.close()));
    const found = problems;
    problems = [];
    expect(found).toEqual([]);
  });
  afterAll(async () => {
    await browser.close();
    await site.close();
  });

  async function open(page: Page): Promise<Page> {
    page.on('pageerror', (error) => problems.push(`thrown: ${error.message}`));
    page.on('console', (message) => {
      // A browser asks for an icon, at any time, that a page without HTML can't name.
      if (message.location().url.endsWith('/favicon.ico')) return;
      if (message.type() === 'error') problems.push(`console: ${message.text()}`);
    });
    await page.goto(site.url);
    await page.getByRole('heading', { name: 'Datasets', level: 1 }).waitFor();
    return page;
  }

  return {
    get url() {
      return site.url;
    },
    async visit(options = {}) {
      const context = await browser.newContext({
        viewport: { width: 1280, height: 800 },
        permissions: GRANTED,
        ...options,
      });
      return open(await context.newPage());
    },
    async anotherTab(page) {
      return open(await page.context().newPage());
    },
  };
}
