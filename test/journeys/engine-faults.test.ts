import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Failure } from '../../src/core/failure.ts';
import type { VersionInfo } from '../../src/core/version/version.ts';
import { launchProfile } from '../support/browser.ts';
import { serveEngine } from '../support/engine.ts';
import { checkStore, countRecords, importFile, openEngine, type PlainStep } from '../support/engine-page.ts';
import type { Site } from '../support/server.ts';

/** 12 MB: four ranges and as many tasks, of which each changes every row. */
const ROWS = Array.from({ length: 20_000 }, (_, row) => `{"input":"${`row ${row} `.repeat(50)}","output":"a b c d"}`);
const FILE = { name: 'rows.jsonl', text: ROWS.join('\n') };
const RECIPE: readonly PlainStep[] = [
  { step: 'find-and-replace', version: 1, params: { find: 'row', replacement: 'line' } },
  { step: 'remove-duplicates', version: 1, params: {} },
];
const ENDLESS: PlainStep = {
  step: 'find-and-replace',
  version: 1,
  params: { find: '(a+)+$', replacement: '', mode: 'regex' },
};
/** A death shows and a cancel works within a fraction of a second; the machine may be busy. */
const SOON_MS = 5_000;

let site: Site;
let folder: string;
let context: BrowserContext;
let page: Page;
let base: VersionInfo;

beforeAll(async () => {
  [site, folder] = await Promise.all([serveEngine(), mkdtemp(join(tmpdir(), 'lapidary-faults-'))]);
  context = await launchProfile(folder);
  // Workers are hidden inside the jobs: what kills them from outside needs them by the hand.
  await context.addInitScript(() => {
    const started: Worker[] = [];
    const Original = Worker;
    const Listed = class extends Original {
      constructor(...args: ConstructorParameters<typeof Worker>) {
        super(...args);
        started.push(this);
      }
    };
    Object.assign(window, { started, Worker: Listed });
  });
  page = await openEngine(context, site.url);
  await page.evaluate(() => window.engine.recover());
  // It stays chosen, for the imports that are struck.
  base = (await importFile(page, FILE)).version;
});

afterAll(async () => {
  await context.close();
  await site.close();
  await rm(folder, { recursive: true, force: true });
});

let before: Record<string, number>;

beforeEach(async () => {
  before = await countRecords(page);
});

/** Whatever went wrong: the version before is whole, and nothing else is left. */
afterEach(async () => {
  expect(await countRecords(page)).toEqual(before);
  expect(await checkStore(page)).toEqual({ versions: before['versions'], faults: [] });
  expect(await locks()).toEqual([]);
});

async function locks(): Promise<(string | undefined)[]> {
  return page.evaluate(async () => {
    const { held = [] } = await navigator.locks.query();
    // Workers wait for the next job, and a file that was written may still be being saved.
    return held.map(({ name }) => name).filter((name) => !/^(worker|output):/.test(name ?? ''));
  });
}

type Job = 'import' | 'apply' | 'export' | 'count';
type Blow = 'cancel' | 'terminate' | 'throw' | 'close';

interface Outcome {
  readonly kind: Failure['kind'] | 'done';
  /** From the blow, or from the start where the worker strikes itself, to the answer. */
  readonly afterMs: number;
  /** What was done when the blow fell. */
  readonly part: number;
}

/** Closes a worker once it holds the lock by which its death is seen. */
const CLOSE = `(async () => {
  for (;;) {
    const { held } = await navigator.locks.query();
    if (held.some((lock) => lock.name === self.name)) return close();
  }
})()`;

/** Ends the workers that wait, so that a job starts its own. */
async function endWorkers(): Promise<void> {
  await page.evaluate(() => {
    for (const worker of (window as unknown as { started: Worker[] }).started) worker.terminate(); // Laid there by the init script.
  });
  const isOver = (): Promise<boolean> =>
    page.evaluate(async () => {
      const { held = [], pending = [] } = await navigator.locks.query();
      return ![...held, ...pending].some(({ name }) => name?.startsWith('worker:'));
    });
  await expect.poll(isOver).toBe(true);
  // The one that reads for the screen is of no job.
  await page.evaluate((version) => window.engine.reader.row(version, 0), base.id);
}

