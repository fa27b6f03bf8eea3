import type { Result } from '../../core/failure.ts';
import { DECISION_MODEL } from '../../core/judge/decision.ts';
import { judgeKinds } from '../../core/judge/kinds/index.ts';
import type { Judge } from '../../core/judge/judging.ts';
import type { JudgingCost } from '../../core/judge/judging-cost.ts';
import { MOST_QUESTIONS, readRubric } from '../../core/judge/rubric.ts';
import { isPacked } from '../../core/tuning/model-ref.ts';
import type { Run } from '../../jobs/run.ts';
import type { App } from '../frame/app.ts';
import type { KnownModel } from '../tune/known-models.ts';
import { priceOf } from '../test/answer-cost.ts';

/** The choice in the form that stands for the Decisions API. */
export const DECISIONS = 'decisions';
/** The estimate is made so long after the last change. */
const QUIET_MS = 300;

export type JudgeNeeds = Pick<App, 'google' | 'notices' | 'catalogue' | 'tasks'>;

/** What a judge is to be, before it starts: the rubric, who judges, and what that would cost. */
export abstract class JudgeForm<Cost extends JudgingCost = JudgingCost> {
  rubric = $state('Is the answer correct?\n');
  /** `DECISIONS`, or the key of a model. */
  judge = $state(DECISIONS);
  costLimit = $state<number | null>(null);
  cost = $state.raw<Cost | null>(null);
  estimating = $state(false);
  readonly questions = $derived(readRubric(this.rubric));
  protected readonly app: JudgeNeeds;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #abort = new AbortController();

  constructor(app: JudgeNeeds) {
    this.app = app;
  }

  /** Why the rubric can't be used; empty where it can. */
  readonly fault = $derived(
    this.questions.length > MOST_QUESTIONS
      ? `${String(this.questions.length)} questions are too many. Keep at most ${String(MOST_QUESTIONS)}.`
      : '',
  );

  /** The chosen judge; null where its model is gone. */
  judgeOf(models: readonly KnownModel[]): Judge | null {
    const { prices } = this.app.catalogue.current;
    if (this.judge === DECISIONS) {
      const price = prices[DECISION_MODEL.name]?.answering ?? null;
      return { by: 'decisions', model: DECISION_MODEL, title: 'Decisions API', price };
    }
    const model = models.find(({ key }) => key === this.judge);
    if (!model || isPacked(model.ref)) return null;
    return { by: 'model', model: model.ref, title: model.title, price: priceOf(model, this.app.catalogue.current) };
  }

  /** Whether a question compares two answers. */
  readonly compares = $derived(
    this.questions.some(({ kind }) => judgeKinds.find(({ id }) => id === kind)?.compares ?? false),
  );

  /**
   * Estimates the cost once nothing has changed for a moment; `ask` makes the estimate, or is null where nothing is to be
   * judged.
   */
  protected estimateBy(
    judge: Judge | null,
    ask: ((judge: Judge, run: Run) => Promise<Result<Cost>>) | null,
  ): () => void {
    clearTimeout(this.#timer);
    this.#abort.abort();
    const abort = new AbortController();
    this.#abort = abort;
    this.cost = null;
    this.estimating = judge !== null && ask !== null && this.questions.length > 0;
    if (judge === null || ask === null || this.questions.length === 0) return () => undefined;
    this.#timer = setTimeout(() => {
      void ask(judge, { signal: abort.signal, onProgress: () => undefined }).then((estimated) => {
        if (abort.signal.aborted) return;
        this.estimating = false;
        if (estimated.ok) this.cost = estimated.value;
        else this.app.notices.fail(estimated.failure);
      });
    }, QUIET_MS);
    return () => {
      clearTimeout(this.#timer);
      abort.abort();
    };
  }

  /** What a judge is asked, as it is stored. */
  protected setup(judge: Judge) {
    const { rubric, questions, costLimit } = this;
    return {
      ...{ id: crypto.randomUUID(), createdAt: Date.now(), judge: $state.snapshot(judge), rubric, costLimit },
      ...{ questions: [...questions], state: 'running' as const, waiting: null },
    };
  }
}
