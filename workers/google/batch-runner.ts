import { costOf } from '../../src/core/evaluation/answer-price.ts';
import {
  type Batch,
  BATCH_SERVICE,
  cutBatches,
  halfPrice,
  isOver,
  missBatch,
  nextLook,
} from '../../src/core/evaluation/batch.ts';
import type { Evaluation, StoredAnswer } from '../../src/core/evaluation/evaluation.ts';
import { modelKey, type ServedModel } from '../../src/core/tuning/model-ref.ts';
import type { ServiceProblem } from '../../src/core/tuning/service-problem.ts';
import {
  type BatchAnswer,
  type Batches,
  type BatchQuestion,
  batchRequest,
  type ReadBatch,
} from '../../src/services/gemini-api/inline-batches.ts';
import { ServiceError } from '../../src/services/service-error.ts';
import { changeWork } from '../../src/store/evaluation/asked-work.ts';
import {
  addBatch,
  changeBatch,
  endBatch,
  getBatch,
  listBatches,
  openBatches,
} from '../../src/store/evaluation/stored-batches.ts';
import { getEvaluation } from '../../src/store/evaluation/evaluations.ts';
import { readAnswers } from '../../src/store/evaluation/stored-answers.ts';
import { type Clock, REAL_CLOCK } from './clock.ts';
import { asksOf } from './open-asks.ts';

/** Whom the runner sends batches to. */
export interface BatchSource extends Pick<Batches, 'create' | 'read' | 'find' | 'cancel'> {
  /** Whether the service can be asked with what is held here. */
  can(): boolean;
}

/** Only one tab asks for batches at a time. */
const LOCK = 'lapidary:batches';
const MAX_SLEEP_MS = 30_000;

/** Proves that the tab which sends a batch is alive. */
function sendLock(id: string): string {
  return `lapidary:batch:${id}`;
}

interface Wanted {
  readonly question: BatchQuestion;
  readonly price: Batch['price'];
}

/**
 * Sends the questions of evaluations as batches, each once, and follows them. All it knows is in the database, so a reload
 * changes nothing; a start whose answer was lost is looked for by its display name before anything is asked again.
 */
export class BatchRunner {
  readonly #source: BatchSource;
  readonly #clock: Clock;
  /** Told when answers are stored. */
  readonly #onAnswers: () => void;
  #stopTimer: () => void = () => undefined;
  #busy = false;
  #wakes = 0;

  constructor(source: BatchSource, onAnswers: () => void, clock = REAL_CLOCK) {
    this.#source = source;
    this.#onAnswers = onAnswers;
    this.#clock = clock;
  }

  /** Looks at the batches now: something was started, or has come that was waited for. */
  wakeUp = (): void => {
    this.#wakes++;
    this.#schedule(0);
  };

  async hasWork(): Promise<boolean> {
    return this.#source.can() && (await openBatches()).some(({ state }) => state !== 'lost');
  }

  /** Sends what an evaluation has to ask and no batch holds yet. */
  async start(evaluationId: string): Promise<void> {
    const evaluation = await getEvaluation(evaluationId);
    if (!evaluation) return;
    const problems: ServiceProblem[] = [];
    for (const [model, wanted] of await this.#wantedOf(evaluation)) {
      const bytes = ({ question }: Wanted): number => JSON.stringify(question.request).length * 2;
      for (const part of cutBatches(wanted, bytes)) {
        const problem = await this.#send(evaluation, model, part);
        if (problem) problems.push(problem);
      }
    }
    await this.#settle(evaluation);
    this.wakeUp();
    const [problem] = problems;
    if (problem) throw new ServiceError(problem);
  }

  async cancel(id: string): Promise<void> {
    const batch = await getBatch(id);
    if (batch?.state !== 'running' || !batch.reading) return;
    await this.#source.cancel(batch.reading.name);
    await this.lookAgain(id);
  }

