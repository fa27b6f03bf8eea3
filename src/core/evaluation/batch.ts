import type { AnswerPrice } from '../models/catalogue.ts';
import { serviceOfModelId } from '../services/index.ts';
import type { ServedModel } from '../tuning/model-ref.ts';
import { nextPacificMidnight } from '../tuning/pacific-midnight.ts';
import type { ServiceProblem } from '../tuning/service-problem.ts';

/** What a service tells of a batch. */
export interface BatchReading {
  /** Of the service: "batches/123". */
  readonly name: string;
  readonly state: 'pending' | 'running' | 'succeeded' | 'failed' | 'cancelled' | 'expired';
}

/** Many questions of an evaluation to one model in one request, answered within a day at half the price. */
export interface Batch {
  /** Also the display name at the service: by it a batch whose start lost its answer is found again. */
  readonly id: string;
  readonly datasetId: string;
  readonly evaluationId: string;
  readonly createdAt: number;
  readonly model: ServedModel;
  /** What its answers are stored under. */
  readonly fingerprints: readonly string[];
  /** Half of the usual one; null where none is known. */
  readonly price: AnswerPrice | null;
  /**
   * `sending`: the one request is under way. `refused`: the service wanted a pause before it made anything, and it is sent again
   * after that. `unknown`: its answer was lost, so it may or may not be there, and is looked for.
   * `lost`: it was looked for in vain, and the user is asked. `ended`: its answers are stored, or its questions are open again.
   */
  readonly state: 'sending' | 'refused' | 'unknown' | 'lost' | 'running' | 'ended';
  readonly reading: BatchReading | null;
  readonly problem: ServiceProblem | null;
  /** When the service is asked next. */
  readonly dueAt: number;
  /** How often it was looked for, asked for or refused in vain. */
  readonly tries: number;
}

/** The service that takes batches inline. */
export const BATCH_SERVICE = serviceOfModelId('models/gemini-3.5-flash').id;
/** Bytes of the questions of one batch at most: the service takes 20 MB with all that is around them. */
const MOST_BATCH_BYTES = 15_000_000;
/** How often a batch whose start lost its answer is looked for before the user is asked. */
const MOST_LOOKS = 5;
const SOONEST_MS = 30_000;
const LATEST_MS = 5 * 60_000;

/** When a batch is asked for again: sooner at first, and after each try in vain later. */
export function nextLook({ createdAt, tries }: Pick<Batch, 'createdAt' | 'tries'>, now: number): number {
  const age = Math.min(LATEST_MS, Math.max(SOONEST_MS, (now - createdAt) / 10));
  return now + Math.min(LATEST_MS, age * 2 ** Math.min(tries, 4));
}

/** A batch that was looked for, and is not among those of the service. */
export function missBatch(batch: Batch, now: number): Batch {
  const tries = batch.tries + 1;
  if (tries >= MOST_LOOKS) return { ...batch, state: 'lost', tries };
  return { ...batch, tries, dueAt: nextLook({ createdAt: now, tries: 0 }, now) };
}

/** Services name their delay rounded down. */
const ROUNDING_MS = 1_000;
const TOO_MANY_REQUESTS = 429;
const DAY_MS = 24 * 60 * 60_000;

/** Whether a service wants a pause: it counts requests before it looks at them, so it has made nothing. */
export function isPause({ status }: ServiceProblem): boolean {
  return status === TOO_MANY_REQUESTS;
}

/**
 * A batch that was refused, with when it is sent again: half a minute is nothing beside the day that a batch may take. What no
 * pause cures is tried a day later, if nobody has cured it and sends it before.
 */
export function refuseBatch(batch: Batch, problem: ServiceProblem, now: number): Batch {
  return { ...batch, state: 'refused', problem, tries: batch.tries + 1, dueAt: sentAgainAt(batch, problem, now) };
}

function sentAgainAt({ tries }: Batch, problem: ServiceProblem, now: number): number {
  if (!isPause(problem)) return now + DAY_MS;
  if (problem.kind === 'daily-quota') return nextPacificMidnight(now);
  if (problem.retryAfterMs !== null) return now + Math.max(SOONEST_MS, problem.retryAfterMs + ROUNDING_MS);
  return now + Math.min(LATEST_MS, SOONEST_MS * 2 ** Math.min(tries, 4));
}

/** Whether nothing more will come of it. */
export function isOver({ state }: BatchReading): boolean {
  return state !== 'pending' && state !== 'running';
}

/** The price of an answer in a batch. Source: Gemini API, Batch API: half of the usual price. */
export function halfPrice(price: AnswerPrice | null): AnswerPrice | null {
  return price && { ...price, input: price.input / 2, output: price.output / 2 };
}

/** Cuts questions into batches by the bytes that each takes, in their order. */
export function cutBatches<T>(questions: readonly T[], bytesOf: (question: T) => number): readonly (readonly T[])[] {
  const batches: T[][] = [];
  let room = 0;
  for (const question of questions) {
    const bytes = bytesOf(question);
    if (batches.length === 0 || bytes > room) {
      batches.push([]);
      room = MOST_BATCH_BYTES;
    }
    batches.at(-1)?.push(question);
    room -= bytes;
  }
  return batches;
}
