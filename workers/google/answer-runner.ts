import type { AskedWork, Waiting } from '../../src/core/evaluation/evaluation.ts';
import type { Ask } from '../../src/core/evaluation/fingerprint.ts';
import { RequestPace } from '../../src/core/evaluation/request-pace.ts';
import { nextTry } from '../../src/core/evaluation/retry-answer.ts';
import { modelKey, type ServedModel, type ServiceId } from '../../src/core/tuning/model-ref.ts';
import type { ServiceProblem } from '../../src/core/tuning/service-problem.ts';
import type { GeneratedAnswer } from '../../src/services/generate.ts';
import { jitter } from '../../src/services/jitter.ts';
import { ServiceError } from '../../src/services/service-error.ts';
import { changeWork, runningWork } from '../../src/store/evaluation/asked-work.ts';
import { type AnyWork, servicesOf } from './open-asks.ts';
import { type OpenAsk, OpenWork } from './open-work.ts';
import { type Clock, REAL_CLOCK } from './clock.ts';

/** Whom the runner asks. */
export interface AnswerSource {
  /** Whether what is held here can ask this service right now. */
  can(service: ServiceId): boolean;
  /** Sends one request, once. Throws `ServiceError`. */
  ask(ask: Ask): Promise<GeneratedAnswer>;
}

/** One tab asks for all: two would not know of each other's pace. */
const ASK_LOCK = 'lapidary:ask';
/** How soon another tab's turn is looked at again, and whether there is work that another tab has left. */
const TURN_MS = 3_000;
const IDLE_MS = 30_000;
/** A pause shorter than this is not worth a word on the screen. */
const SHORT_MS = 1_500;
/** This many requests in a row without any answer: the network is gone, not the service. */
const SILENT_ROW = 6;
const NETWORK_PAUSE_MS = 15_000;

/**
 * Asks models the questions of evaluations, and judges about their answers, as fast as the service was found to allow. All it knows is in the
 * database, so a reload changes nothing: an answer that is stored is never asked again, whichever evaluation wants it.
 */
export class AnswerRunner {
  readonly #source: AnswerSource;
  readonly #clock: Clock;
  readonly #paces = new Map<string, RequestPace>();
  readonly #open = new Map<string, OpenWork>();
  /** Services that have refused the credential of this tab. */
  readonly #refused = new Set<ServiceId>();
  /** How often something came that was waited for, so that a request under way then is known to be older. */
  #wakes = 0;
  #silent = 0;
  #networkUntil = 0;
  #stopTimer: () => void = () => undefined;
  #busy = false;
  /** How often somebody wanted a look. */
  #pokes = 0;
  /** Questions under way, whichever evaluation asks them. */
  readonly #underWay = new Set<string>();
  #release: (() => void) | null = null;

  constructor(source: AnswerSource, clock = REAL_CLOCK) {
    this.#source = source;
    this.#clock = clock;
  }

  /** Looks for work now: something was started, or has come that was waited for. */
  wakeUp = (): void => {
    this.#wakes++;
    this.#refused.clear();
    this.#networkUntil = this.#silent = 0;
    this.#poke();
  };

  /** Whether this tab has something to ask that it can ask. */
  async hasWork(): Promise<boolean> {
    return (await runningWork()).some((work) => servicesOf(work).some((service) => this.#source.can(service)));
  }

  #poke(): void {
    this.#pokes++;
    this.#schedule(0);
  }

  #schedule(ms: number): void {
    this.#stopTimer();
    this.#stopTimer = this.#clock.after(ms, () => this.#turn());
  }

  async #turn(): Promise<void> {
    if (this.#busy) return;
    this.#busy = true;
    const pokes = this.#pokes;
    let wait = IDLE_MS;
    try {
      wait = await this.#step();
    } finally {
      // Also after a bug or a database that failed: one bad turn must not be the last one.
      this.#busy = false;
      this.#schedule(this.#pokes === pokes ? wait : 0);
    }
  }

