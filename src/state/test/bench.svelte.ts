import type { Turn } from '../../core/example/example.ts';
import { describe, type Result } from '../../core/failure.ts';
import type { JsonObject } from '../../core/json.ts';
import type { Said } from '../../core/playground/compare-said.ts';
import type { Answer, GenerationRequest, GenerationSettings } from '../../core/tuning/generation.ts';
import { isPacked, type ModelRef, type ServedModel } from '../../core/tuning/model-ref.ts';
import type { ServiceProblem } from '../../core/tuning/service-problem.ts';
import type { Trial, TrialAnswer } from '../../core/playground/trial.ts';
import { keptRequest, letGo, mayBeGone } from './keep-pack.ts';
import { packTurns } from '../../core/few-shot/prompt-pack.ts';
import { callback } from '../../jobs/google.ts';
import type { GeneratedAnswer } from '../../services/generate.ts';
import { getPack } from '../../store/google/packs.ts';
import { addTrial, clearTrials, listTrials } from '../../store/google/trials.ts';
import type { Google } from '../settings/google.svelte.ts';
import type { KnownModel } from '../tune/known-models.ts';
import { Live } from '../frame/live.svelte.ts';
import type { Notices } from '../frame/notices.svelte.ts';
import type { RowPlace } from './row-sides.ts';

/** The answer of one model, as it grows. */
export interface BenchAnswer {
  readonly state: 'waiting' | 'answering' | 'done' | 'failed' | 'stopped';
  readonly answer: Answer | null;
  readonly problem: ServiceProblem | null;
  /** What was changed about the request so that the model takes it. */
  readonly notes: readonly string[];
  /** Why there is no answer, where no service is to blame. */
  readonly words: string;
  /** Until the first word, and until the last. */
  readonly firstMs: number | null;
  readonly ms: number | null;
}

const WAITING: BenchAnswer = {
  state: 'waiting',
  answer: null,
  problem: null,
  notes: [],
  words: '',
  firstMs: null,
  ms: null,
};

/** The same question to several models side by side. */
export class Bench {
  prompt = $state('');
  system = $state('');
  /** What is before the prompt, where it comes from a conversation. */
  before = $state.raw<readonly Turn[]>([]);
  /** What the row that is asked from has as its output. */
  expected = $state.raw<Said | null>(null);
  /** The functions that models may call, from the row that is asked from. */
  tools = $state.raw<readonly JsonObject[]>([]);
  /** The row whose question is in the fields; null where it has none, or is another one by now. */
  row = $state.raw<RowPlace | null>(null);
  settings = $state.raw<GenerationSettings>({});
  models = $state.raw<readonly (KnownModel | null)[]>([null, null]);
  answers = $state.raw<readonly (BenchAnswer | null)[]>([]);
  /** What the answers answer: the fields may say something else by now. null before anything was asked. */
  asked = $state.raw<{ readonly turns: readonly Turn[]; readonly expected: Said | null } | null>(null);
  running = $state(false);
  readonly history: Live<readonly Trial[]>;
  readonly #datasetId: string | null;
  readonly #google: Google;
  readonly #notices: Notices;
  /** Those under way. */
  #calls: readonly string[] = [];
  readonly #stopped = new Set<string>();
  /** The call whose answer is in each column. */
  #asked: readonly (string | null)[] = [];

  constructor(datasetId: string | null, google: Google, notices: Notices) {
    this.#datasetId = datasetId;
    this.#google = google;
    this.#notices = notices;
    this.history = new Live(() => listTrials(datasetId));
  }

  /** What is asked, as turns. */
  get turns(): readonly Turn[] {
    const system: Turn[] =
      this.system.trim() === '' ? [] : [{ role: 'system', parts: [{ kind: 'text', text: this.system }] }];
    const prompt: Turn[] = this.prompt === '' ? [] : [{ role: 'user', parts: [{ kind: 'text', text: this.prompt }] }];
    return [...system, ...this.before, ...prompt];
  }

  /** An answer never is under another model than the one that gave it. */
  choose = (column: number, model: KnownModel | null): void => {
    this.#leave(column);
    this.models = this.models.map((each, index) => (index === column ? model : each));
    this.answers = this.answers.map((each, index) => (index === column ? null : each));
    this.#asked = this.#asked.map((each, index) => (index === column ? null : each));
  };

  addColumn = (): void => {
    this.models = [...this.models, null];
  };

  removeColumn = (column: number): void => {
    this.#leave(column);
    this.models = this.models.filter((_, index) => index !== column);
    this.answers = this.answers.filter((_, index) => index !== column);
    this.#asked = this.#asked.filter((_, index) => index !== column);
  };

