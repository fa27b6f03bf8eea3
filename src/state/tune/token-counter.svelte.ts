import { counted } from '../../core/amount.ts';
import { describe, type Failure, type Result } from '../../core/failure.ts';
import type { TargetFacts } from '../../core/targets/target.ts';
import type { SampledRow } from '../../core/tokens/choose-rows.ts';
import { correctTotal, fitCorrection, type TokenCorrection } from '../../core/tokens/correction.ts';
import type { CountedPrompt } from '../../core/tokens/prompts.ts';
import { familyOf, type TokenCount } from '../../core/tokens/token-count.ts';
import type { ServedModel } from '../../core/tuning/model-ref.ts';
import type { CheckRequest } from '../../jobs/check-rows.ts';
import { countRows, type CountedSample } from '../../jobs/count-rows.ts';
import { readTokenCount, saveTokenCount } from '../../store/google/token-counts.ts';
import { differenceWords } from '../../words/count-words.ts';
import type { Google } from '../settings/google.svelte.ts';
import type { Notices } from '../frame/notices.svelte.ts';
import type { Task } from '../frame/task.svelte.ts';
import type { Tasks } from '../frame/tasks.svelte.ts';

interface Parts {
  readonly google: Google;
  readonly tasks: Tasks;
  readonly notices: Notices;
}

/** What is counted of the tokens of a version: at the service when asked to, else what was stored of it. */
export class TokenCounter {
  /** null where nothing was counted of these rows: the estimate stands. */
  known = $state.raw<TokenCount | null>(null);
  task = $state.raw<Task | null>(null);
  /** Why a count has ended early, and what that means; empty where it hasn't. */
  problem = $state('');
  /** False until it was looked up what is known. */
  ready = $state(false);
  #wanted = '';
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  get correction(): TokenCorrection | null {
    return this.known?.correction ?? null;
  }

  /** Facts with their tokens put right by what was counted. */
  correct(facts: TargetFacts): TargetFacts {
    return this.correction ? { ...facts, tokens: correctTotal(facts.tokens, this.correction) } : facts;
  }

  /** Looks up what is stored of a version by the family of a model. */
  lookUp = async (versionId: string, model: string): Promise<void> => {
    const wanted = `${versionId} ${familyOf(model)}`;
    if (wanted === this.#wanted) return;
    this.#wanted = wanted;
    this.ready = false;
    this.task?.cancel();
    this.problem = '';
    let found: TokenCount | null = null;
    await this.#parts.notices.attempt(async () => {
      found = model === '' ? null : await readTokenCount(versionId, model);
    });
    if (wanted !== this.#wanted) return;
    this.known = found;
    this.ready = true;
  };

  /** Counts sampled rows. What could be counted is kept. */
  count = async (request: CheckRequest, sample: readonly SampledRow[], model: ServedModel): Promise<void> => {
    if (this.task) return;
    this.problem = '';
    const wanted = this.#wanted;
    const options = { name: 'Counting tokens', writes: false, place: 'page' } as const;
    const ask = (prompt: CountedPrompt, signal: AbortSignal): Promise<Result<number>> =>
      this.#ask(model, prompt, signal);
    const { task, result } = this.#parts.tasks.start(options, (run) => countRows(request, sample, ask, run));
    this.task = task;
    const outcome = await result;
    this.task = null;
    if (wanted !== this.#wanted) return;
    if (outcome.ok) await this.#take(outcome.value, request.versionId, model);
    else this.problem = problemWords(outcome.failure);
  };

  close = (): void => {
    this.task?.cancel();
  };

  async #take({ rows, stopped }: CountedSample, versionId: string, { service, name }: ServedModel): Promise<void> {
    const correction = fitCorrection(rows);
    const isWorse = stopped !== null && rows.length < (this.known?.rows ?? 0);
    const few = correction === null || isWorse ? fewWords(rows.length) : '';
    this.problem = `${stopped ? problemWords(stopped) : ''} ${few}`.trim();
    if (correction === null || isWorse) return;
    const count: TokenCount = { correction, rows: rows.length, service, model: name, at: Date.now() };
    this.known = count;
    await this.#parts.notices.attempt(() => saveTokenCount(versionId, count));
    this.#parts.notices.say(`${counted(rows.length, 'row')} counted.`, null, differenceWords(correction.ratio));
  }

  async #ask(model: ServedModel, prompt: CountedPrompt, signal: AbortSignal): Promise<Result<number>> {
    const { google } = this.#parts;
    const callId = crypto.randomUUID();
    const stop = (): void => void google.call((api) => api.stop(callId));
    signal.addEventListener('abort', stop, { once: true });
    try {
      return await google.call((api) => api.countTokens(callId, model, prompt));
    } finally {
      signal.removeEventListener('abort', stop);
    }
  }
}

function problemWords(failure: Failure): string {
  if (failure.kind === 'cancelled') return 'Cancelled: nothing was taken from this count.';
  const { what, next } = describe(failure);
  return `The count stopped early. ${what} ${next}`;
}

function fewWords(rows: number): string {
  return `${rows === 0 ? 'No row was' : `Only ${counted(rows, 'row was', 'rows were')}`} counted: the figure stays as it was.`;
}
