import type applyPass from '../../workers/rows/passes/apply.ts';
import type samplePass from '../../workers/rows/passes/sample.ts';
import { fail, ok, type Result } from '../core/failure.ts';
import type { RecipeStep, StepLog, VersionInfo } from '../core/version/version.ts';
import type { EffectCounts, EffectPage, EffectQuery } from '../core/recipe/effect.ts';
import { getDataset } from '../store/datasets.ts';
import { openStage } from '../store/stage.ts';
import { holdPass, runPass } from './pass.ts';
import type { Run } from './run.ts';
import { settle } from './settle.ts';

export interface ApplyRequest {
  readonly datasetId: string;
  readonly steps: readonly RecipeStep[];
  /** The version whose rows the steps begin with, where that is not the head: the result follows on the head all the same. */
  readonly versionId?: string;
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
  readonly counts: EffectCounts;
  /** Some of the rows with what becomes of them, also after the commit. */
  readonly effects: (query: EffectQuery) => Promise<Result<EffectPage>>;
  /** Makes the result the dataset's next version. */
  readonly commit: () => Promise<Result<ApplyReport>>;
  /** Lets go of it, and removes what was stored for it and not committed. */
  readonly discard: () => Promise<void>;
}

/** Runs a recipe on the dataset's head and commits the result as one version. */
export async function applyRecipe(request: ApplyRequest, run: Run): Promise<Result<ApplyReport>> {
  const held = await settle(() => passAll(request, run, false));
  return held.ok ? held.value.commit().finally(held.value.discard) : held;
}

/** Runs a recipe and keeps the result back: Apply then costs no second pass. Commit or discard it. */
export function holdRecipe(request: ApplyRequest, run: Run): Promise<Result<HeldRun>> {
  return settle(() => passAll(request, run, true));
}

/** What a recipe does to the first rows of the dataset: for the cards, while a parameter is typed. */
export function sampleRecipe(
  { datasetId, steps, versionId }: ApplyRequest,
  rows: number,
  { signal }: Pick<Run, 'signal'>,
): Promise<Result<readonly StepLog[]>> {
  return settle(async () => {
    const dataset = await getDataset(datasetId);
    if (!dataset) return fail({ kind: 'head-moved' });
    const input = { versionId: versionId ?? dataset.headId, steps, rows };
    const options = { task: TASK, workers: 1, timeoutMs: SAMPLE_TIMEOUT_MS, place: 'the first rows' };
    return runPass<typeof samplePass>('sample', input, { signal, onProgress: () => undefined }, options);
  });
}

const TASK = 'Running the steps';

async function passAll(
  { datasetId, steps, versionId, workers }: ApplyRequest,
  run: Run,
  quiet: boolean,
): Promise<Result<HeldRun>> {
  const dataset = await getDataset(datasetId);
  if (!dataset) return fail({ kind: 'head-moved' });
  const stage = await openStage(dataset.id, `Cleaning of ${dataset.name}`, quiet);
  try {
    const { headId: parentId } = dataset;
    const input = { versionId: versionId ?? parentId, stage: stage.id, steps, parentId };
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
    // What was not claimed by the commit goes at once; the lead stays, to be looked at.
    const commit = (): Promise<Result<ApplyReport>> =>
      settle(() => held.value.act('commit', stage.id)).finally(() => stage.close());
    const effects = (query: EffectQuery): Promise<Result<EffectPage>> => settle(() => held.value.act('effects', query));
    return ok({ ...held.value.output, effects, commit, discard });
  } catch (error) {
    await stage.close();
    throw error;
  }
}