/** Runs a job and strikes it at its first progress after `part` of it is done. */
async function strike(job: Job, blow: Blow, part = 0): Promise<Outcome> {
  await endWorkers();
  if (blow === 'throw' || blow === 'close') {
    page.once('worker', (worker) => {
      const harm = blow === 'throw' ? 'setTimeout(() => { throw new Error("struck") })' : CLOSE;
      void worker.evaluate(harm).catch(() => undefined);
    });
  }
  const outcome = await page.evaluate(
    async ([kind, how, from, dataset, version, steps]) => {
      const { engine } = window;
      const started = (window as unknown as { started: Worker[] }).started; // Laid there by the init script.
      const earlier = started.length;
      const stop = new AbortController();
      let at = how === 'throw' || how === 'close' ? performance.now() : 0;
      let done = 0;
      const run = {
        signal: stop.signal,
        onProgress: (progress: { done: number; total: number }): void => {
          if (at > 0 || progress.done / progress.total < from) return;
          at = performance.now();
          done = progress.done / progress.total;
          if (how === 'cancel') stop.abort();
          else started[earlier]?.terminate();
        },
      };
      const job = async (): Promise<{ ok: true } | { ok: false; failure: Failure }> => {
        if (kind === 'apply') return engine.applyRecipe({ datasetId: dataset, steps, workers: 2 }, run);
        if (kind === 'count') {
          const held = await engine.holdRecipe({ datasetId: dataset, steps, workers: 2 }, run);
          if (held.ok) await held.value.discard();
          return held.ok ? { ok: true } : held;
        }
        if (kind === 'export') {
          return engine.exportVersion({ versionId: version, fileType: 'json', format: null, formulaGuard: false }, run);
        }
        const [file] = engine.files();
        if (!file) throw new Error('no file is chosen');
        const preview = await engine.reader.preview(file, {});
        if (!preview.ok) return preview;
        const files = [{ file, settings: preview.value.settings }];
        return engine.importFiles({ name: 'big', files, mapping: preview.value.mapping, workers: 2 }, run);
      };
      const result = await job();
      return { kind: result.ok ? 'done' : result.failure.kind, afterMs: performance.now() - at, part: done } as const;
    },
    [job, blow, part, base.datasetId, base.id, RECIPE] as const,
  );
  // No more workers wait for the next job than a job takes, beside one that reads for the screen.
  const most = 1 + (await page.evaluate(() => navigator.hardwareConcurrency));
  await expect.poll(() => page.workers().length).toBeLessThanOrEqual(most);
  return outcome;
}

describe('a job that is cancelled', () => {
  it.each([
    ['import', 0],
    ['import', 0.6],
    ['apply', 0],
    ['apply', 0.6],
    ['count', 0],
    ['export', 0],
  ] as const)('%s after %d of it: stops at once and leaves nothing', async (job, part) => {
    const { kind, afterMs } = await strike(job, 'cancel', part);
    expect(kind).toBe('cancelled');
    expect(afterMs).toBeLessThan(SOON_MS);
  });

  it('before it began leaves nothing either', async () => {
    const kinds = await page.evaluate(
      async ([datasetId, versionId, steps]) => {
        const { engine } = window;
        const run = { ...engine.quiet, signal: AbortSignal.abort() };
        const results = [
          await engine.applyRecipe({ datasetId, steps }, run),
          await engine.sampleRecipe({ datasetId, steps }, 10, run),
          await engine.exportVersion({ versionId, fileType: 'jsonl', format: null, formulaGuard: false }, run),
        ];
        return results.map((result) => (result.ok ? 'done' : result.failure.kind));
      },
      [base.datasetId, base.id, RECIPE] as const,
    );
    expect(kinds).toEqual(['cancelled', 'cancelled', 'cancelled']);
  });
});

describe('a job whose worker dies', () => {
  it.each([
    ['import', 'terminate'],
    ['apply', 'terminate'],
    ['export', 'terminate'],
    ['import', 'throw'],
    ['apply', 'close'],
  ] as const)('%s, by %s: says so soon and leaves nothing', async (job, blow) => {
    const { kind, afterMs } = await strike(job, blow);
    expect(kind).toBe('worker-lost');
    expect(afterMs).toBeLessThan(SOON_MS);
  });

  it('before it was loaded: says so in the end', async () => {
    const other = await context.newPage();
    await other.clock.install();
    await other.route(/\.worker-[^/]*\.js/, (route) =>
      route.fulfill({ contentType: 'text/javascript', body: 'close()' }),
    );
    await other.goto(site.url);
    await other.waitForFunction(() => 'engine' in window);
    const failure = other.evaluate(async (versionId) => {
      const { engine } = window;
      const request = { versionId, fileType: 'jsonl', format: null, formulaGuard: false } as const;
      const result = await engine.exportVersion(request, engine.quiet);
      return result.ok ? null : result.failure;
    }, base.id);
    // Its hour has come only once the worker was asked.
    await other.waitForFunction(() => (window as unknown as { started: Worker[] }).started.length > 0);
    await other.clock.fastForward(31_000);
    expect(await failure).toMatchObject({ kind: 'worker-lost', why: 'it did not start within 30 seconds' });
    await other.close();
  });

  it('because its file is gone from the server: says so soon and leaves nothing', async () => {
    await context.route(/\.worker-[^/]*\.js/, (route) => route.fulfill({ status: 404, body: 'not found' }));
    try {
      const started = Date.now();
      const { kind } = await strike('apply', 'cancel', 2);
      expect(kind).toBe('worker-lost');
      expect(Date.now() - started).toBeLessThan(SOON_MS);
    } finally {
      await context.unroute(/\.worker-[^/]*\.js/);
    }
  });
});

