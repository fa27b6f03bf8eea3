import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Failure, Result } from '../../src/core/failure.ts';
import type { VersionInfo } from '../../src/core/version/version.ts';
import { launchProfile } from '../support/browser.ts';
import { databaseFolder, listSizes, SQLITE_ARGS } from '../support/chromium-profile.ts';
import { serveEngine } from '../support/engine.ts';
import { checkStore, exportJsonLines, importFile, openEngine } from '../support/engine-page.ts';
import type { Site } from '../support/server.ts';

const row = (name: string, at: number): string => JSON.stringify({ input: `${name} ${at}`.repeat(10), output: 'x' });
const rowsOf = (name: string, count: number): string =>
  Array.from({ length: count }, (_, at) => row(name, at)).join('\n');
const KEPT = { name: 'kept.jsonl', text: rowsOf('kept', 1_000) };
/** Its rows are the largest file of the profile and its record of them the second largest, by which they are found. */
const HURT = { name: 'hurt.jsonl', text: rowsOf('hurt', 12_000) };

let site: Site;
let folder: string;
let context: BrowserContext;
let page: Page;

beforeAll(async () => {
  site = await serveEngine();
});

afterAll(async () => {
  await site.close();
});

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lapidary-loss-'));
});

afterEach(async () => {
  await context.close();
  await rm(folder, { recursive: true, force: true });
});

async function start(args: readonly string[] = []): Promise<void> {
  context = await launchProfile(folder, args);
  page = await openEngine(context, site.url);
}

function recover(): Promise<{ readonly lost: boolean; readonly failure: Failure | null }> {
  return page.evaluate(() => window.engine.recover());
}

describe('a database that vanished', () => {
  it.each([
    ['LevelDB', []],
    ['SQLite', SQLITE_ARGS],
  ])('is told from a first visit until something new is stored (%s)', async (_, args) => {
    await start(args);
    expect(await recover()).toMatchObject({ lost: false, failure: null });
    await importFile(page, KEPT);
    await context.close();
    await start(args);
    expect(await recover()).toMatchObject({ lost: false, failure: null });
    await context.close();
    await rm(databaseFolder(folder), { recursive: true });
    await start(args);
    expect(await recover()).toMatchObject({ lost: true, failure: null });
    expect(await recover()).toMatchObject({ lost: true });
    await importFile(page, KEPT);
    expect(await recover()).toMatchObject({ lost: false });
    expect((await checkStore(page)).faults).toEqual([]);
  });
});

describe('a file of the database that vanished', () => {
  const failureOf = (result: Result<unknown>): string => (result.ok ? 'none' : result.failure.kind);

  async function tryAll({ id, datasetId }: VersionInfo, text: string): Promise<string[]> {
    const results = await page.evaluate(
      async ([version, dataset, expected]) => {
        const { engine } = window;
        const steps = [{ step: 'trim-whitespace', version: 1, params: {} }];
        return [
          await engine.exportVersion(
            { versionId: version, fileType: 'jsonl', format: null, formulaGuard: false },
            engine.quiet,
          ),
          await engine.applyRecipe({ datasetId: dataset, steps }, engine.quiet),
          await engine.sampleRecipe({ datasetId: dataset, steps }, 10, engine.quiet),
          await engine.lookAtRows(
            version,
            { search: { text: 'x' }, filters: [] },
            { ...engine.quiet, onFound: () => undefined },
          ),
          await engine.reader.row(version, 5),
          await engine.reader.cells(version, [0, 5], ['input']),
          await engine.reader.edit(dataset, 5, expected, '{}'),
        ];
      },
      [id, datasetId, text] as const,
    );
    return results.map(failureOf);
  }

  it.each([
    ['the rows', 0],
    ['the record that names them', 1],
  ])('is said by everything that needs it, and harms nothing else: %s', async (_, rank) => {
    await start();
    await recover();
    const kept = (await importFile(page, KEPT)).version;
    const hurt = (await importFile(page, HURT)).version;
    await context.close();
    const files = (await listSizes(databaseFolder(folder))).filter(({ path }) => path.includes('.indexeddb.blob'));
    files.sort((one, other) => other.bytes - one.bytes);
    await rm(files[rank]?.path ?? '');
    await start();
    expect(await recover()).toMatchObject({ lost: false, failure: null });
    expect(await tryAll(hurt, row('hurt', 5))).toEqual(Array.from({ length: 7 }, () => 'storage-lost'));
    expect(await tryAll(kept, row('kept', 5))).toEqual(Array.from({ length: 7 }, () => 'none'));
    expect((await exportJsonLines(page, kept.id)).toString()).toBe(KEPT.text);
    expect((await checkStore(page)).faults).not.toEqual([]);
    await page.evaluate((id) => window.engine.deleteDataset(id), hurt.datasetId);
    expect((await checkStore(page)).faults).toEqual([]);
  });
});
