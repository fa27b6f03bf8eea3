import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { VersionInfo } from '../../src/core/version/version.ts';
import { launchProfile } from '../support/browser.ts';
import { serveEngine } from '../support/engine.ts';
import {
  checkStore,
  chooseFile,
  countRecords,
  exportJsonLines,
  importChosen,
  importFile,
  openEngine,
  type PlainStep,
} from '../support/engine-page.ts';
import type { Site } from '../support/server.ts';

const ROWS = Array.from({ length: 20_000 }, (_, row) => `{"input":"${`row ${row} `.repeat(50)}","output":"a b c d"}`);
const BASE = { name: 'base.jsonl', text: ROWS.slice(0, 5_000).join('\n') };
const BIG = { name: 'big.jsonl', text: ROWS.join('\n') };
const RECIPE: readonly PlainStep[] = [
  { step: 'find-and-replace', version: 1, params: { find: 'row', replacement: 'line' } },
];
const FULL = { ok: false, failure: { kind: 'storage-full' } };

let site: Site;
let folder: string;
let context: BrowserContext;
let page: Page;
let base: VersionInfo;

beforeAll(async () => {
  [site, folder] = await Promise.all([serveEngine(), mkdtemp(join(tmpdir(), 'lapidary-quota-'))]);
  context = await launchProfile(folder);
  page = await openEngine(context, site.url);
  // Before anything is stored: IndexedDB keeps the room that it was told for half a minute.
  const session = await context.newCDPSession(page);
  await session.send('Storage.overrideQuotaForOrigin', { origin: new URL(site.url).origin, quotaSize: 12_000_000 });
  await page.evaluate(() => window.engine.recover());
  base = (await importFile(page, BASE)).version;
});

afterAll(async () => {
  await context.close();
  await site.close();
  await rm(folder, { recursive: true, force: true });
});

/** Stores what fits, in ever smaller pieces, until nothing does. Returns how much that was. */
function fillDisk(): Promise<number> {
  return page.evaluate(async () => {
    const { meta } = window.engine.database;
    let filled = 0;
    for (let size = 4_000_000; size >= 2;) {
      try {
        await meta.put({ key: `filler ${filled} ${size}`, value: 'x'.repeat(size) });
        filled += size;
      } catch {
        size = Math.floor(size / 4);
      }
    }
    return filled;
  });
}

async function expectUntouched(before: Record<string, number>): Promise<void> {
  expect(await countRecords(page)).toEqual(before);
  expect(await checkStore(page)).toEqual({ versions: 1, faults: [] });
  expect((await exportJsonLines(page, base.id)).toString()).toBe(BASE.text);
  const held = await page.evaluate(async () => (await navigator.locks.query()).held?.map(({ name }) => name));
  expect(held?.filter((name) => !/^(worker|output):/.test(name ?? ''))).toEqual([]);
}

describe('a full disk', () => {
  it('in the middle of an import or an apply is said, and leaves what was there', async () => {
    const before = await countRecords(page);
    await chooseFile(page, BIG);
    expect(await importChosen(page, 2)).toMatchObject(FULL);
    await expectUntouched(before);
  });

  it('without room for a single record is said by everything that stores, and leaves what was there', async () => {
    expect(await fillDisk()).toBeGreaterThan(0);
    const before = await countRecords(page);
    await chooseFile(page, BIG);
    expect(await importChosen(page)).toMatchObject(FULL);
    const results = await page.evaluate(
      async ([datasetId, steps, row]) => {
        const { engine } = window;
        const settle = async (work: Promise<unknown>): Promise<unknown> =>
          work.catch((error: unknown) => String(error));
        return [
          await settle(engine.applyRecipe({ datasetId, steps }, engine.quiet)),
          await settle(engine.reader.edit(datasetId, 0, row, '{"output":"by hand"}')),
        ];
      },
      [base.datasetId, RECIPE, ROWS[0] ?? ''] as const,
    );
    expect(results).toMatchObject([FULL, FULL]);
    await expectUntouched(before);
  });

  it('keeps nobody from deleting a dataset', async () => {
    await page.evaluate((id) => window.engine.deleteDataset(id), base.datasetId);
    expect(await countRecords(page)).toMatchObject({ datasets: 0, blocks: 0, counters: 0 });
  });

  it('is no longer in the way once there is room again', async () => {
    const session = await context.newCDPSession(page);
    await session.send('Storage.overrideQuotaForOrigin', { origin: new URL(site.url).origin, quotaSize: 200_000_000 });
    await chooseFile(page, BIG);
    expect(await importChosen(page)).toMatchObject({ ok: true });
    expect((await checkStore(page)).faults).toEqual([]);
  });
});
