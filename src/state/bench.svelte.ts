import type { Turn } from '../core/example.ts';
import { describe, type Result } from '../core/failure.ts';
import type { Answer, GenerationRequest, GenerationSettings } from '../core/tuning/generation.ts';
import type { ModelRef, ServedModel } from '../core/tuning/model-ref.ts';
import type { ServiceProblem } from '../core/tuning/service-problem.ts';
import type { Trial } from '../core/tuning/trial.ts';
import { keptRequest } from './keep-pack.ts';
import { packTurns } from '../core/few-shot/pack.ts';
import { callback } from '../jobs/google.ts';
import type { GeneratedAnswer } from '../services/generate.ts';
import { getPack } from '../store/packs.ts';
import { addTrial, clearTrials, listTrials } from '../store/trials.ts';
import type { Google } from './google.svelte.ts';
import type { KnownModel } from './known-models.ts';
import { Live } from './live.svelte.ts';
import type { Notices } from './notices.svelte.ts';

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
  /** What stands before the prompt, where it comes from a conversation. */
  before = $state.raw<readonly Turn[]>([]);
  /** What the row that is asked from has as its output. */
  expected = $state<string | null>(null);
  settings = $state.raw<GenerationSettings>({});
  models = $state.raw<readonly (KnownModel | null)[]>([null, null]);
  answers = $state.raw<readonly (BenchAnswer | null)[]>([]);
  running = $state(false);
  readonly history: Live<readonly Trial[]>;
  readonly #datasetId: string | null;
  readonly #google: Google;
  readonly #notices: Notices;
  #calls: string[] = [];

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

  choose = (column: number, model: KnownModel | null): void => {
    this.models = this.models.map((each, index) => (index === column ? model : each));
  };

  addColumn = (): void => {
    this.models = [...this.models, null];
  };

  removeColumn = (column: number): void => {
    this.models = this.models.filter((_, index) => index !== column);
    this.answers = this.answers.filter((_, index) => index !== column);
  };

  /** Asks all chosen models at once and keeps what they answer. */
  run = async (): Promise<void> => {
    const { turns, settings, models } = this;
    this.running = true;
    this.answers = models.map((model) => (model ? WAITING : null));
    await Promise.all(
      models.map(async (model, column) => model && (await this.#ask(column, model.ref, { turns, settings }))),
    );
    this.running = false;
    await this.#keep();
  };

  stop = (): void => {
    for (const call of this.#calls) void this.#google.call((api) => api.stop(call));
  };

  forgetHistory = (): Promise<void> => this.#notices.attempt(() => clearTrials(this.#datasetId));

  async #ask(column: number, model: ModelRef, request: GenerationRequest): Promise<void> {
    const started = performance.now();
    const call = crypto.randomUUID();
    this.#calls = [...this.#calls, call];
    let firstMs: number | null = null;
    let ended = false;
    const take = (answer: Answer): void => {
      // What the worker tells of its own accord may come after its answer.
      if (ended) return;
      firstMs ??= performance.now() - started;
      this.#set(column, { ...WAITING, state: 'answering', answer, firstMs });
    };
    const result = await this.#send(call, model, request, take);
    ended = true;
    this.#calls = this.#calls.filter((other) => other !== call);
    this.#set(column, outcome(result, this.answers[column] ?? WAITING, performance.now() - started));
  }

  async #send(
    call: string,
    model: ModelRef,
    request: GenerationRequest,
    take: (answer: Answer) => void,
  ): Promise<Result<GeneratedAnswer>> {
    const ask = (served: ServedModel, asked: GenerationRequest): Promise<Result<GeneratedAnswer>> =>
      this.#google.call((api) => api.generate(call, served, asked, callback(take)));
    if (model.service !== 'few-shot-pack') return ask(model, request);
    const pack = await getPack(model.pack);
    if (!pack) return { ok: false, failure: { kind: 'storage-lost', what: 'this few-shot pack' } };
    const kept = await keptRequest(pack, request, this.#google);
    return ask(model.base, kept ?? { ...request, turns: packTurns(pack, request.turns) });
  }

  #set(column: number, answer: BenchAnswer): void {
    this.answers = this.answers.map((each, index) => (index === column ? answer : each));
  }

  async #keep(): Promise<void> {
    const answers = this.models.flatMap((model, column) => {
      const given = this.answers[column];
      if (!model || !given?.answer) return [];
      return [
        {
          model: model.ref,
          title: model.title,
          answer: given.answer,
          problem: given.problem,
          ms: given.ms ?? 0,
          cost: null,
        },
      ];
    });
    if (answers.length === 0) return;
    const { system, prompt, expected } = this;
    const trial: Trial = {
      ...{ id: crypto.randomUUID(), datasetId: this.#datasetId, at: Date.now() },
      ...{ system, prompt, expected, settings: this.settings, answers },
    };
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
