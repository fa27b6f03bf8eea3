import type { AskedWork, StoredAnswer } from '../../src/core/evaluation/evaluation.ts';
import { costOf } from '../../src/core/evaluation/answer-price.ts';
import type { Ask } from '../../src/core/evaluation/fingerprint.ts';
import type { NextTry } from '../../src/core/evaluation/retry-answer.ts';
import type { AnswerPrice } from '../../src/core/models/catalogue.ts';
import type { ServedModel } from '../../src/core/tuning/model-ref.ts';
import { modelKey } from '../../src/core/tuning/model-ref.ts';
import type { ServiceProblem } from '../../src/core/tuning/service-problem.ts';
import type { GeneratedAnswer } from '../../src/services/generate.ts';
import { readAnswers, saveAnswer, spentBy } from '../../src/store/evaluation/stored-answers.ts';
import { type AnyWork, asksOf } from './open-asks.ts';

/** A question that is still to be answered. */
export interface OpenAsk {
  readonly fingerprint: string;
  readonly ask: Ask;
  readonly price: AnswerPrice | null;
  /** How often it was asked in vain. */
  readonly tries: number;
  /** How often it may have been charged without an answer. */
  readonly lost: number;
}

/** What is left to ask of a piece of work. Each question is stored before it goes out and after it came back. */
export class OpenWork {
  readonly #work: AskedWork;
  #todo: OpenAsk[];
  #spent: number;
  #paid = 0;
  #paidDollars = 0;
  underWay = 0;

  private constructor(work: AskedWork, todo: OpenAsk[], spent: number) {
    this.#work = work;
    this.#todo = todo;
    this.#spent = spent;
  }

  /** Reads what is known already: only the rest is asked. */
  static async open(work: AnyWork): Promise<OpenWork> {
    const asks = await asksOf(work);
    const known = await readAnswers(work.datasetId, [...new Set(asks.map(({ fingerprint }) => fingerprint))]);
    const todo = new Map<string, OpenAsk>();
    for (const { fingerprint, ask, price } of asks) {
      const before = known.get(fingerprint);
      const isSettled = before !== undefined && before.state !== 'open' && before.state !== 'asking';
      if (isSettled || todo.has(fingerprint)) continue;
      // Its tab died while it was under way.
      const lost = (before?.lost ?? 0) + (before?.state === 'asking' ? 1 : 0);
      todo.set(fingerprint, { fingerprint, ask, price, tries: 0, lost });
    }
    return new OpenWork(work, [...todo.values()], await spentBy(work.id));
  }

  isDone(): boolean {
    return this.underWay === 0 && this.#todo.length === 0;
  }

  /** The models that are still to be asked something, each once. */
  models(): readonly ServedModel[] {
    return [...new Map(this.#todo.map(({ ask }) => [modelKey(ask.model), ask.model])).values()];
  }

  /** The next question that may be asked; null where there is none. */
  take(may: (asked: OpenAsk) => boolean): OpenAsk | null {
    const index = this.#todo.findIndex(may);
    const [taken] = index < 0 ? [] : this.#todo.splice(index, 1);
    if (!taken) return null;
    this.underWay++;
    return taken;
  }

  /** In US dollars, with what is under way at the average of what was paid. */
  expectedCost(): number {
    const each = this.#paid === 0 ? 0 : this.#paidDollars / this.#paid;
    return this.#spent + this.underWay * each;
  }

  /** Stores that a question goes out. False where another evaluation has got its answer meanwhile. */
  async noteAsking({ fingerprint, lost }: OpenAsk, at: number): Promise<boolean> {
    const known = (await readAnswers(this.#work.datasetId, [fingerprint])).get(fingerprint);
    if (known?.state === 'answered' || known?.state === 'sealed' || known?.state === 'batched') {
      this.underWay--;
      return false;
    }
    await saveAnswer({ ...this.#blank(fingerprint), state: 'asking', at, lost });
    return true;
  }

  async keep(
    { fingerprint, price, lost }: OpenAsk,
    { notes, ...answer }: GeneratedAnswer,
    { at, ms }: { readonly at: number; readonly ms: number },
  ): Promise<void> {
    const cost = costOf(price, answer.usage);
    this.#spent += cost ?? 0;
    this.#paid++;
    this.#paidDollars += cost ?? 0;
    await saveAnswer({ ...this.#blank(fingerprint), state: 'answered', answer, notes, at, ms, cost, lost });
    this.underWay--;
  }

  /** A question without an answer: it is asked again, or listed. */
  async missed(
    asked: OpenAsk,
    problem: ServiceProblem,
    { now, next }: { readonly now: number; readonly next: NextTry },
  ): Promise<void> {
    const lost = asked.lost + (problem.outcome === 'unknown' ? 1 : 0);
    const isFailed = next === 'fail';
    const state = isFailed ? 'failed' : 'open';
    await saveAnswer({ ...this.#blank(asked.fingerprint), state, problem, at: now, lost });
    this.underWay--;
    const again = { ...asked, lost, tries: asked.tries + (next === 'wait' ? 0 : 1) };
    // What waits for a limit keeps its place; what failed goes to the end.
    if (next === 'wait') this.#todo.unshift(again);
    if (next === 'again') this.#todo.push(again);
  }

  /** A bug: the question is left for the next time that the page is opened. */
  async giveUp({ fingerprint, lost }: OpenAsk): Promise<void> {
    this.underWay--;
    await saveAnswer({ ...this.#blank(fingerprint), state: 'open', lost });
  }

  #blank(fingerprint: string): StoredAnswer {
    const { id, datasetId } = this.#work;
    return {
      ...{ datasetId, fingerprint, evaluationId: id, state: 'open', answer: null, notes: [] },
      ...{ problem: null, at: this.#work.createdAt, ms: null, cost: null, lost: 0, sealed: null },
    };
  }
}
