import type applyPass from '../../workers/rows/passes/apply.ts';
import type samplePass from '../../workers/rows/passes/sample.ts';
import { fail, ok, type Result } from '../core/failure.ts';
import type { RecipeStep, StepLog, VersionInfo } from '../core/version/version.ts';
import { getDataset } from '../store/datasets.ts';
import { openStage } from '../store/stage.ts';
import { holdPass, runPass } from './pass.ts';
import type { Run } from './run.ts';
import { settle } from './settle.ts';

export interface ApplyRequest {
  readonly datasetId: string;
  readonly steps: readonly RecipeStep[];
  /** For measuring; the digest is the same with any number. */
  readonly workers?: number;
}

export interface ApplyReport {
  readonly version: VersionInfo;
  /** True where the head had moved meanwhile: the result was kept as a branch. */
  readonly branched: boolean;
  /** False where the steps left everything as it is: no version was made, and `version` is the one they ran on. */
  readonly changed: boolean;
}

/** What a form may wait for its preview. */
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
  { datasetId, steps }: ApplyRequest,
  rows: number,
  { signal }: Pick<Run, 'signal'>,
): Promise<Result<readonly StepLog[]>> {
  return settle(async () => {
    const dataset = await getDataset(datasetId);
    if (!dataset) return fail({ kind: 'head-moved' });
    const input = { versionId: dataset.headId, steps, rows };
    const options = { task: TASK, workers: 1, timeoutMs: SAMPLE_TIMEOUT_MS, place: 'the first rows' };
    return runPass<typeof samplePass>('sample', input, { signal, onProgress: () => undefined }, options);
  });
}

const TASK = 'Running the steps';

async function passAll(
  { datasetId, steps, workers }: ApplyRequest,
  run: Run,
  quiet: boolean,
): Promise<Result<HeldRun>> {
  const dataset = await getDataset(datasetId);
  if (!dataset) return fail({ kind: 'head-moved' });
  const stage = await openStage(dataset.id, `Cleaning of ${dataset.name}`, quiet);
  try {
    const input = { versionId: dataset.headId, stage: stage.id, steps };
    const options = { task: TASK, ...(workers !== undefined && { workers }) };
    const held = await holdPass<typeof applyPass>('apply', input, run, options);
    if (!held.ok) {
      await stage.close();
      return held;
    }
    const discard = async (): Promise<void> => {
      held.value.close();
      await stage.close();
    };
    const commit = (): Promise<Result<ApplyReport>> =>
      settle(() => held.value.act('commit', stage.id)).finally(discard);
    return ok({ log: held.value.output, commit, discard });
  } catch (error) {
    await stage.close();
    throw error;
  }
}
