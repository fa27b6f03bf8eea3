import { describe, type Failure, type Result } from '../../core/failure.ts';
import type { Reward } from '../../core/rewards/reward.ts';
import { rewardSpec } from '../../core/rewards/reward-spec.ts';
import type { ServiceVerdict } from '../../core/rewards/service-verdict.ts';
import type { ServedModel, ServiceId } from '../../core/tuning/model-ref.ts';
import type { CheckRequest } from '../../jobs/check-rows.ts';
import type { Run } from '../../jobs/run.ts';
import { callback } from '../../jobs/remote-worker.ts';
import {
  type AskablePrompt,
  type SampledAnswer,
  trialFailure,
  type TrialReport,
  tryRewards,
} from '../../jobs/try-rewards.ts';
import type { Task } from '../frame/task.svelte.ts';
import type { Tasks } from '../frame/tasks.svelte.ts';
import type { Google } from '../settings/google.svelte.ts';

interface Parts {
  readonly google: Google;
  readonly tasks: Tasks;
}

/** What is asked of a model for a try; costs are said of these very figures. */
export const SAMPLED = { answersPerPrompt: 2, maxOutputTokens: 1_024 };

/** Rewards tried on some rows: by themselves, on what a model answers, and by the service. */
export class RewardTrial {
  report = $state.raw<TrialReport | null>(null);
  task = $state.raw<Task | null>(null);
  /** Why the last try has no result; empty where it has one. */
  problem = $state('');
  /** What the service's own test said, and of which rewards. */
  verdict = $state.raw<(ServiceVerdict & { readonly of: string }) | null>(null);
  #tried = $state('');
  #sampled = $state.raw<readonly SampledAnswer[]>([]);
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** How many answers of a model are in the try. */
  get sampledCount(): number {
    return this.#sampled.length;
  }

  /** Whether what is on the screen is of these rewards and rows. */
  isOf(request: CheckRequest, rewards: readonly Reward[]): boolean {
    return this.#tried === keyOf(request, rewards);
  }

  /** What speaks against these rewards; empty where they were not tried as they are now. */
  warningsOf(request: CheckRequest, rewards: readonly Reward[]): readonly string[] {
    if (!this.isOf(request, rewards)) return [];
    return (this.report?.findings ?? []).flatMap(({ level, text }) => (level === 'warning' ? [text] : []));
  }

  /** Tries rewards on rows; answers that a model gave before are looked at again. */
  run = async (request: CheckRequest, rewards: readonly Reward[], seed: number): Promise<void> => {
    const key = keyOf(request, rewards);
    const wish = { request, rewards, seed, sampled: this.#sampled };
    const outcome = await this.#work('Trying the rewards', ({ signal }) => tryRewards(wish, { signal }), true);
    if (outcome === null || (!outcome.ok && outcome.failure.kind === 'cancelled')) return;
    this.problem = outcome.ok ? '' : problemOf(outcome.failure);
    this.report = outcome.ok ? outcome.value : null;
    this.#tried = key;
  };

  /** Has a model answer the first prompts, then tries the rewards on what it said. What was paid for is kept as far as it came. */
  sample = async (
    model: ServedModel,
    request: CheckRequest,
    rewards: readonly Reward[],
    seed: number,
  ): Promise<void> => {
    const prompts = this.report?.askable ?? [];
    const found: SampledAnswer[] = [];
    const outcome = await this.#work('Asking the base model', async ({ signal, onProgress }): Promise<Result<null>> => {
      const total = prompts.length * SAMPLED.answersPerPrompt;
      for (const prompt of prompts) {
        for (let count = 0; count < SAMPLED.answersPerPrompt; count++) {
          const answer = await this.#ask(model, prompt, signal);
          if (!answer.ok) return answer;
          found.push({ position: prompt.position, text: answer.value });
          onProgress({ done: found.length, total, unit: 'rows', rows: found.length });
        }
      }
      return { ok: true, value: null };
    });
    if (outcome === null) return;
    if (found.length > 0) this.#sampled = found;
    await this.run(request, rewards, seed);
    if (!outcome.ok) this.problem = problemOf(outcome.failure);
  };

  /** Has the service reward the first row's own answer. */
  test = async (service: ServiceId, rewards: readonly Reward[]): Promise<void> => {
    const example = this.report?.example;
    if (!example) return;
    const { google } = this.#parts;
    const test = { example: example.line, answer: example.own, rewards: rewardSpec(rewards) };
    const outcome = await this.#work('Testing the rewards at the service', ({ signal }) =>
      this.#call(signal, (callId) => google.call((api) => api.testReward(callId, service, test))),
    );
    if (outcome === null) return;
    this.problem = outcome.ok ? '' : problemOf(outcome.failure);
    this.verdict = outcome.ok ? { ...outcome.value, of: JSON.stringify(rewards) } : null;
  };

  close = (): void => {
    this.task?.cancel();
  };

  async #ask(model: ServedModel, { turns }: AskablePrompt, signal: AbortSignal): Promise<Result<string>> {
    const { google } = this.#parts;
    const request = { turns, settings: { maxOutputTokens: SAMPLED.maxOutputTokens } };
    const answered = await this.#call(signal, (callId) =>
      google.call((api) =>
        api.generate(
          callId,
          model,
          request,
          callback(() => undefined),
        ),
      ),
    );
    return answered.ok ? { ok: true, value: answered.value.text } : answered;
  }

  async #call<T>(signal: AbortSignal, call: (callId: string) => Promise<Result<T>>): Promise<Result<T>> {
    const callId = crypto.randomUUID();
    const stop = (): void => void this.#parts.google.call((api) => api.stop(callId));
    signal.addEventListener('abort', stop, { once: true });
    try {
      return await call(callId);
    } finally {
      signal.removeEventListener('abort', stop);
    }
  }

  /** null where another work has taken its place. */
  async #work<T>(name: string, work: (run: Run) => Promise<Result<T>>, givesWay = false): Promise<Result<T> | null> {
    this.task?.cancel();
    const { task, result } = this.#parts.tasks.start({ name, writes: false, place: 'page', givesWay }, work);
    this.task = task;
    const outcome = await result;
    if (this.task !== task) return null;
    this.task = null;
    return outcome;
  }
}

/** What is tried: other rewards or other rows are another try. */
function keyOf(request: CheckRequest, rewards: readonly Reward[]): string {
  return JSON.stringify([request, rewards]);
}

function problemOf(failure: Failure): string {
  if (failure.kind === 'cancelled') return '';
  const { what, next } = describe(failure);
  return trialFailure(failure) ?? `${what} ${next}`;
}
