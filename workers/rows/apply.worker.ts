import { fail, ok } from '../../src/core/failure.ts';
import { type PreparedRecipe, prepareRecipe } from '../../src/core/recipe/phases.ts';
import { BlockReader } from '../../src/store/rows/block-reader.ts';
import { RowWriter } from '../../src/store/rows/row-writer.ts';
import { loadVersion } from '../../src/store/versions/versions.ts';
import { rowsPerTask } from '../../src/core/version/segments.ts';
import { ApplyLead } from './apply-lead.ts';
import { ApplyTask } from './apply-task.ts';
import type { ApplyWorker } from '../contracts/rows.ts';
import { moveResult, serve } from '../serve.ts';

interface Begun {
  readonly recipe: PreparedRecipe;
  readonly reader: BlockReader;
  readonly changed: RowWriter;
  readonly lead: ApplyLead;
  readonly rowsPerTask: number;
  readonly startedAt: number;
  /** How long the pass took; the result may be looked at for an hour before it is committed. */
  passMs: number;
}

let begun: Begun | undefined;

function current(): Begun {
  if (!begun) throw new Error('apply worker was not begun');
  return begun;
}

const api: ApplyWorker = {
  async begin({ versionId, stage, steps }) {
    const base = await loadVersion(versionId);
    const recipe = prepareRecipe(steps, base);
    if (!recipe.ok) return recipe;
    begun = {
      recipe: recipe.value,
      reader: new BlockReader(base.datasetId),
      changed: new RowWriter(base.datasetId, stage),
      lead: new ApplyLead(base, steps, recipe.value),
      rowsPerTask: rowsPerTask(base),
      startedAt: Date.now(),
      passMs: 0,
    };
    return ok({ phases: recipe.value.phases.length, rows: base.rowCount });
  },

  async run(phaseIndex, segments) {
    const { recipe, reader, changed } = current();
    const phase = recipe.phases[phaseIndex];
    if (!phase) return fail({ kind: 'bug', message: `phase ${phaseIndex} is not in the recipe`, stack: '' });
    return moveResult(await new ApplyTask(recipe, phase, segments, changed).run(reader, segments));
  },

  async flush() {
    await current().changed.flush();
    return ok(undefined);
  },

  tasks() {
    const { lead, rowsPerTask: rows } = current();
    return Promise.resolve(ok(lead.tasks(rows)));
  },

  collect(index, result) {
    current().lead.collect(index, result);
    return Promise.resolve(ok(undefined));
  },

  async conclude(phaseIndex) {
    const { lead, recipe, startedAt } = current();
    const phase = recipe.phases[phaseIndex];
    if (phase) await lead.conclude(phase);
    current().passMs = Date.now() - startedAt;
    return ok(undefined);
  },

  log() {
    return Promise.resolve(ok(current().lead.log()));
  },

  async commit(stage) {
    const { lead, passMs } = current();
    return ok(await lead.commit(stage, Date.now() - passMs));
  },
};

serve(api);
