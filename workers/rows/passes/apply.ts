import { fail, ok, type Result } from '../../../src/core/failure.ts';
import { requireJoin } from '../../../src/core/recipe/apply-plan.ts';
import { requireCompare } from '../../../src/core/recipe/compare-pairs.ts';
import type { EffectPage, EffectQuery } from '../../../src/core/recipe/effect.ts';
import { prepareRecipe } from '../../../src/core/recipe/phases.ts';
import { countRows, rowsPerTask, type SegmentDraft } from '../../../src/core/version/segments.ts';
import type { RecipeStep, StepLog } from '../../../src/core/version/version.ts';
import { compareRows } from '../../../src/store/rows/compare-rows.ts';
import { joinRows } from '../../../src/store/rows/join-rows.ts';
import { rewriteRows } from '../../../src/store/rows/rewrite-rows.ts';
import { RowWriter } from '../../../src/store/rows/row-writer.ts';
import type { Commit } from '../../../src/store/versions/commit.ts';
import { readMeasured } from '../../../src/store/versions/measure-list.ts';
import { loadVersion } from '../../../src/store/versions/versions.ts';
import { type HelpPart, type HelpTask, type RunTasks, TaskFailure } from '../apply/apply-help.ts';
import { ApplyLead } from '../apply/apply-lead.ts';
import { ApplyTask, type TaskResult } from '../apply/apply-task.ts';
import { definePass } from '../define-pass.ts';
import { readerOf } from '../open-version.ts';

export interface ApplyInput {
  readonly versionId: string;
  /** The version that the result follows on, where that is not the one whose rows it is made from. */
  readonly parentId?: string;
  /** Under which the changed rows are stored. */
  readonly stage: string;
  readonly steps: readonly RecipeStep[];
}

/** A part of a phase, or something that the lead needs to decide. */
interface ApplyWork {
  readonly phase: number;
  readonly work: { readonly kind: 'rows'; readonly segments: readonly SegmentDraft[] } | HelpTask;
}

type ApplyPart = TaskResult | HelpPart;

/** Runs a recipe over a version. Its result is in the lead's memory until it is committed. */
export default definePass({
  id: 'apply',

  async open({ versionId, stage, steps }: ApplyInput) {
    const base = await loadVersion(versionId);
    const recipe = prepareRecipe(steps, base);
    if (!recipe.ok) return recipe;
    const reader = readerOf(base.datasetId);
    const changed = new RowWriter(base.datasetId, stage);
    const run = async ({ phase: index, work }: ApplyWork): Promise<Result<ApplyPart>> => {
      const phase = recipe.value.phases[index];
      if (!phase) return fail({ kind: 'bug', message: `phase ${index} is not in the recipe`, stack: '' });
      switch (work.kind) {
        case 'rows':
          return ok(await new ApplyTask(recipe.value, phase, work.segments, changed).run(reader, work.segments));
        case 'compare':
          return ok(await compareRows(reader, work.pairs, requireCompare(phase.decide?.compares ?? {}, work.compare)));
        case 'rewrite':
          return ok(await rewriteRows(reader, work.ids, changed));
        case 'measure':
          return ok(await readMeasured(reader, work.segments));
        case 'join':
          return ok(await joinRows(reader, work, requireJoin(phase.decide?.join), changed));
      }
    };
    return ok({ run, settle: () => changed.flush() });
  },

  async lead({ versionId, steps, parentId = versionId }: ApplyInput, team) {
    const startedAt = Date.now();
    const base = await loadVersion(versionId);
    const recipe = prepareRecipe(steps, base);
    if (!recipe.ok) return recipe;
    const { phases } = recipe.value;
    const lead = new ApplyLead(base, steps, recipe.value);
    let rows = phases.length * base.rowCount;
    team.expect(rows, 'rows');
    for (const [index, phase] of phases.entries()) {
      const tasks = lead.tasks(rowsPerTask(base)).map((segments): ApplyWork => {
        return { phase: index, work: { kind: 'rows', segments } };
      });
      const passed = await team.each(tasks, {
        weigh: weighWork,
        onPart: (part, task) => {
          if ('tallies' in part) lead.collect(task, part);
        },
      });
      if (!passed.ok) return passed;
      const help: RunTasks = (works, onPart) => {
        const more = works.map((work): ApplyWork => ({ phase: index, work }));
        rows += more.reduce((sum, each) => sum + weighWork(each), 0);
        team.expect(rows, 'rows');
        return team.each(more, {
          weigh: weighWork,
          onPart: (part, task) => {
            if (!('tallies' in part)) onPart(part, task);
          },
        });
      };
      try {
        await lead.conclude(phase, help);
        if (index === phases.length - 1) await lead.measure(help);
      } catch (error) {
        if (error instanceof TaskFailure) return fail(error.failure);
        throw error;
      }
    }
    // The result may be looked at for an hour before it is committed.
    const tookMs = Date.now() - startedAt;
    const commit = async (stage: string): Promise<Result<Commit>> =>
      ok(await lead.commit(stage, { startedAt: Date.now() - tookMs, parentId }));
    const pages = lead.effects();
    const effects = async (query: EffectQuery): Promise<Result<EffectPage>> => ok(await pages.page(query));
    const log: readonly StepLog[] = lead.log();
    return ok({ output: { log, counts: await pages.counts() }, actions: { commit, effects } });
  },

  moves: (part) => {
    if (ArrayBuffer.isView(part)) return [part];
    if ('hashes' in part) return [part.hashes, part.origins];
    const { ids, from, changed, surveys, drops } = part;
    return [ids, from, changed, surveys, ...drops.flatMap((drop) => [drop.ids, drop.at])];
  },
});

/** In rows that are read. */
function weighWork({ work }: ApplyWork): number {
  switch (work.kind) {
    case 'rows':
      return countRows(work.segments);
    case 'compare':
      return work.pairs.length;
    case 'rewrite':
    case 'join':
      return work.ids.length;
    case 'measure':
      return 0;
  }
}
