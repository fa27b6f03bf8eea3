import { setTimeout as wait } from 'node:timers/promises';
import type { BrowserContext, Page } from 'playwright';
import { launchProfile } from './browser.ts';
import { checkStore, importChosen, openEngine, valueOf, type PlainStep } from './engine-page.ts';
import { killBrowser } from './kill-browser.ts';
import { hookStores, onSignal, sayingOf, type Signal } from './kill-hooks.ts';

export type KillJob = 'import' | 'apply' | 'export';
/** When the browser dies: before anything is stored, between blocks, or while the version is committed. */
export type Moment = 'before' | 'between' | 'commit';

export interface KillPlan {
  readonly job: KillJob;
  readonly moment: Moment;
  /** Which signal of its kind, 1 for the first. */
  readonly nth: number;
  readonly delayMs: number;
  /** How long the commit is kept open, so that the kill falls into it for sure; 0 leaves it its own pace. */
  readonly holdMs: number;
}

export interface KillReport {
  readonly plan: KillPlan;
  /** What the profile held after the kill, before anything was swept. */
  readonly found: { readonly stages: number; readonly blocks: number };
  /** True where the job's version is there: it was committed, though nobody was told. */
  readonly committed: boolean;
  readonly swept: readonly string[];
  /** From the start of the browser to a store that is open and swept. */
  readonly restartMs: number;
  readonly faults: readonly string[];
}

const RECIPE: readonly PlainStep[] = [
  { step: 'find-and-replace', version: 1, params: { find: 'e', replacement: 'é' } },
  { step: 'drop-short-outputs', version: 1, params: {} },
  { step: 'remove-duplicates', version: 1, params: {} },
];

/** Which signal tells that a job has come to a moment. */
const SIGNALS: { readonly [job in KillJob]: { readonly [moment in Moment]: Signal } } = {
  import: { before: 'stage', between: 'block', commit: 'commit' },
  apply: { before: 'stage', between: 'block', commit: 'commit' },
  export: { before: 'stage', between: 'part', commit: 'done' },
};

interface Options {
  readonly url: string;
  readonly folder: string;
  /** What is imported. */
  readonly file: string;
  readonly args?: readonly string[];
}

/** A profile that outlives its browsers: what was acknowledged in one must be there in all that follow. */
export class KillBench {
  readonly #options: Options;
  /** Digests by version: everything that the store ever said it had. */
  readonly #acknowledged = new Map<string, string>();
  #context: BrowserContext | undefined;
  #datasetId = '';
  #versionId = '';

  constructor(options: Options) {
    this.#options = options;
  }

  /** Imports the dataset that later jobs work on. */
  async prepare(): Promise<void> {
    const { page } = await this.#start(0);
    await page.setInputFiles('#files', this.#options.file);
    const { version } = valueOf(await importChosen(page));
    this.#datasetId = version.datasetId;
    this.#versionId = version.id;
    this.#acknowledged.set(version.id, version.digest);
    await this.close();
  }

  async close(): Promise<void> {
    await this.#context?.close();
    this.#context = undefined;
  }

  /** Starts a job, kills the browser at the moment planned, starts it again and looks at what is left. */
  async kill(plan: KillPlan): Promise<KillReport> {
    const { page, context } = await this.#start(plan.holdMs);
    await this.#resetHead(page);
    if (plan.job === 'import') await page.setInputFiles('#files', this.#options.file);
    const signal = SIGNALS[plan.job][plan.moment];
    const reached = new Promise<void>((reach) => {
      let seen = 0;
      onSignal(context, (said) => {
        if (said === signal && ++seen === plan.nth) reach();
      });
    });
    const ended = this.#run(page, plan.job).then((result) => {
      throw new Error(`the ${plan.job} ended before its signal: ${JSON.stringify(result)}`);
    });
    await Promise.race([reached, ended]);
    // From here on it ends with the error that its page is gone.
    ended.catch(() => undefined);
    await wait(plan.delayMs);
    await killBrowser(this.#options.folder);
    this.#context = undefined;
    const report = await this.#inspect(plan);
    await this.close();
    return report;
  }

  async #start(holdMs: number): Promise<{ readonly page: Page; readonly context: BrowserContext }> {
    const context = await launchProfile(this.#options.folder, this.#options.args);
    this.#context = context;
    await hookStores(context, holdMs);
    return { context, page: await openEngine(context, this.#options.url) };
  }

  /** Every apply starts from the imported version; what earlier ones committed stays in the history. */
  async #resetHead(page: Page): Promise<void> {
    await page.evaluate(
      async ([datasetId, versionId]) => {
        const { engine } = window;
        await engine.recover();
        const dataset = await engine.getDataset(datasetId);
        if (dataset && dataset.headId !== versionId) await engine.undo(datasetId, dataset.seq);
      },
      [this.#datasetId, this.#versionId] as const,
    );
  }

  async #run(page: Page, job: KillJob): Promise<unknown> {
    if (job === 'import') return importChosen(page);
    return page.evaluate(
      async ([kind, datasetId, versionId, steps, says]) => {
        const { engine } = window;
        if (kind === 'apply') return engine.applyRecipe({ datasetId, steps }, engine.quiet);
        const run = {
          ...engine.quiet,
          onProgress: (): void => {
            console.log(says.part);
          },
        };
        console.log(says.stage);
        const request = { versionId, fileType: 'jsonl', format: null, formulaGuard: false } as const;
        const written = await engine.exportVersion(request, run);
        console.log(says.done);
        return written.ok ? engine.hashFile(written.value.blob, engine.quiet) : written;
      },
      [
        job,
        this.#datasetId,
        this.#versionId,
        RECIPE,
        { stage: sayingOf('stage'), part: sayingOf('part'), done: sayingOf('done') },
      ] as const,
    );
  }

  async #inspect(plan: KillPlan): Promise<KillReport> {
    const started = performance.now();
    const { page } = await this.#start(0);
    const found = await page.evaluate(async () => {
      const { stages, blocks } = window.engine.database;
      const ids = await stages.toCollection().primaryKeys();
      return { stages: ids.length, blocks: await blocks.where('stage').anyOf(ids).count() };
    });
    const { swept, lost, failure } = await page.evaluate(() => window.engine.recover());
    const restartMs = performance.now() - started;
    const faults = [...(await checkStore(page)).faults];
    if (lost || failure) faults.push(`recover: lost ${String(lost)}, failure ${JSON.stringify(failure)}`);
    const versions = await page.evaluate(async () => {
      const all = await window.engine.database.versions.toArray();
      return all.map(({ id, datasetId, digest }) => ({ id, datasetId, digest }));
    });
    const digests = new Map(versions.map(({ id, digest }) => [id, digest]));
    for (const [id, digest] of this.#acknowledged) {
      if (digests.get(id) !== digest)
        faults.push(`version ${id} was acknowledged and is ${digests.has(id) ? 'another' : 'gone'}`);
    }
    const unseen = versions.filter(({ id }) => !this.#acknowledged.has(id));
    if (unseen.length > 1) faults.push(`${unseen.length} versions of one job`);
    for (const { id, datasetId, digest } of unseen) {
      // The imports would fill the profile; the versions of the dataset stay and are checked again every time.
      if (datasetId === this.#datasetId) this.#acknowledged.set(id, digest);
      else await page.evaluate((stray) => window.engine.deleteDataset(stray), datasetId);
    }
    return { plan, found, committed: unseen.length > 0, swept, restartMs, faults };
  }
}