  /** Sends what may be sent. Gives when to look again, in milliseconds from now. */
  async #step(): Promise<number> {
    const running = await runningWork();
    for (const [id, open] of this.#open) {
      // What is under way of a paused one still comes back to it.
      if (open.underWay === 0 && !running.some((each) => each.id === id)) this.#open.delete(id);
    }
    if (running.length === 0) {
      if (this.#underWay.size === 0) this.#letGo();
      return IDLE_MS;
    }
    if (!(await this.#takeLock())) return TURN_MS;
    let wait = IDLE_MS;
    for (const work of running) wait = Math.min(wait, await this.#work(work));
    return Math.max(0, wait);
  }

  async #work(work: AnyWork): Promise<number> {
    const open = await this.#load(work);
    if (open.isDone()) {
      this.#open.delete(work.id);
      await this.#note(work, null, 'done');
      return 0;
    }
    if (work.costLimit !== null && open.expectedCost() >= work.costLimit) {
      if (open.underWay === 0) await this.#note(work, { kind: 'cost' }, 'paused');
      return IDLE_MS;
    }
    const limit = work.costLimit ?? Infinity;
    for (let next; open.expectedCost() < limit && (next = open.take(this.#allowed()));) {
      this.#underWay.add(next.fingerprint);
      this.#paceOf(next.ask.model).send(this.#clock.now());
      void this.#ask(open, next);
    }
    const wait = Math.min(...open.models().map((model) => this.#nextAt(model))) - this.#clock.now();
    await this.#note(work, this.#waiting(open, wait));
    return wait;
  }

  /** With what was stored since it was read: by another one, or to be asked again. */
  async #load(work: AnyWork): Promise<OpenWork> {
    const known = this.#open.get(work.id);
    const open = known && !known.isDone() ? known : await OpenWork.open(work);
    this.#open.set(work.id, open);
    return open;
  }

  async #ask(open: OpenWork, asked: OpenAsk): Promise<void> {
    const { model } = asked.ask;
    const pace = this.#paceOf(model);
    const wakes = this.#wakes;
    try {
      if (!(await open.noteAsking(asked, this.#clock.now()))) {
        pace.drop();
        return;
      }
      const started = performance.now();
      const answer = await this.#source.ask(asked.ask);
      pace.succeed();
      this.#silent = 0;
      await open.keep(asked, answer, { at: this.#clock.now(), ms: Math.round(performance.now() - started) });
    } catch (error) {
      if (!(error instanceof ServiceError)) {
        pace.drop();
        await open.giveUp(asked);
        throw error;
      }
      await this.#suffer(open, asked, { problem: error.problem, wakes });
    } finally {
      this.#underWay.delete(asked.fingerprint);
      this.#poke();
    }
  }

  async #suffer(
    open: OpenWork,
    asked: OpenAsk,
    { problem, wakes }: { readonly problem: ServiceProblem; readonly wakes: number },
  ): Promise<void> {
    const { service } = asked.ask.model;
    const now = this.#clock.now();
    this.#paceOf(asked.ask.model).fail(problem, now, jitter());
    const isRefused = problem.kind === 'bad-credential' || problem.kind === 'no-credential';
    if (isRefused && wakes === this.#wakes) this.#refused.add(service);
    this.#silent = problem.kind === 'no-answer' ? this.#silent + 1 : 0;
    const isOffline = problem.kind === 'switched-off' || this.#silent >= SILENT_ROW;
    if (isOffline) this.#networkUntil = now + NETWORK_PAUSE_MS;
    await open.missed(asked, problem, { now, next: isOffline ? 'wait' : nextTry(problem, asked.tries + 1) });
  }

  /** When a model may be asked next; Infinity where that depends on something else than time. */
  #nextAt(model: ServedModel): number {
    if (!this.#canAsk(model)) return Infinity;
    return Math.max(this.#paceOf(model).nextAt(this.#clock.now()), this.#networkUntil);
  }

  /** What may be asked right now. Each model is looked at once, since there may be thousands of questions to it. */
  #allowed(): (asked: OpenAsk) => boolean {
    const now = this.#clock.now();
    const may = new Map<string, boolean>();
    return ({ fingerprint, ask: { model } }) => {
      const key = modelKey(model);
      const isFree = may.get(key) ?? this.#nextAt(model) <= now;
      may.set(key, isFree);
      return isFree && !this.#underWay.has(fingerprint);
    };
  }

  #canAsk({ service }: ServedModel): boolean {
    return this.#source.can(service) && !this.#refused.has(service);
  }

  #paceOf(model: ServedModel): RequestPace {
    const key = modelKey(model);
    const pace = this.#paces.get(key) ?? new RequestPace();
    this.#paces.set(key, pace);
    return pace;
  }

  /** Why nothing is under way; null where something is, or will be in a moment. */
  #waiting(open: OpenWork, wait: number): Waiting | null {
    if (open.underWay > 0 || open.models().length === 0) return null;
    const now = this.#clock.now();
    if (open.models().every((model) => !this.#canAsk(model))) return { kind: 'credential' };
    if (this.#networkUntil > now) return { kind: 'network' };
    const spent = open.models().filter((model) => this.#paceOf(model).dailyUntil(now) !== null);
    const until = now + wait;
    if (spent.length === open.models().length) return { kind: 'daily-quota', until, models: spent.map(modelKey) };
    return wait > SHORT_MS && Number.isFinite(wait) ? { kind: 'limit', until } : null;
  }

  async #note({ id }: AskedWork, waiting: Waiting | null, state: AskedWork['state'] = 'running'): Promise<void> {
    await changeWork(id, (now) => {
      const isSame = JSON.stringify(now.waiting) === JSON.stringify(waiting) && now.state === state;
      return isSame || now.state !== 'running' ? null : { waiting, state };
    });
  }

  /** True where this tab is the one that asks. */
  async #takeLock(): Promise<boolean> {
    if (this.#release) return true;
    return new Promise((resolve, reject) => {
      navigator.locks
        .request(ASK_LOCK, { ifAvailable: true }, (lock) => {
          if (lock === null) {
            resolve(false);
            return;
          }
          return new Promise<void>((release) => {
            this.#release = release;
            resolve(true);
          });
        })
        .catch(reject);
    });
  }

  #letGo(): void {
    this.#release?.();
    this.#release = null;
  }
}