  /** Asks for a batch now, also for one that was looked for in vain. */
  async lookAgain(id: string): Promise<void> {
    await changeBatch(id, (batch) => {
      const state = batch.state === 'lost' ? 'unknown' : batch.state;
      return { ...batch, state, tries: batch.state === 'lost' ? 0 : batch.tries, dueAt: this.#clock.now() };
    });
    this.wakeUp();
  }

  /** Stops looking for a batch that nobody finds, because the user wants it: its questions may have been charged. */
  async giveUp(id: string): Promise<void> {
    const batch = await getBatch(id);
    if (batch?.state !== 'lost') return;
    await endBatch(batch, [], true);
    await this.#settleOf(batch);
  }

  /** By model, the questions that nobody has asked. */
  async #wantedOf(evaluation: Evaluation): Promise<readonly (readonly [ServedModel, readonly Wanted[]])[]> {
    const asks = await asksOf(evaluation);
    const known = await readAnswers(evaluation.datasetId, [...new Set(asks.map(({ fingerprint }) => fingerprint))]);
    const models = new Map<string, [ServedModel, Map<string, Wanted>]>();
    for (const { fingerprint, ask, price } of asks) {
      const state = known.get(fingerprint)?.state ?? 'open';
      if (state !== 'open' || !('request' in ask) || ask.model.service !== BATCH_SERVICE) continue;
      const [, wanted] = models.get(modelKey(ask.model)) ?? [ask.model, new Map<string, Wanted>()];
      const question = { key: fingerprint, request: batchRequest(ask.model, ask.request) };
      wanted.set(fingerprint, { question, price: halfPrice(price) });
      models.set(modelKey(ask.model), [ask.model, wanted]);
    }
    return [...models.values()].map(([model, wanted]) => [model, [...wanted.values()]]);
  }

