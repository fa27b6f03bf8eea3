import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { detectMapping } from '../../src/core/example/detect-mapping.ts';
import { type RecipeRun, runRecipe } from '../../src/core/recipe/run-recipe.ts';
import type { Result } from '../../src/core/failure.ts';
import type { StepLog, VersionInfo } from '../../src/core/version/version.ts';
import type { ApplyReport } from '../../src/jobs/apply-recipe.ts';
import { launchProfile } from '../support/browser.ts';
import { digestOfRows } from '../support/digest.ts';
import { serveEngine } from '../support/engine.ts';
import {
  checkStore,
  countRecords,
  exportJsonLines,
  importFile,
  openEngine,
  valueOf,
  type PlainStep,
} from '../support/engine-page.ts';
import { messyLines } from '../support/messy-rows.ts';
import type { Site } from '../support/server.ts';

const COLUMNS = ['input', 'output'];
const MAPPING = detectMapping(COLUMNS);

const ROWS = [...messyLines(20_000, 11)].map((line, row) => (row % 1_000 === 7 ? oddRow(row) : line));
/** Unreadable lines among the rows, blank ones, and white space around rows. */
const FILE = {
  name: 'messy.jsonl',
  text: ROWS.map((row, at) => {
    if (at % 911 === 0) return `${row}\n{"input": ${at},\n`;
    if (at % 677 === 0) return `\n \t\r\n  ${row}\t\r\n`;
    return `${row}\n`;
  }).join(''),
};

/** Spellings that parsing and writing again would not keep. */
function oddRow(row: number): string {
  return `{"output" : "\\u0041\\/ ${row} words \\ud800" ,"n":[1.0,1E400,-0],"id":12345678901234567890,"n":1,"input":"\u2028"}`;
}

const step = (id: string, params: PlainStep['params'] = {}): PlainStep => ({ step: id, version: 1, params });
const TRIM = step('trim-whitespace');
const RECIPE = [
  TRIM,
  step('find-and-replace', { find: '(\\w+) (\\w+)$', replacement: '$2 $1', mode: 'regex', columns: ['input'] }),
  step('drop-empty-rows'),
  step('drop-short-outputs'),
  step('remove-duplicates'),
  step('take-first-rows', { count: 15_000 }),
  step('find-and-replace', { find: 'model', replacement: '模型' }),
];

let site: Site;
let folder: string;
let context: BrowserContext;
let page: Page;

beforeAll(async () => {
  [site, folder] = await Promise.all([serveEngine(), mkdtemp(join(tmpdir(), 'lapidary-jobs-'))]);
  context = await launchProfile(folder);
  page = await openEngine(context, site.url);
});

afterAll(async () => {
  await context.close();
  await site.close();
  await rm(folder, { recursive: true, force: true });
});

beforeEach(async () => {
  await page.evaluate(async () => {
    for (const { id } of await window.engine.listDatasets()) await window.engine.deleteDataset(id);
  });
});

async function apply(version: VersionInfo, steps: readonly PlainStep[], workers: number): Promise<ApplyReport> {
  const result = await page.evaluate(
    ([datasetId, recipe, count]) =>
      window.engine.applyRecipe({ datasetId, steps: recipe, workers: count }, window.engine.quiet),
    [version.datasetId, steps, workers] as const,
  );
  return valueOf(result);
}

async function undo({ datasetId }: VersionInfo): Promise<void> {
  const moved = await page.evaluate(async (id) => {
    const dataset = await window.engine.getDataset(id);
    return window.engine.undo(id, dataset?.seq ?? 0);
  }, datasetId);
  expect(moved.ok).toBe(true);
}

function countsOf({
  title,
  params,
  rowsIn,
  rowsOut,
  changed,
  dropped,
}: StepLog): Omit<StepLog, 'step' | 'version' | 'examples'> {
  return { title, params, rowsIn, rowsOut, changed, dropped };
}

/** What the recipe must leave, by the plain way in memory. */
async function truth(steps: readonly PlainStep[]): Promise<{ readonly ok: true; readonly value: RecipeRun }> {
  const result = await runRecipe(steps, { columns: COLUMNS, mapping: MAPPING }, ROWS);
  if (!result.ok) throw new Error(result.failure.kind);
  return result;
}

