import './fake-browser.ts';
import { ok } from '../../src/core/failure.ts';
import type { Phase } from '../../src/core/recipe/phases.ts';
import type { VersionInfo } from '../../src/core/version/version.ts';
import { BlockReader } from '../../src/store/rows/block-reader.ts';
import { compareRows } from '../../src/store/rows/compare-rows.ts';
import { joinRows } from '../../src/store/rows/join-rows.ts';
import { rewriteRows } from '../../src/store/rows/rewrite-rows.ts';
import { RowWriter } from '../../src/store/rows/row-writer.ts';
import { openStage } from '../../src/store/stage.ts';
import { readMeasured } from '../../src/store/versions/measure-list.ts';
import { loadVersion } from '../../src/store/versions/versions.ts';
import type { RunTasks } from '../../workers/rows/apply/apply-help.ts';
import { ApplyLead } from '../../workers/rows/apply/apply-lead.ts';
import { ApplyTask } from '../../workers/rows/apply/apply-task.ts';

interface Hands {
  /** Workers that share the tasks, each with blocks of its own. */
  readonly workers?: number;
  /** Rows of one task, or a little more. */
  readonly taskRows?: number;
}

/** Runs phases on a version as the workers do, one task after another, and commits the result. */
export async function applyPhases(
  version: VersionInfo,
  phases: readonly Phase[],
  { workers = 1, taskRows = 10 }: Hands = {},
): Promise<VersionInfo> {
  const base = await loadVersion(version.id);
  const { datasetId, columns, mapping } = base;
  const stage = await openStage(datasetId, 'Cleaning of a test');
  try {
    const steps = phases.flatMap(({ applies, decide }) => [...applies, ...(decide ? [decide] : [])]);
    const titles = steps.map((_, index) => `Step ${index}`);
    const recipe = { phases, titles, columns, guessed: [], mapping, format: undefined };
    const named = titles.map((step) => ({ step, version: 1, params: {} }));
    const lead = new ApplyLead(base, named, recipe);
    const writers = Array.from({ length: workers }, () => new RowWriter(datasetId, stage.id));
    for (const phase of phases) {
      // From the last to the first: nothing may depend on which is ready first.
      for (const [index, task] of [...lead.tasks(taskRows).entries()].reverse()) {
        const writer = writers[index % workers]!;
        lead.collect(index, await new ApplyTask(recipe, phase, task, writer).run(new BlockReader(datasetId), task));
      }
      for (const writer of writers) await writer.flush();
      const help: RunTasks = async (works, onPart) => {
        for (const [index, work] of [...works.entries()].reverse()) {
          const reader = new BlockReader(datasetId);
          const writer = writers[index % workers]!;
          if (work.kind === 'rewrite') onPart(await rewriteRows(reader, work.ids, writer), index);
          else if (work.kind === 'join') onPart(await joinRows(reader, work, phase.decide!.join!, writer), index);
          else if (work.kind === 'measure') onPart(await readMeasured(reader, work.segments), index);
          else onPart(await compareRows(reader, work.pairs, phase.decide!.compares[work.compare]!), index);
        }
        for (const writer of writers) await writer.flush();
        return ok(undefined);
      };
      await lead.conclude(phase, help);
      if (phase === phases.at(-1)) await lead.measure(help);
    }
    return (await lead.commit(stage.id, { startedAt: 0, parentId: base.id })).version;
  } finally {
    await stage.close();
  }
}
