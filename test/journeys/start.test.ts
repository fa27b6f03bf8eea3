import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { launchProfile } from '../support/browser.ts';
import { eventually, importFiles } from '../support/journey.ts';
import { useSite } from '../support/site.ts';

const journeys = useSite();

const FIRST_LOAD_BYTES = 120_000;

describe('the first visit', () => {
  it('explains itself and loads at most 120 kB of JavaScript', async () => {
    // Without the service worker, which fetches the rest for later.
    const page = await journeys.visit({ serviceWorkers: 'block' });
    await page.getByRole('heading', { name: 'From a raw file to a tuning set you can trust' }).waitFor();
    await page.waitForLoadState('networkidle');
    expect(page.workers()).toEqual([]);
    const names = await page.evaluate(() =>
      performance.getEntriesByType('resource').flatMap(({ name }) => (name.endsWith('.js') ? [name] : [])),
    );
    const sizes = await Promise.all(
      names.map(async (name) => gzipSync(Buffer.from(await (await fetch(name)).arrayBuffer())).length),
    );
    expect(names.length).toBeGreaterThan(3);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(FIRST_LOAD_BYTES);
  });

  it('says nothing of lost data, nor does the second one', async () => {
    const page = await journeys.visit();
    await page.reload();
    await page.getByRole('heading', { name: 'From a raw file to a tuning set you can trust' }).waitFor();
    expect(await page.getByRole('region', { name: 'Data lost' }).count()).toBe(0);
    await importFiles(page, { name: 'kept.csv', text: 'a,b\n1,2\n' });
    await page.getByRole('link', { name: 'Datasets' }).click();
    await page.reload();
    await page.getByRole('list', { name: 'Datasets' }).getByRole('link', { name: 'kept' }).waitFor();
    expect(await page.getByRole('region', { name: 'Data lost' }).count()).toBe(0);
  });
});

describe('a browser that has lost the database', () => {
  it('is told from a first visit, and goes on with a new one', async () => {
    const page = await journeys.visit();
    await importFiles(page, { name: 'lost.csv', text: 'a,b\n1,2\n' });
    // Any file of the same site: there nothing holds the database open.
    await page.goto(`${journeys.url}manifest.webmanifest`);
    await page.evaluate(async () => {
      for (const { name = '' } of await indexedDB.databases()) {
        await new Promise((resolve, reject) => {
          const request = indexedDB.deleteDatabase(name);
          request.onsuccess = resolve;
          request.onerror = reject;
        });
      }
    });
    await page.goto(journeys.url);
    await page.getByRole('region', { name: 'Data lost' }).getByText('Your datasets are gone').waitFor();
    await page.getByLabel('Import files').waitFor({ state: 'attached' });
    expect(await page.getByRole('heading', { name: 'From a raw file to a tuning set you can trust' }).count()).toBe(0);
    await importFiles(page, { name: 'new.csv', text: 'a,b\n1,2\n' });
    await page.getByRole('link', { name: 'Datasets' }).click();
    await page.reload();
    const list = page.getByRole('list', { name: 'Datasets' });
    await eventually(() => list.getByRole('link').allInnerTexts()).toEqual(['new']);
    expect(await page.getByRole('region', { name: 'Data lost' }).count()).toBe(0);
  });

  it('because it was corrupt is told from a first visit too', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'lapidary-corrupt-'));
    try {
      const before = await launchProfile(folder);
      await importFiles(await openPage(before), { name: 'lost.csv', text: 'a,b\n1,2\n' });
      await before.close();
      await corruptDatabase(folder);
      const after = await launchProfile(folder);
      const page = await openPage(after);
      const lost = page.getByRole('region', { name: 'Data lost' });
      const unreadable = page.getByRole('alert').filter({ hasText: /database|datasets/ });
      await lost.or(unreadable).first().waitFor();
      expect(await page.getByRole('heading', { name: 'From a raw file to a tuning set you can trust' }).count()).toBe(
        0,
      );
      await after.close();
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});

async function openPage(context: BrowserContext): Promise<Page> {
  const page = await context.newPage();
  await page.goto(journeys.url);
  await page.getByRole('heading', { name: 'Datasets', level: 1 }).waitFor();
  return page;
}

/** What a dying disk does to the files of the database. */
async function corruptDatabase(profile: string): Promise<void> {
  const files = await readdir(profile, { recursive: true, withFileTypes: true });
  const records = files.filter(
    ({ parentPath, name }) => /IndexedDB/.test(parentPath) && /\.(log|ldb|db)$|MANIFEST/.test(name),
  );
  expect(records.length).toBeGreaterThan(0);
  for (const { parentPath, name } of records) await writeFile(join(parentPath, name), randomBytes(4_096));
}
