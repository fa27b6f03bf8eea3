import type { ApplyReport, ApplyStart, ApplyWorker, ReadWorker, TaskResult } from '../../workers/contracts/rows.ts';
import { counted } from '../core/amount.ts';
import { fail, ok, type Result } from '../core/failure.ts';
import { countRows, type SegmentDraft } from '../core/version/segments.ts';
import type { RecipeStep, StepLog } from '../core/version/version.ts';
import { getDataset } from '../store/datasets.ts';
import { openStage } from '../store/stage.ts';
import { moved } from './remote-worker.ts';
import type { Run } from './run.ts';
import { settle } from './settle.ts';
import { applyKind, readKind } from './worker-kinds.ts';
import { WorkerPool } from './worker-pool.ts';

export interface ApplyRequest {
  readonly datasetId: string;
  readonly steps: readonly RecipeStep[];
  /** For measuring; the digest is the same with any number. */
  readonly workers?: number;
}

/** A task of 3 MiB takes a tenth of a second: one that takes this long hangs in a pattern. */
const TASK_TIMEOUT_MS = 60_000;
const SAMPLE_TIMEOUT_MS = 5_000;

/** A recipe that has run over all rows, and of which nothing is visible yet. */
export interface HeldRun {
  /** Exact counts and example pairs of each step. */
  readonly log: readonly StepLog[];
  /** Makes the result the dataset's next version. */
  commit(): Promise<Result<ApplyReport>>;
  /** Removes what was stored for it. */
  discard(): Promise<void>;
}

/** Runs a recipe on the dataset's head and commits the result as one version. */
export async function applyRecipe(request: ApplyRequest, run: Run): Promise<Result<ApplyReport>> {
  const held = await settle(() => passAll(request, run, false));
  return held.ok ? held.value.commit() : held;
}

/** Runs a recipe and keeps the result back: Apply then costs no second pass. Commit or discard it. */
export function holdRecipe(request: ApplyRequest, run: Run): Promise<Result<HeldRun>> {
  return settle(() => passAll(request, run, true));
}

/** What a recipe does to the first rows of the dataset: for the cards, while a parameter is typed. */
export function sampleRecipe(
  request: ApplyRequest,
  rows: number,
  run: Pick<Run, 'signal'>,
): Promise<Result<readonly StepLog[]>> {
  return settle(() => runSample(request, rows, run));
}

async function runSample(
  { datasetId, steps }: ApplyRequest,
  rows: number,
  run: Pick<Run, 'signal'>,
): Promise<Result<readonly StepLog[]>> {
  const dataset = await getDataset(datasetId);
  if (!dataset) return fail({ kind: 'head-moved' });
  const pool = new WorkerPool<ReadWorker>(readKind, run.signal, 1);
  const options = { timeoutMs: SAMPLE_TIMEOUT_MS, place: 'the first rows' };
  try {
    return await pool.lead.call((api) => api.sample(dataset.headId, steps, rows), options);
  } finally {
    pool.close();
  }
}

async function passAll(request: ApplyRequest, run: Run, quiet: boolean): Promise<Result<HeldRun>> {
  const dataset = await getDataset(request.datasetId);
  if (!dataset) return fail({ kind: 'head-moved' });
  const stage = await openStage(dataset.id, `Cleaning of ${dataset.name}`, quiet);
  const pool = new WorkerPool<ApplyWorker>(applyKind, run.signal, request.workers);
  const discard = async (): Promise<void> => {
    pool.close();
    await stage.close();
  };
  try {
    const start = { versionId: dataset.headId, stage: stage.id, steps: request.steps };
    const log = await runPhases(pool, start, run);
    if (!log.ok) {
      await discard();
      return log;
    }
    pool.dismiss();
    pool.shield();
    const commit = (): Promise<Result<ApplyReport>> =>
      settle(() => pool.lead.call((api) => api.commit(stage.id))).finally(discard);
    return ok({ log: log.value, commit, discard });
  } catch (error) {
    await discard();
    throw error;
  }
}

async function runPhases(
  pool: WorkerPool<ApplyWorker>,
  start: ApplyStart,
  run: Run,
): Promise<Result<readonly StepLog[]>> {
  const begun = await pool.all((api) => api.begin(start));
  if (!begun.ok) return begun;
  const { phases, rows } = begun.value;
  for (let phase = 0; phase < phases; phase++) {
    const done = await runPhase(pool, phase, (part) => {
      run.onProgress({
        done: (phase + part) * rows,
        total: phases * rows,
        unit: 'rows',
        rows: Math.round(part * rows),
      });
    });
    if (!done.ok) return done;
  }
  return pool.lead.call((api) => api.log());
}

async function runPhase(
  pool: WorkerPool<ApplyWorker>,
  phase: number,
  onPart: (part: number) => void,
): Promise<Result<void>> {
  const tasks = await pool.lead.call((api) => api.tasks());
  if (!tasks.ok) return tasks;
  const total = tasks.value.reduce((sum, task) => sum + countRows(task), 0);
  let done = 0;
  const passed = await pool.each(
    tasks.value,
    async (api, task, index) => {
      const result = await api.run(phase, task);
      if (!result.ok) return result;
      return pool.lead.call((lead) => lead.collect(index, moveResult(result.value)));
    },
    (_, index) => {
      done += countRows(tasks.value[index] ?? []);
      onPart(done / total);
    },
    (task) => ({ timeoutMs: TASK_TIMEOUT_MS, place: describe(task) }),
  );
  if (!passed.ok) return passed;
  const flushed = await pool.all((api) => api.flush());
  return flushed.ok ? pool.lead.call((api) => api.conclude(phase)) : flushed;
}

function moveResult(result: TaskResult): TaskResult {
  return moved(result, [result.ids, result.surveys, ...result.drops.map((drop) => drop.ids)]);
}

function describe(task: readonly SegmentDraft[]): string {
  return `a stretch of ${counted(countRows(task), 'row')}`;
}
