import {
  type Batch,
  cutBatches,
  isOver,
  isPause,
  missBatch,
  nextLook,
  refuseBatch,
} from '../../src/core/evaluation/batch.ts';
import type { Evaluation } from '../../src/core/evaluation/evaluation.ts';
import type { ServedModel } from '../../src/core/tuning/model-ref.ts';
import type { ServiceProblem } from '../../src/core/tuning/service-problem.ts';
import type { Batches, BatchQuestion, ReadBatch } from '../../src/services/gemini-api/inline-batches.ts';
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
import { questionsOf, storedAnswer, type Wanted, wantedOf } from './batch-questions.ts';
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
    for (const [model, wanted] of await wantedOf(evaluation)) {
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
    if (batch?.state === 'refused') {
      await endBatch(batch, []);
      await this.#settleOf(batch);
    }
    if (batch?.state !== 'running' || !batch.reading) return;
    await this.#source.cancel(batch.reading.name);
    await this.lookAgain(id);
  }

  /** Asks for a batch now, also for one that was looked for in vain; one that was refused is sent now. */
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
      return this.#create(batch, questions);
    });
  }

  /** The request itself, under the lock of its batch. Gives why it was refused for good. */
  async #create(batch: Batch, questions: readonly BatchQuestion[]): Promise<ServiceProblem | null> {
    const { id, model } = batch;
    try {
      const reading = await this.#source.create(model, id, questions);
      const now = this.#clock.now();
      await changeBatch(id, (each) => {
        const running: Batch = { ...each, state: 'running', reading, problem: null, tries: 0 };
        return { ...running, dueAt: nextLook(running, now) };
      });
      return null;
    } catch (error) {
      if (!(error instanceof ServiceError)) throw error;
      const { problem } = error;
      const now = this.#clock.now();
      // Who waits already goes on waiting: nobody is there to be told, but whoever looks at the batch.
      if (isPause(problem) || (problem.outcome === 'refused' && batch.tries > 0)) {
        await changeBatch(id, (each) => refuseBatch(each, problem, now));
        return null;
      }
      if (problem.outcome === 'unknown') {
        await changeBatch(id, (each) => ({ ...each, state: 'unknown', problem, tries: 0, dueAt: now }));
        return null;
      }
      await endBatch({ ...batch, problem }, []);
      return problem;
    }
  }

  /** Sends a batch that was refused, once more: unless the service has it after all, or it was cancelled meanwhile. */
  async #sendAgain({ id }: Batch): Promise<void> {
    await navigator.locks.request(sendLock(id), async () => {
      const found = await this.#source.find(id);
      const sending = await changeBatch(id, (each) => {
        if (each.state !== 'refused') return each;
        if (!found) return { ...each, state: 'sending' };
        return { ...each, state: 'running', reading: found, problem: null, tries: 0, dueAt: this.#clock.now() };
      });
      if (sending?.state !== 'sending') return;
      const questions = await questionsOf(sending);
      if (questions.length > 0) await this.#create(sending, questions);
      else await endBatch(sending, []);
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
      if (batch.state === 'refused') await this.#sendAgain(batch);
      else if (batch.reading) await this.#take(batch, await this.#source.read(batch.reading.name));
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