  /** Asks all chosen models at once and keeps what they answer to what. */
  run = async (): Promise<void> => {
    const { turns, tools, settings, models, system, before, prompt, expected } = this;
    const calls = models.map((model) => (model ? crypto.randomUUID() : null));
    this.running = true;
    this.#asked = calls;
    this.asked = { turns, expected };
    this.answers = models.map((model) => (model ? WAITING : null));
    const given = await Promise.all(
      models.map(async (model, column) => {
        const call = calls[column];
        return model && call ? this.#ask(call, model, { turns, settings, ...(tools.length > 0 && { tools }) }) : null;
      }),
    );
    this.running = false;
    const answers = given.filter((answer) => answer !== null);
    await this.#keep({
      ...{ system, prompt, settings, answers, expected: expected?.text ?? null },
      ...(before.length > 0 && { before }),
      ...(tools.length > 0 && { tools }),
      ...(expected && expected.calls.length > 0 && { expectedCalls: expected.calls }),
    });
  };

  stop = (): void => {
    for (const call of this.#calls) this.#stop(call);
  };

  /** Takes over what was asked before, to ask it again. */
  repeat = ({ system, before = [], prompt, expected, expectedCalls = [], tools = [], settings }: Trial): void => {
    this.system = system;
    this.before = before;
    this.prompt = prompt;
    this.expected = expected === null ? null : { text: expected, calls: expectedCalls };
    this.tools = tools;
    this.row = null;
    this.settings = settings;
  };

  forgetHistory = (): Promise<void> => this.#notices.attempt(() => clearTrials(this.#datasetId));

  /** What is to be kept of the answer; null where there is none. */
  async #ask(call: string, { ref, title }: KnownModel, request: GenerationRequest): Promise<TrialAnswer | null> {
    const started = performance.now();
    this.#calls = [...this.#calls, call];
    let last = WAITING;
    let ended = false;
    const take = (answer: Answer): void => {
      // What the worker tells of its own accord may come after its answer.
      if (ended) return;
      last = { ...WAITING, state: 'answering', answer, firstMs: last.firstMs ?? performance.now() - started };
      this.#set(call, last);
    };
    const result = await this.#send(call, ref, request, take);
    ended = true;
    this.#calls = this.#calls.filter((other) => other !== call);
    this.#stopped.delete(call);
    const { answer, problem, ms, ...rest } = outcome(result, last, performance.now() - started);
    this.#set(call, { answer, problem, ms, ...rest });
    return answer && { model: ref, title, answer, problem, ms: ms ?? 0, cost: null };
  }

  async #send(
    call: string,
    model: ModelRef,
    request: GenerationRequest,
    take: (answer: Answer) => void,
  ): Promise<Result<GeneratedAnswer>> {
    const ask = async (served: ServedModel, asked: GenerationRequest): Promise<Result<GeneratedAnswer>> => {
      // Stopped before the worker has heard of it.
      if (this.#stopped.has(call)) return { ok: false, failure: { kind: 'cancelled' } };
      return this.#google.call((api) => api.generate(call, served, asked, callback(take)));
    };
    if (!isPacked(model)) return ask(model, request);
    const pack = await getPack(model.pack);
    if (!pack) return { ok: false, failure: { kind: 'storage-lost', what: 'this few-shot pack' } };
    const kept = await keptRequest(pack, request, this.#google);
    if (kept) {
      const answered = await ask(model.base, kept);
      if (!mayBeGone(answered)) return answered;
      await letGo(pack);
    }
    return ask(model.base, { ...request, turns: packTurns(pack, request.turns) });
  }

  #stop(call: string): void {
    this.#stopped.add(call);
    void this.#google.call((api) => api.stop(call));
  }

  /** Nobody waits any more for what a column has asked. */
  #leave(column: number): void {
    const call = this.#asked[column];
    if (call && this.#calls.includes(call)) this.#stop(call);
  }

  /** Columns may come and go while models answer. */
  #set(call: string, answer: BenchAnswer): void {
    this.answers = this.answers.map((each, index) => (this.#asked[index] === call ? answer : each));
  }

  async #keep(kept: Omit<Trial, 'id' | 'datasetId' | 'at'>): Promise<void> {
    if (kept.answers.length === 0) return;
    const trial: Trial = { id: crypto.randomUUID(), datasetId: this.#datasetId, at: Date.now(), ...kept };
    await this.#notices.attempt(() => addTrial(trial));
  }
}

function outcome(result: Result<GeneratedAnswer>, before: BenchAnswer, ms: number): BenchAnswer {
  if (result.ok)
    return {
      ...before,
      state: 'done',
      answer: result.value,
      notes: result.value.notes,
      firstMs: before.firstMs ?? ms,
      ms,
    };
  const { failure } = result;
  if (failure.kind === 'cancelled') return { ...before, state: 'stopped', ms };
  if (failure.kind === 'service') return { ...before, state: 'failed', problem: failure.problem, ms };
  return { ...before, state: 'failed', words: describe(failure).what, ms };
}