describe('workers', () => {
  it('are those of the job before, also where a form looks at each letter that is typed', async () => {
    await endWorkers();
    const counts = await page.evaluate(
      async ([datasetId, versionId, steps]) => {
        const { engine } = window;
        const { started } = window as unknown as { started: Worker[] }; // Laid there by the init script.
        const file = { versionId, fileType: 'jsonl', format: null, formulaGuard: false } as const;
        const before = started.length;
        await engine.exportVersion(file, engine.quiet);
        const first = started.length - before;
        for (let letter = 0; letter < 5; letter++) {
          const typing = new AbortController();
          const sampled = engine.sampleRecipe({ datasetId, steps }, 10, { ...engine.quiet, signal: typing.signal });
          typing.abort();
          await sampled;
          await new Promise((resolve) => setTimeout(resolve, 50));
        }
        await engine.exportVersion(file, engine.quiet);
        return { first, later: started.length - before - first };
      },
      [base.datasetId, base.id, RECIPE] as const,
    );
    expect(counts.first).toBe(await page.evaluate(() => navigator.hardwareConcurrency));
    expect(counts.later).toBe(0);
  });
});

describe('a pattern that never ends', () => {
  it('is stopped while it is tried on the first rows, and the page answers all the time', async () => {
    const text = `{"input":"${'a'.repeat(40)}!","output":"x"}\n`.repeat(5);
    const { datasetId } = await importFile(page, { name: 'a.jsonl', text });
    const { failure, longest, answered } = await page.evaluate(
      async ([id, steps, version]) => {
        const { engine } = window;
        let last = performance.now();
        let gap = 0;
        const beat = setInterval(() => {
          gap = Math.max(gap, performance.now() - last);
          last = performance.now();
        }, 10);
        const sampled = engine.sampleRecipe({ datasetId: id, steps }, 100, engine.quiet);
        const row = await engine.reader.row(version, 0);
        const result = await sampled;
        clearInterval(beat);
        return { failure: result.ok ? null : result.failure, longest: gap, answered: row.ok };
      },
      [datasetId, [ENDLESS], base.id] as const,
    );
    expect(failure).toMatchObject({ kind: 'too-slow', seconds: 5 });
    expect(answered).toBe(true);
    expect(longest).toBeLessThan(1_000);
    await page.evaluate((id) => window.engine.deleteDataset(id), datasetId);
  });
});

describe('two tabs', () => {
  it('that apply at once both get a version: one moves the head, the other is a branch', async () => {
    const { datasetId } = await importFile(page, { name: 'shared.jsonl', text: ROWS.slice(0, 6_000).join('\n') });
    const other = await openEngine(context, site.url);
    const apply = (tab: Page, find: string): Promise<{ branched: boolean; rows: number; seq: number }> =>
      tab.evaluate(
        async ([id, text]) => {
          const { engine } = window;
          const step = { step: 'drop-matching-rows', version: 1, params: { column: 'input', value: text } };
          const result = await engine.applyRecipe({ datasetId: id, steps: [step] }, engine.quiet);
          if (!result.ok) throw new Error(JSON.stringify(result.failure));
          const dataset = await engine.getDataset(id);
          return { branched: result.value.branched, rows: result.value.version.rowCount, seq: dataset?.seq ?? 0 };
        },
        [datasetId, find] as const,
      );
    const results = await Promise.all([apply(page, 'row 1 '), apply(other, 'row 22 ')]);
    expect(results.map(({ branched }) => branched).sort()).toEqual([false, true]);
    expect(results.map(({ rows }) => rows)).toEqual([5_999, 5_999]);
    const versions = await other.evaluate((id) => window.engine.listVersions(id), datasetId);
    expect(versions.map(({ number }) => number)).toEqual([3, 2, 1]);
    expect((await checkStore(other)).faults).toEqual([]);
    await other.evaluate((id) => window.engine.deleteDataset(id), datasetId);
    await other.close();
  });

  it('leave the run of the other alone when they open, and sweep it when its tab is gone', async () => {
    const rows = [...ROWS.slice(0, 2_000), `{"input":"${'a'.repeat(40)}!"}`];
    const { datasetId } = await importFile(page, { name: 'theirs.jsonl', text: rows.join('\n') });
    const other = await openEngine(context, site.url);
    await other.evaluate(
      ([id, steps]) => {
        const { engine } = window;
        // The first pass stores what it changed; the second one never ends.
        void engine.applyRecipe({ datasetId: id, steps, workers: 1 }, engine.quiet);
      },
      [datasetId, [...RECIPE, ENDLESS] as readonly PlainStep[]] as const,
    );
    const blocks = (before['blocks'] ?? 0) + 1;
    await expect.poll(async () => (await countRecords(page))['blocks']).toBeGreaterThan(blocks);
    expect((await page.evaluate(() => window.engine.recover())).swept).toEqual([]);
    expect(await countRecords(page)).toMatchObject({ stages: 1, blocks: blocks + 1 });
    await other.close();
    await expect.poll(() => locks()).toEqual([]);
    const { swept } = await page.evaluate(() => window.engine.recover());
    expect(swept).toEqual(['Cleaning of theirs.jsonl did not finish; 1 unfinished blocks were removed']);
    await page.evaluate((id) => window.engine.deleteDataset(id), datasetId);
  });
});