  /** Sends one batch, once, between two stored states. Gives why it was refused. */
  #send(
    { id: evaluationId, datasetId }: Evaluation,
    model: ServedModel,
    wanted: readonly Wanted[],
  ): Promise<ServiceProblem | null> {
    const now = this.#clock.now();
    const questions = wanted.map(({ question }) => question);
    const batch: Batch = {
      ...{ id: crypto.randomUUID(), datasetId, evaluationId, createdAt: now, model, state: 'sending', reading: null },
      ...{ fingerprints: questions.map(({ key }) => key), price: wanted[0]?.price ?? null, problem: null },
      ...{ dueAt: now, tries: 0 },
    };
    return navigator.locks.request(sendLock(batch.id), async () => {
      await addBatch(batch);
      try {
        const reading = await this.#source.create(model, batch.id, questions);
        await changeBatch(batch.id, (each) => ({ ...each, state: 'running', reading, dueAt: nextLook(each, now) }));
        return null;
      } catch (error) {
        if (!(error instanceof ServiceError)) throw error;
        const { problem } = error;
        if (problem.outcome === 'unknown') {
          await changeBatch(batch.id, (each) => ({ ...each, state: 'unknown', problem, dueAt: this.#clock.now() }));
          return null;
        }
        await endBatch({ ...batch, problem }, []);
        return problem;
      }
    });
  }

  #schedule(ms: number): void {
    this.#stopTimer();
    this.#stopTimer = this.#clock.after(ms, () => this.#turn());
  }

  async #turn(): Promise<void> {
    if (this.#busy) return;
    this.#busy = true;
    const wakes = this.#wakes;
    let wait = MAX_SLEEP_MS;
    try {
      await navigator.locks.request(LOCK, { ifAvailable: true }, async (lock) => {
        if (!lock) return;
        for (const { id } of await openBatches()) await this.#look(id);
      });
      const due = (await openBatches()).flatMap(({ state, dueAt }) => (state === 'lost' ? [] : [dueAt]));
      wait = Math.min(MAX_SLEEP_MS, Math.max(1_000, Math.min(...due) - this.#clock.now()));
    } finally {
      // Also after a bug or a database that failed: one bad turn must not be the last one.
      this.#busy = false;
      this.#schedule(this.#wakes === wakes ? wait : 0);
    }
  }

  async #look(id: string): Promise<void> {
    const batch = await getBatch(id);
    if (!batch || batch.state === 'ended' || batch.state === 'lost') return;
    if (batch.state === 'sending') {
      await this.#noteDeadTab(id);
      return;
    }
    if (batch.dueAt > this.#clock.now() || !this.#source.can()) return;
    try {
      if (batch.reading) await this.#take(batch, await this.#source.read(batch.reading.name));
      else await this.#adopt(batch);
    } catch (error) {
      if (!(error instanceof ServiceError)) throw error;
      const { problem } = error;
      await changeBatch(id, (each) => {
        const tries = each.reading ? each.tries + 1 : each.tries;
        return { ...each, problem, tries, dueAt: nextLook({ ...each, tries }, this.#clock.now()) };
      });
    }
  }

  /** A batch whose tab died while it was sent may be there or not. */
  async #noteDeadTab(id: string): Promise<void> {
    await navigator.locks.request(sendLock(id), { ifAvailable: true }, async (lock) => {
      if (!lock) return;
      await changeBatch(id, (each) =>
        each.state === 'sending' ? { ...each, state: 'unknown', dueAt: this.#clock.now() } : each,
      );
      this.wakeUp();
    });
  }

  async #adopt(batch: Batch): Promise<void> {
    const reading = await this.#source.find(batch.id);
    const now = this.#clock.now();
    await changeBatch(batch.id, (each) => {
      if (reading) return { ...each, state: 'running', reading, problem: null, tries: 0, dueAt: now };
      return missBatch(each, now);
    });
    if (reading) this.wakeUp();
  }

  async #take(batch: Batch, { reading, answers }: ReadBatch): Promise<void> {
    const now = this.#clock.now();
    if (!isOver(reading)) {
      await changeBatch(batch.id, (each) => {
        const next = { ...each, reading, problem: null, tries: 0 };
        return { ...next, dueAt: nextLook(next, now) };
      });
      return;
    }
    const stored = batch.fingerprints.flatMap((fingerprint) => {
      const answer = answers.get(fingerprint);
      return answer ? [storedAnswer(batch, fingerprint, answer, now)] : [];
    });
    await endBatch({ ...batch, reading, problem: null }, stored);
    await this.#settleOf(batch);
  }

  async #settleOf({ evaluationId }: Batch): Promise<void> {
    const evaluation = await getEvaluation(evaluationId);
    if (evaluation) await this.#settle(evaluation);
    this.#onAnswers();
  }

  /** An evaluation waits for its batches; without any it is done, or paused where something is open: nobody asks that at full price unasked. */
  async #settle(evaluation: Evaluation): Promise<void> {
    const { id, datasetId } = evaluation;
    const isWaiting = (await listBatches(datasetId, id)).some(({ state }) => state !== 'ended');
    const asks = isWaiting ? [] : await asksOf(evaluation);
    const known = await readAnswers(datasetId, [...new Set(asks.map(({ fingerprint }) => fingerprint))]);
    const isOpen = asks.some(({ fingerprint }) => (known.get(fingerprint)?.state ?? 'open') === 'open');
    await changeWork(id, () => {
      if (isWaiting) return { state: 'paused', waiting: { kind: 'batch' } };
      return { state: isOpen ? 'paused' : 'done', waiting: null };
    });
  }
}

function storedAnswer(batch: Batch, fingerprint: string, said: BatchAnswer, at: number): StoredAnswer {
  const blank = {
    ...{ datasetId: batch.datasetId, fingerprint, evaluationId: batch.evaluationId, notes: [], at, ms: null },
    ...{ cost: null, lost: 0, sealed: null, answer: null, problem: null },
  };
  if ('error' in said) {
    const words = { what: `In a batch, the model gave no answer: ${said.error}`, next: 'Retry it by itself.' };
    const asked = { kind: 'invalid', purpose: 'Ask in a batch', host: 'generativelanguage.googleapis.com' } as const;
    const rest = {
      status: null,
      raw: said.error,
      fields: [],
      retryAfterMs: null,
      curl: null,
      outcome: 'refused',
    } as const;
    return { ...blank, state: 'failed', problem: { ...asked, ...words, ...rest } };
  }
  const { notes, ...answer } = said.answer;
  return { ...blank, state: 'answered', answer, notes, cost: costOf(batch.price, answer.usage) };
}
