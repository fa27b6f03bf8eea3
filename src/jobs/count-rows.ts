import type countPass from '../../workers/rows/passes/count.ts';
import { type Failure, fail, ok, type Result } from '../core/failure.ts';
import type { SampledRow } from '../core/tokens/choose-rows.ts';
import type { CountedRow } from '../core/tokens/correction.ts';
import type { CountableRow } from '../core/tokens/countable-row.ts';
import type { CountedPrompt } from '../core/tokens/prompts.ts';
import type { CheckRequest } from './check-rows.ts';
import { runPass } from './pass.ts';
import type { Run } from './run.ts';
import { settle } from './settle.ts';

/** Asks the service for the tokens of one prompt, in one request. */
export type CountPrompt = (prompt: CountedPrompt, signal: AbortSignal) => Promise<Result<number>>;

export interface CountedSample {
  readonly rows: readonly CountedRow[];
  /** Why the rest was not counted; null where all was. */
  readonly stopped: Failure | null;
}

/** After this many rows that the service won't count, it is not the rows. */
const MOST_REFUSED = 3;

/** Reads the sampled rows of a version and has the service count them, one after another. */
export function countRows(
  request: CheckRequest,
  sample: readonly SampledRow[],
  count: CountPrompt,
  run: Run,
): Promise<Result<CountedSample>> {
  return settle(async () => {
    const rows = await readRows(request, sample, run);
    return rows.ok ? countEach(rows.value, sample, count, run) : rows;
  });
}

function readRows(
  request: CheckRequest,
  sample: readonly SampledRow[],
  { signal }: Run,
): Promise<Result<readonly CountableRow[]>> {
  const positions = sample.map(({ position }) => position);
  const run = { signal, onProgress: () => undefined };
  return runPass<typeof countPass>('count', { request, positions }, run, { task: 'The count', workers: 1 });
}

/**
 * Counts rows in their order. Stops at the first failure that is not of a row itself, such as a rate limit, and gives what
 * was counted until then.
 */
export async function countEach(
  rows: readonly CountableRow[],
  sample: readonly SampledRow[],
  count: CountPrompt,
  { signal, onProgress }: Run,
): Promise<Result<CountedSample>> {
  const weights = new Map(sample.map(({ position, weight }) => [position, weight]));
  const counted: CountedRow[] = [];
  let refused = 0;
  for (const [done, { position, estimate, prompts }] of rows.entries()) {
    onProgress({ done, total: rows.length, unit: 'rows', rows: done });
    const tokens = await countPrompts(prompts, count, signal);
    if (signal.aborted) return fail({ kind: 'cancelled' });
    if (tokens.ok) counted.push({ estimate, counted: tokens.value, weight: weights.get(position) ?? 1 });
    else if (!isOfRow(tokens.failure) || ++refused === MOST_REFUSED) {
      return ok({ rows: counted, stopped: tokens.failure });
    }
  }
  onProgress({ done: rows.length, total: rows.length, unit: 'rows', rows: rows.length });
  return ok({ rows: counted, stopped: null });
}

async function countPrompts(
  prompts: readonly CountedPrompt[],
  count: CountPrompt,
  signal: AbortSignal,
): Promise<Result<number>> {
  let sum = 0;
  for (const prompt of prompts) {
    if (signal.aborted) return fail({ kind: 'cancelled' });
    const tokens = await count(prompt, signal);
    if (!tokens.ok) return tokens;
    sum += tokens.value;
  }
  return ok(sum);
}

function isOfRow(failure: Failure): boolean {
  return failure.kind === 'service' && failure.problem.kind === 'invalid';
}
