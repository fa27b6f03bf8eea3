import './fake-browser.ts';
import { type Connection, NO_CONNECTION } from '../../src/core/tuning/connection.ts';
import type { TuningJob } from '../../src/core/tuning/job.ts';
import type { Result } from '../../src/core/failure.ts';
import { GoogleClient } from '../../src/services/google-client.ts';
import type { RequestEntry } from '../../src/services/request-entry.ts';
import { Keeper } from '../../workers/google-keeper.ts';
import { Poller } from '../../workers/google-poller.ts';
import { TuningServices } from '../../workers/google-services.ts';
import { startJob } from '../../workers/google-start.ts';
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
  /** What something between this tab and the service makes of an answer. */
  meddle: (answer: Response) => Response = (answer) => answer;

  constructor(emulator: Emulator, clock = new SteppedClock(), secrets = { geminiKey: DEFAULTS.key }) {
    this.clock = clock;
    this.keeper = new Keeper(() => undefined, clock);
    const client = new GoogleClient({
      secrets: () => this.keeper.use(),
      originOf: (host) => emulator.originOf(host),
      isOff: () => this.keeper.connection.off,
      fetch: async (input, init) => this.meddle(await fetch(input, init)),
      log: (entry) => this.log.push(entry),
    });
    this.services = new TuningServices(client, this.keeper);
    this.poller = new Poller(this.services, clock);
    this.keeper.hold({ ...secrets, accessToken: null });
  }

  connect(change: Partial<Connection>): void {
    this.keeper.connection = { ...NO_CONNECTION, ...change };
  }

  start(job: TuningJob): Promise<Result<TuningJob>> {
    return startJob(job, { training: LESSONS, validation: null }, this.services, this.clock);
  }
}

/** Twenty lessons, as the lines that a job of the Gemini API is started with. */
const LESSONS = new Blob(
  Array.from({ length: 20 }, (_, index) => `${JSON.stringify({ text_input: `${index}`, output: `${index + 1}` })}\n`),
);

/** A job of the Gemini API that the emulator takes. */
export function lessonsJob(change: Partial<TuningJob> = {}): TuningJob {
  const hyperparameters = { epochCount: 5, batchSize: 4, learningRate: 0.001 };
  const body = {
    displayName: 'numbers',
    baseModel: 'models/gemini-1.5-flash-001-tuning',
    tuningTask: { hyperparameters },
  };
  return makeJob({ request: JSON.stringify(body), ...change });
}
