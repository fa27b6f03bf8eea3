import type { Failure, Result } from '../../../src/core/failure.ts';
import { cutPairs } from '../../../src/core/recipe/compare-pairs.ts';
import { cutTasks, joinIds, type SegmentDraft } from '../../../src/core/version/segments.ts';
import { ListMeasure, type Measured, type MeasuredRows } from '../../../src/store/versions/measure-list.ts';

/** What the workers of a run do for the one that leads it, beside the phases. */
export type HelpTask =
  | { readonly kind: 'compare'; readonly compare: string; readonly pairs: Uint32Array }
  | { readonly kind: 'rewrite'; readonly ids: Uint32Array }
  | { readonly kind: 'measure'; readonly segments: readonly SegmentDraft[] }
  | JoinTask;

/** What they give back: of `compare` one number a pair, of `rewrite` and `join` the new ids. */
export type HelpPart = Float64Array | Uint32Array | MeasuredRows;

/** Groups of rows that become one row each. `ids` has one group after another, `sizes` how many rows each has. */
interface JoinTask {
  readonly kind: 'join';
  readonly ids: Uint32Array;
  readonly sizes: Uint32Array;
}

/** Runs tasks on all workers. */
export type RunTasks = (
  tasks: readonly HelpTask[],
  onPart: (part: HelpPart, index: number) => void,
) => Promise<Result<void>>;

/** Thrown where a task failed, to be returned as what it is: a step's `decide` knows nothing of failures. */
export class TaskFailure extends Error {
  readonly failure: Failure;
  constructor(failure: Failure) {
    super(failure.kind);
    this.failure = failure;
  }
}

/** Pairs whose rows a worker has in memory at once. */
const PAIRS_AT_ONCE = 8_192;

/** Bytes of rows that a task of a new order copies. Each task reads all blocks, so that few large ones are quicker. */
const REWRITE_BYTES = 48 << 20;

/** Rows of a list that a worker measures at a time. */
const MEASURED_ROWS = 40_000;

/** Has a list without marks measured by the workers. */
export async function measureBy(run: RunTasks, segments: readonly SegmentDraft[]): Promise<Measured> {
  const measure = new ListMeasure();
  const tasks = cutTasks(segments, MEASURED_ROWS).map((some) => ({ kind: 'measure', segments: some }) as const);
  const ran = await run(tasks, (part, index) => {
    if ('hashes' in part) measure.put(index, part);
  });
  if (!ran.ok) throw new TaskFailure(ran.failure);
  return measure.finish();
}

/** Has pairs of row ids compared by the workers; one number a pair, in their order. */
export async function comparePairsBy(run: RunTasks, pairs: Uint32Array, compare: string): Promise<Float64Array> {
  const tasks = cutPairs(pairs, PAIRS_AT_ONCE);
  const found = new Float64Array(pairs.length / 2);
  const ran = await run(
    tasks.map((task) => ({ kind: 'compare', compare, pairs: task.pairs })),
    (part, index) => {
      if (!(part instanceof Float64Array)) return;
      for (const [at, place] of (tasks[index]?.places ?? []).entries()) found[place] = part[at] ?? 0;
    },
  );
  if (!ran.ok) throw new TaskFailure(ran.failure);
  return found;
}

/** Has rows stored again in the order of `ids`; returns their new ids. `bytes`: of an average row. */
export async function rewriteBy(run: RunTasks, ids: Uint32Array, bytes: number): Promise<Uint32Array> {
  const rows = Math.max(1, Math.floor(REWRITE_BYTES / Math.max(1, bytes)));
  const parts: Uint32Array[] = [];
  const tasks: HelpTask[] = [];
  for (let at = 0; at < ids.length; at += rows) tasks.push({ kind: 'rewrite', ids: ids.slice(at, at + rows) });
  const ran = await run(tasks, (part, index) => {
    if (part instanceof Uint32Array) parts[index] = part;
  });
  if (!ran.ok) throw new TaskFailure(ran.failure);
  return joinIds(parts);
}

/** Has each group of rows made one and stored; returns the new ids, one a group. `bytes`: of an average row. */
export async function joinBy(
  run: RunTasks,
  { ids, sizes }: Omit<JoinTask, 'kind'>,
  bytes: number,
): Promise<Uint32Array> {
  const rows = Math.max(1, Math.floor(REWRITE_BYTES / Math.max(1, bytes)));
  const tasks: JoinTask[] = [];
  let [first, from, count] = [0, 0, 0];
  for (const [at, size] of sizes.entries()) {
    count += size;
    if (count < rows && at + 1 < sizes.length) continue;
    tasks.push({ kind: 'join', ids: ids.slice(from, from + count), sizes: sizes.slice(first, at + 1) });
    first = at + 1;
    from += count;
    count = 0;
  }
  const parts: Uint32Array[] = [];
  const ran = await run(tasks, (part, index) => {
    if (part instanceof Uint32Array) parts[index] = part;
  });
  if (!ran.ok) throw new TaskFailure(ran.failure);
  return joinIds(parts);
}
