import './fake-browser.ts';
import { type Connection, NO_CONNECTION } from '../../src/core/tuning/google-connection.ts';
import { attemptLabels } from '../../src/core/targets/parts/attempt.ts';
import { isEnded } from '../../src/core/tuning/follow-job.ts';
import type { TuningJob } from '../../src/core/tuning/job.ts';
import type { Result } from '../../src/core/failure.ts';
import { getJob } from '../../src/store/google/jobs.ts';
import { GoogleClient } from '../../src/services/google-client.ts';
import type { RequestEntry } from '../../src/services/request-entry.ts';
import type { Secrets } from '../../src/services/secrets.ts';
import { Keeper } from '../../workers/google/google-keeper.ts';
import { Poller } from '../../workers/google/google-poller.ts';
import { TuningServices } from '../../workers/google/google-services.ts';
import { startJob, startJobAgain } from '../../workers/google/google-start.ts';
import type { JobFiles } from '../../workers/contracts/google.ts';
import type { Emulator } from '../emulator/emulator.ts';
import { DEFAULTS } from '../emulator/settings.ts';
import { SteppedClock } from './stepped-clock.ts';
import { makeJob } from './tuning-jobs.ts';

/** What one tab has for talking to Google: the parts of its worker, put together as the worker does. */
export class GoogleTab {
  readonly log: RequestEntry[] = [];
  readonly keeper: Keeper;
  readonly services: TuningServices;
  readonly poller: Poller;
  readonly clock: SteppedClock;
  readonly #emulator: Emulator;
  /** What something between this tab and the service makes of an answer. */
  meddle: (answer: Response) => Response = (answer) => answer;

  constructor(emulator: Emulator, clock = new SteppedClock(), secrets: Partial<Secrets> = SECRETS) {
    this.clock = clock;
    this.#emulator = emulator;
    this.keeper = new Keeper(() => undefined, clock);
    const clientWith = (lend: () => Secrets) =>
      new GoogleClient({
        secrets: lend,
        originOf: (host) => emulator.originOf(host),
        isOff: () => this.keeper.connection.off,
        fetch: async (input, init) => this.meddle(await fetch(input, init)),
        log: (entry) => this.log.push(entry),
      });
    this.services = new TuningServices(
      clientWith(() => this.keeper.use()),
      this.keeper,
    );
    const watching = new TuningServices(
      clientWith(() => this.keeper.lend()),
      this.keeper,
    );
    this.poller = new Poller(watching, clock);
    this.keeper.isNeeded = () => this.poller.hasWork();
    this.keeper.hold(secrets);
  }

  connect(change: Partial<Connection>): void {
    this.keeper.connection = { ...NO_CONNECTION, ...change };
  }

  /** Starts a job that is under way at its service for so long, and gives its id. */
  async begin(durationMs: number, job = lessonsJob({ createdAt: this.clock.now() })): Promise<string> {
    this.#emulator.state.plan = { outcome: 'succeed', queueMs: 2_000, durationMs };
    const started = await this.start(job);
    if (!started.ok) throw new Error(started.failure.kind);
    this.poller.wakeUp();
    return job.id;
  }

  start(job: TuningJob): Promise<Result<TuningJob>> {
    return startJob(job, filesOf(job), this.services, this.clock);
  }

  /** As the page does when the user wants it. */
  startAgain(job: TuningJob): Promise<Result<TuningJob>> {
    return startJobAgain(job.id, filesOf(job), this.services, this.clock);
  }
}

export async function readStored(id: string): Promise<TuningJob> {
  const job = await getJob(id);
  if (!job) throw new Error(`job ${id} is not stored`);
  return job;
}

export function hasEnded(id: string): () => Promise<boolean> {
  return async () => isEnded((await readStored(id)).state);
}

export function textsOf({ events }: TuningJob): string[] {
  return events.map(({ text }) => text);
}

/** Lets all else go on until something is so. */
export async function waitUntil(isSo: () => Promise<boolean> | boolean): Promise<void> {
  while (!(await isSo())) await new Promise((resolve) => setImmediate(resolve));
}

/** The twenty rows of a job in its service's form. */
export function filesOf({ service }: TuningJob): JobFiles {
  const turn = (role: string, text: string) => ({ role, parts: [{ text }] });
  const lines = Array.from({ length: 20 }, (_, index) =>
    service === 'gemini-api'
      ? { text_input: `${index}`, output: `${index + 1}` }
      : { contents: [turn('user', `${index}`), turn('model', `${index + 1}`)] },
  );
  return { training: new Blob(lines.map((line) => `${JSON.stringify(line)}\n`)), validation: null };
}

/** A job of the Gemini API that the emulator takes. */
export function lessonsJob(change: Partial<TuningJob> = {}): TuningJob {
  const hyperparameters = { epochCount: 5, batchSize: 4, learningRate: 0.001 };
  const tuningTask = { hyperparameters };
  const body = { displayName: 'numbers', baseModel: 'models/gemini-1.5-flash-001-tuning', tuningTask };
  return makeJob({ request: JSON.stringify(body), ...change });
}

/** A job of the Agent Platform that the emulator takes. */
export function platformJob(change: Partial<TuningJob> = {}): TuningJob {
  const id = crypto.randomUUID();
  const uri = `gs://${DEFAULTS.bucket}/lapidary/${id}/training.jsonl`;
  const body = {
    ...{ baseModel: 'gemini-3.1-flash-lite', tunedModelDisplayName: 'numbers', labels: attemptLabels(id) },
    supervisedTuningSpec: { trainingDatasetUri: uri, hyperParameters: { epochCount: '5' } },
  };
  return makeJob({
    ...{ id, service: 'agent-platform', project: DEFAULTS.project, region: 'us-central1' },
    ...{ uploads: [{ part: 'training', uri, bytes: 0, sent: 0 }], request: JSON.stringify(body) },
    ...change,
  });
}

/** Makes a job of either service, and tells how many steps its training has. */
export const SERVICES = {
  // Twenty rows five times: four at a time, or eight, but never of two epochs.
  'gemini-api': { makeJob: lessonsJob, steps: 25 },
  'agent-platform': { makeJob: platformJob, steps: 15 },
} as const;

const SECRETS: Secrets = { geminiKey: DEFAULTS.key, accessToken: DEFAULTS.token };