/** Unreadable lines are named by their place in the file, whichever worker met them. */
async function expectQuarantine(): Promise<void> {
  const wanted = FILE.text
    .split('\n')
    .flatMap((line, at) => (/^\{"input": \d+,$/.test(line) ? [{ line: at + 1, excerpt: line }] : []));
  const found = await page.evaluate(async () => {
    const [newest] = await window.engine.listDatasets();
    return window.engine.listQuarantine(newest?.id ?? '', 0, 100);
  });
  expect(found.map(({ line, excerpt }) => ({ line, excerpt }))).toEqual(wanted);
  const bytes = Buffer.from(FILE.text);
  for (const { byte, bytes: length, excerpt } of found) {
    expect(bytes.subarray(byte, byte + length).toString()).toBe(excerpt);
  }
}

describe('import and apply', () => {
  it('leave the same rows with one, two and three workers, equal to what a plain run in memory leaves', async () => {
    const wanted = (await truth(RECIPE)).value;
    for (const workers of [1, 2, 3]) {
      const { version, quarantined } = await importFile(page, FILE, workers);
      expect(quarantined).toBe(Math.ceil(ROWS.length / 911));
      expect([version.rowCount, version.digest]).toEqual([ROWS.length, digestOfRows(ROWS)]);
      expect([version.columns.slice(0, 2), version.mapping]).toEqual([COLUMNS, MAPPING]);
      const { version: applied, branched } = await apply(version, RECIPE, workers);
      expect(branched).toBe(false);
      expect([applied.rowCount, applied.digest]).toEqual([wanted.rows.length, digestOfRows(wanted.rows)]);
      expect(applied.log.map(countsOf)).toEqual(wanted.log.map(countsOf));
      expect(applied.log.slice(0, 4).map(({ examples }) => examples)).toEqual(
        wanted.log.slice(0, 4).map(({ examples }) => examples),
      );
    }
    expect((await checkStore(page)).faults).toEqual([]);
    await expectQuarantine();
  });

  it('leave the same rows after a step was taken out and put back', async () => {
    const { version } = await importFile(page, FILE);
    const first = await apply(version, RECIPE, 2);
    await undo(version);
    const without = await apply(version, RECIPE.slice(1), 2);
    expect(without.version.digest).not.toBe(first.version.digest);
    await undo(version);
    const again = await apply(version, RECIPE, 3);
    expect(again.version.digest).toBe(first.version.digest);
    expect((await checkStore(page)).faults).toEqual([]);
  });
});

interface Held {
  /** The head while the result was held back. */
  readonly seen: string | undefined;
  readonly log: readonly StepLog[];
  readonly version: VersionInfo | null;
  readonly branched: boolean;
}

/** Runs a recipe, holds its result back, does something else, and then commits or discards it. */
async function hold(
  version: VersionInfo,
  end: 'commit' | 'discard',
  meanwhile: readonly PlainStep[],
): Promise<Result<Held>> {
  return page.evaluate(
    async ([datasetId, steps, others, how]) => {
      const { engine } = window;
      const held = await engine.holdRecipe({ datasetId, steps }, engine.quiet);
      if (!held.ok) return held;
      const seen = (await engine.getDataset(datasetId))?.headId;
      if (others.length > 0) await engine.applyRecipe({ datasetId, steps: others }, engine.quiet);
      if (how === 'commit') {
        const report = await held.value.commit();
        return report.ok ? { ok: true as const, value: { ...report.value, seen, log: held.value.log } } : report;
      }
      await held.value.discard();
      return { ok: true as const, value: { seen, log: held.value.log, version: null, branched: false } };
    },
    [version.datasetId, RECIPE, meanwhile, end] as const,
  );
}

describe('a recipe that is held back', () => {
  it('shows nothing, and when it is committed is what an apply would have made', async () => {
    const { version } = await importFile(page, FILE);
    const applied = await apply(version, RECIPE, 2);
    await undo(version);
    const held = valueOf(await hold(version, 'commit', []));
    expect([held.seen, held.branched]).toEqual([version.id, false]);
    expect([held.version?.digest, held.version?.log]).toEqual([applied.version.digest, held.log]);
    expect(held.log).toEqual(applied.version.log);
    expect((await checkStore(page)).faults).toEqual([]);
  });

  it('leaves nothing when it is discarded', async () => {
    const { version } = await importFile(page, FILE);
    const before = await countRecords(page);
    expect(valueOf(await hold(version, 'discard', [])).log.map(countsOf)).toEqual(
      (await truth(RECIPE)).value.log.map(countsOf),
    );
    expect(await countRecords(page)).toEqual(before);
    expect((await checkStore(page)).faults).toEqual([]);
  });

  it('becomes a branch where the rows it was made of are no longer the head', async () => {
    const { version } = await importFile(page, FILE);
    const held = valueOf(await hold(version, 'commit', [TRIM]));
    expect([held.version?.parentId, held.branched]).toEqual([version.id, true]);
    expect((await checkStore(page)).faults).toEqual([]);
  });
});

describe('an export without a step', () => {
  it.each([
    ['with a final line end', '\n'],
    ['without one', ''],
  ])('is the imported file to the last byte, %s', async (_, end) => {
    const text = ROWS.slice(0, 8_000).join('\n') + end;
    const { version } = await importFile(page, { name: 'whole.jsonl', text }, 2);
    const exported = await exportJsonLines(page, version.id);
    expect(exported.equals(Buffer.from(text))).toBe(true);
  });

  it('is that after an edit and its undoing too', async () => {
    const text = ROWS.slice(0, 2_000).join('\n');
    const { version } = await importFile(page, { name: 'edited.jsonl', text });
    const edited = await page.evaluate(
      async ([id, row]) => window.engine.reader.edit(id, 1_999, row, '{"output":"by hand"}'),
      [version.datasetId, ROWS[1_999] ?? ''] as const,
    );
    const after = (await exportJsonLines(page, valueOf(edited).id)).toString();
    expect(after).toBe([...ROWS.slice(0, 1_999), '{"output":"by hand"}'].join('\n'));
    await undo(version);
    const head = await page.evaluate(async (id) => (await window.engine.getDataset(id))?.headId, version.datasetId);
    expect((await exportJsonLines(page, head ?? '')).toString()).toBe(text);
  });
});

describe('the check that these tests rely on', () => {
  it('finds what belongs to nothing, and what is not as it was committed', async () => {
    const { version } = await importFile(page, { name: 'small.jsonl', text: '{"input":"a"}\n{"input":"b"}\n' });
    const faults = await page.evaluate(
      async ([id, datasetId]) => {
        const { database, checkStore: check } = window.engine;
        const found: (readonly string[])[] = [(await check()).faults];
        const block = await database.blocks.where({ datasetId }).first();
        if (!block) throw new Error('no block was stored');
        await database.blocks.add({ ...block, firstRow: 1_000, stage: 'dead' });
        await database.segments.add({ id: 'p', datasetId, stage: 'dead', ids: Uint32Array.of(0) });
        await database.counters.add({ datasetId: 'ghost', nextRow: 1 });
        await database.stages.add({ id: 'dead', datasetId, title: '', startedAt: 0 });
        found.push((await check()).faults);
        await database.blocks.delete([datasetId, 1_000]);
        await database.segments.delete('p');
        await database.counters.delete('ghost');
        await database.stages.delete('dead');
        await database.versions.update(id, { digest: '0' });
        await database.blocks.put({ ...block, bytes: block.bytes.slice(1) });
        found.push((await check()).faults);
        return found;
      },
      [version.id, version.datasetId] as const,
    );
    expect(faults).toEqual([
      [],
      [
        '1 of counters belong to no dataset',
        '1 stages are left',
        'unused block 1000 of small.jsonl',
        'unused segment p of small.jsonl',
      ],
      ['rows of small.jsonl: Error: block 0 has 27 of 28 bytes', 'digest of version 1 differs'],
    ]);
  });
});
