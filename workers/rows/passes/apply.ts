import { fail, ok, type Result } from '../../../src/core/failure.ts';
import { prepareRecipe } from '../../../src/core/recipe/phases.ts';
import { countRows, rowsPerTask, type SegmentDraft } from '../../../src/core/version/segments.ts';
import type { RecipeStep, StepLog } from '../../../src/core/version/version.ts';
import { BlockReader } from '../../../src/store/rows/block-reader.ts';
import { RowWriter } from '../../../src/store/rows/row-writer.ts';
import type { Commit } from '../../../src/store/versions/commit.ts';
import { loadVersion } from '../../../src/store/versions/versions.ts';
import { ApplyLead } from '../apply-lead.ts';
import { ApplyTask, type TaskResult } from '../apply-task.ts';
import { definePass } from '../pass.ts';

export interface ApplyInput {
  readonly versionId: string;
  /** Under which the changed rows are stored. */
  readonly stage: string;
  readonly steps: readonly RecipeStep[];
}

interface ApplyPhase {
  readonly phase: number;
  readonly segments: readonly SegmentDraft[];
}

/** Runs a recipe over a version. Its result is in the lead's memory until it is committed. */
export default definePass({
  id: 'apply',

  async open({ versionId, stage, steps }: ApplyInput) {
    const base = await loadVersion(versionId);
    const recipe = prepareRecipe(steps, base);
    if (!recipe.ok) return recipe;
    const reader = new BlockReader(base.datasetId);
    const changed = new RowWriter(base.datasetId, stage);
    const run = async ({ phase: index, segments }: ApplyPhase): Promise<Result<TaskResult>> => {
      const phase = recipe.value.phases[index];
      if (!phase) return fail({ kind: 'bug', message: `phase ${index} is not in the recipe`, stack: '' });
      return ok(await new ApplyTask(recipe.value, phase, segments, changed).run(reader, segments));
    };
    return ok({ run, settle: () => changed.flush() });
  },

  async lead({ versionId, steps }: ApplyInput, team) {
    const startedAt = Date.now();
    const base = await loadVersion(versionId);
    const recipe = prepareRecipe(steps, base);
    if (!recipe.ok) return recipe;
    const { phases } = recipe.value;
    const lead = new ApplyLead(base, steps, recipe.value);
    team.expect(phases.length * base.rowCount, 'rows');
    for (const [index, phase] of phases.entries()) {
      const tasks = lead.tasks(rowsPerTask(base)).map((segments): ApplyPhase => ({ phase: index, segments }));
      const passed = await team.each(tasks, {
        weigh: ({ segments }) => countRows(segments),
        onPart: (part, task) => {
          lead.collect(task, part);
        },
      });
      if (!passed.ok) return passed;
      await lead.conclude(phase);
    }
    // The result may be looked at for an hour before it is committed.
    const tookMs = Date.now() - startedAt;
    const commit = async (stage: string): Promise<Result<Commit>> => ok(await lead.commit(stage, Date.now() - tookMs));
    const log: readonly StepLog[] = lead.log();
    return ok({ output: log, actions: { commit } });
  },

  moves: ({ ids, surveys, drops }) => [ids, surveys, ...drops.map((drop) => drop.ids)],
});
