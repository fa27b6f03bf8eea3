import { rm } from 'node:fs/promises';
import type { BrowserContext, Page } from 'playwright';
import { expect } from 'vitest';
import type { TuningJob } from '../../src/core/tuning/job.ts';
import type { Emulator } from '../emulator/emulator.ts';
import { launchProfile } from './browser.ts';
import { giveKey, giveToken, goToAddress, googleArgs, jobState } from './google-site.ts';
import { importFiles, type TestFile } from './journey.ts';
import { haltBrowser, killBrowser } from './kill-browser.ts';
import { chooseService, openTune, type ServiceTitle } from './tune-page.ts';

const TITLES = {
  'gemini-api': 'Gemini API',
  'agent-platform': 'Agent Platform (Vertex AI)',
} as const satisfies Readonly<Record<string, ServiceTitle>>;
export type Tuner = keyof typeof TITLES;

interface Options {
  readonly url: string;
  readonly folder: string;
  readonly emulator: Emulator;
  /** Lays something into every browser before its first page. */
  readonly prepare?: (context: BrowserContext) => Promise<unknown>;
}

/** The built site on a profile folder that outlives its browsers, with one dataset to tune from. */
export class TuneBench {
  readonly problems: string[] = [];
  readonly #options: Options;
  #context: BrowserContext | undefined;
  #page: Page | undefined;
  #datasetId = '';

  constructor(options: Options) {
    this.#options = options;
  }

  get page(): Page {
    if (!this.#page) throw new Error('the browser is not there');
    return this.#page;
  }

  get context(): BrowserContext {
    return this.page.context();
  }

  /** Starts the browser; what the profile holds is there. */
  async open(): Promise<void> {
    const { folder, emulator, url, prepare } = this.#options;
    this.#context = await launchProfile(folder, googleArgs(emulator));
    await prepare?.(this.#context);
    this.#context.on('weberror', (error) => this.problems.push(error.error().message));
    this.#page = await this.#context.newPage();
    await this.#page.goto(url);
    await this.#page.getByRole('heading', { name: 'Datasets', level: 1 }).waitFor();
  }

  /** Ends the browser as a power cut would. */
  async kill(): Promise<void> {
    this.#context = this.#page = undefined;
    await killBrowser(this.#options.folder);
  }

  /** Stops it for a while. */
  halt(ms: number): Promise<void> {
    return haltBrowser(this.#options.folder, ms);
  }

  async close(): Promise<void> {
    await this.#context?.close();
    this.#context = this.#page = undefined;
  }

  async remove(): Promise<void> {
    await this.close();
    await rm(this.#options.folder, { recursive: true, force: true });
  }

  async importOnce(file: TestFile): Promise<void> {
    await goToAddress(this.page, '#/');
    await importFiles(this.page, file);
    this.#datasetId = /#\/datasets\/([^/]+)/.exec(this.page.url())?.[1] ?? '';
  }

  /** What a browser that has just been started lacks. */
  async giveCredential(service: Tuner): Promise<void> {
    await (service === 'gemini-api' ? giveKey(this.page) : giveToken(this.page));
  }

  /** Fills in the form until "Start tuning" can be pressed, and presses it. */
  async pressStart(service: Tuner): Promise<void> {
    await goToAddress(this.page, `#/datasets/${this.#datasetId}/rows`);
    await openTune(this.page);
    await chooseService(this.page, TITLES[service]);
    // It waits until the button is enabled.
    await this.page.getByRole('button', { name: 'Start tuning' }).click();
  }

  /** What the profile's database holds of jobs, by their ids. */
  async storedJobs(): Promise<ReadonlyMap<string, TuningJob>> {
    const jobs = await this.page.evaluate(readJobs);
    return new Map(jobs.map((job) => [job.id, job]));
  }

  async storedJob(id: string): Promise<TuningJob> {
    const job = (await this.storedJobs()).get(id);
    if (!job) throw new Error(`job ${id} is not stored`);
    return job;
  }

  /** Starts a job where nothing goes wrong, waits until its service has it, and gives its id. */
  async startJob(service: Tuner): Promise<string> {
    await this.giveCredential(service);
    await this.pressStart(service);
    await jobState(this.page).waitFor();
    await expect.poll(() => jobState(this.page).innerText(), { timeout: 60_000 }).toMatch(/Queued|Tuning/);
    return this.page.url().split('/').at(-1) ?? '';
  }

  /** Shows a job. */
  async show(id: string): Promise<void> {
    await goToAddress(this.page, `#/models/${id}`);
    await jobState(this.page).waitFor();
  }
}

/** The ids of our attempts, as the jobs at the services carry them; a job that carries none counts as "". */
export function attemptsAt({ state }: Emulator): string[] {
  const models = [...state.tunedModels.keys()].map((id) => /^lap-(.+)$/.exec(id)?.[1] ?? '');
  const jobs = [...state.tuningJobs.values()].map(({ labels }) => labels['lapidary-attempt'] ?? '');
  return [...models, ...jobs];
}

/** Runs in the page. */
async function readJobs(): Promise<TuningJob[]> {
  const settled = <T>(request: IDBRequest<T>): Promise<T> =>
    new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(new Error('the database could not be read'));
    });
  const database = await settled(indexedDB.open('lapidary'));
  try {
    // The cast: the program writes nothing else into this store.
    return (await settled(database.transaction('jobs').objectStore('jobs').getAll())) as TuningJob[];
  } finally {
    database.close();
  }
}
