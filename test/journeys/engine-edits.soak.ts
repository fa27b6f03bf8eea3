import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import type { BrowserContext, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { VersionInfo } from '../../src/core/version/version.ts';
import { launchProfile } from '../support/browser.ts';
import { databaseFolder, folderBytes, SQLITE_ARGS } from '../support/chromium-profile.ts';
import { serveEngine } from '../support/engine.ts';
import { checkStore, importChosen, openEngine, valueOf } from '../support/engine-page.ts';
import { seededRandom } from '../support/messy-rows.ts';
import type { Site } from '../support/server.ts';

const ROWS = 1_000_000;
const EDITS = 100;
const SEED = Number(process.env['SEED'] ?? 20261121);
const MB = 1_000_000;

let site: Site;
let folder: string;
let file: string;

/** About 200 bytes; every twentieth row holds the word that the step looks for. */
function rowText(row: number): string {
  const word = row % 20 === 7 ? 'needle' : 'straw';
  return JSON.stringify({
    id: row,
    input: `Question ${row} about ${word}: ${'lorem ipsum '.repeat(8)}`,
    output: `The answer is ${row}, as was said.`,
  });
}

beforeAll(async () => {
  [site, folder] = await Promise.all([serveEngine(), mkdtemp(join(tmpdir(), 'lapidary-edits-'))]);
  file = join(folder, 'rows.jsonl');
  const stream = createWriteStream(file);
  for (let row = 0; row < ROWS; row += 1_000) {
    stream.write(Array.from({ length: 1_000 }, (_, at) => `${rowText(row + at)}\n`).join(''));
  }
  stream.end();
  await finished(stream);
});

afterAll(async () => {
  await site.close();
  await rm(folder, { recursive: true, force: true });
});

async function storedBytes(page: Page): Promise<number> {
  const sizes = await page.evaluate(() => window.engine.measureStore());
  return Object.values(sizes).reduce((sum, bytes) => sum + bytes, 0);
}

async function editRandomRows(page: Page, { datasetId }: VersionInfo): Promise<number[]> {
  const random = seededRandom(SEED);
  const positions = Array.from({ length: EDITS }, () => Math.floor(random() * ROWS));
  return page.evaluate(
    async ([id, places]) => {
      const { engine } = window;
      const times: number[] = [];
      for (const position of places) {
        const dataset = await engine.getDataset(id);
        const row = await engine.reader.row(dataset?.headId ?? '', position);
        if (!row.ok) throw new Error(JSON.stringify(row.failure));
        const text = row.value.text.replace('The answer', 'By hand: the answer');
        const started = performance.now();
        const edited = await engine.reader.edit(id, position, row.value.text, text);
        times.push(performance.now() - started);
        if (!edited.ok) throw new Error(JSON.stringify(edited.failure));
      }
      return times;
    },
    [datasetId, positions] as const,
  );
}

async function changeFewRows(page: Page, { datasetId }: VersionInfo): Promise<number> {
  const result = await page.evaluate((id) => {
    const params = { find: 'needle', replacement: 'pin' };
    const steps = [{ step: 'find-and-replace', version: 1, params }];
    return window.engine.applyRecipe({ datasetId: id, steps }, window.engine.quiet);
  }, datasetId);
  return valueOf(result).version.log[0]?.changed ?? 0;
}

function rounded(value = 0): number {
  return Math.round(value * 10) / 10;
}

describe('a million rows', () => {
  let context: BrowserContext;

  it.each([
    ['LevelDB', []],
    ['SQLite', SQLITE_ARGS],
  ])('take a hundred edits and a small step without growing much (%s)', async (backend, args) => {
    const profile = join(folder, backend);
    context = await launchProfile(profile, args);
    const page = await openEngine(context, site.url);
    await page.evaluate(() => window.engine.recover());
    await page.setInputFiles('#files', file);
    const { version } = valueOf(await importChosen(page));
    const stored = [await storedBytes(page)];
    const disk = [await folderBytes(databaseFolder(profile))];
    const times = (await editRandomRows(page, version)).sort((a, b) => a - b);
    stored.push(await storedBytes(page));
    disk.push(await folderBytes(databaseFolder(profile)));
    const changed = await changeFewRows(page, version);
    stored.push(await storedBytes(page));
    disk.push(await folderBytes(databaseFolder(profile)));
    const { faults } = await checkStore(page);
    await context.close();
    const [imported = 0, edited = 0, stepped = 0] = stored;
    console.table({
      backend,
      rows: version.rowCount,
      'imported, MB': rounded(imported / MB),
      'edit, median ms': rounded(times[EDITS / 2]),
      'edit, 90th ms': rounded(times[EDITS * 0.9]),
      'edit, longest ms': rounded(times.at(-1)),
      'edits stored, MB': rounded((edited - imported) / MB),
      'edits on disk, MB': rounded(((disk[1] ?? 0) - (disk[0] ?? 0)) / MB),
      'rows changed by the step': changed,
      'step stored, %': rounded((100 * (stepped - edited)) / edited),
      'step on disk, MB': rounded(((disk[2] ?? 0) - (disk[1] ?? 0)) / MB),
      'disk in all, MB': rounded((disk[2] ?? 0) / MB),
    });
    expect(faults).toEqual([]);
    expect(edited - imported).toBeLessThanOrEqual(30 * MB);
    expect(changed).toBe(ROWS / 20);
    expect((stepped - edited) / edited).toBeLessThanOrEqual(0.1);
    expect(times[EDITS / 2]).toBeLessThanOrEqual(100);
  });
});
