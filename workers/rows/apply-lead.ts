import {
  cutTasks,
  joinIds,
  rowsPerTask,
  SegmentBuilder,
  type SegmentDraft,
  toSlice,
} from '../../src/core/version/segments.ts';
import { countPlan, SurveyedList } from '../../src/core/recipe/apply-plan.ts';
import { requireCompare } from '../../src/core/recipe/compare-pairs.ts';
import type { Decider, Phase, PreparedRecipe } from '../../src/core/recipe/phases.ts';
import { checkPlan, dropsByReason, type Plan, type PlannedJoin } from '../../src/core/recipe/plan.ts';
import type { Join } from '../../src/core/recipe/step.ts';
import { addTally, emptyTally, type StepTally, toLog } from '../../src/core/recipe/tally.ts';
import { breaksLocality } from '../../src/core/version/locality.ts';
import { joinChanges, type OriginValues, type UnmeasuredMark } from '../../src/core/version/mark.ts';
import type { RecipeStep, StepLog } from '../../src/core/version/version.ts';
import { BlockReader, readRowText } from '../../src/store/rows/block-reader.ts';
import { type Commit, commitVersion, storeSegments } from '../../src/store/versions/commit.ts';
import { measureList } from '../../src/store/versions/measure-list.ts';
import { readOrigins } from '../../src/store/rows/list-parts.ts';
import { writeUnder } from '../../src/store/stage.ts';
import { database } from '../../src/store/database.ts';
import { paintMark } from '../../src/store/versions/mark-segments.ts';
import { type DropDraft, storeDrops } from '../../src/store/rows/drops.ts';
import { sliceIds } from '../../src/store/versions/row-list.ts';
import type { LoadedVersion } from '../../src/store/versions/versions.ts';
import { comparePairsBy, joinBy, rewriteBy, type RunTasks } from './apply-help.ts';
import type { TaskResult } from './apply-task.ts';

/** What the tasks of a run left, put together in list order. One worker leads; the others only run tasks. */
export class ApplyLead {
  readonly #base: LoadedVersion;
  readonly #recipe: PreparedRecipe;
  readonly #steps: readonly RecipeStep[];
  readonly #tallies: StepTally[];
  readonly #drops: DropDraft[] = [];
  /** What the steps so far have marked. */
  readonly #marks: OriginValues[] = [];
  #results: TaskResult[] = [];
  #segments: readonly SegmentDraft[];

  constructor(base: LoadedVersion, steps: readonly RecipeStep[], recipe: PreparedRecipe) {
    this.#base = base;
    this.#steps = steps;
    this.#recipe = recipe;
    this.#tallies = steps.map(emptyTally);
    this.#segments = base.segments;
  }

  /** The tasks of the next phase. */
  tasks(rows: number): SegmentDraft[][] {
    return cutTasks(this.#segments, rows);
  }

  collect(index: number, result: TaskResult): void {
    this.#results[index] = result;
  }

  /** Ends a phase: adds up its tasks, decides, and makes the list that the next one works on. */
  async conclude(phase: Phase, help: RunTasks): Promise<void> {
    for (const { tallies } of this.#results) {
      tallies.forEach((tally, step) => {
        addTally(this.#tallies[step] ?? emptyTally(), tally);
      });
    }
    this.#gatherDrops();
    const surveys = phase.survey ? joinIds(this.#results.map((result) => result.surveys)) : new Uint32Array(0);
    // Each task's numbers are in `surveys` now: keeping both would double the largest thing in memory.
    this.#results = this.#results.map((result) => ({ ...result, surveys: new Uint32Array(0) }));
    const list = new SurveyedList(this.#results, readIds);
    const plan = phase.decide ? await this.#decide(phase.decide, surveys, list, help) : {};
    this.#segments = await this.#listAfter(plan, list, help);
    this.#results = [];
  }

  #listAfter(plan: Plan, list: SurveyedList, help: RunTasks): Promise<SegmentDraft[]> {
    if (plan.order) return this.#reorder(plan.order, list, help);
    if (plan.join) return this.#join(plan, plan.join, list, help);
    return list.without(plan.drop?.rows ?? new Uint32Array(0));
  }

  async #join(plan: Plan, { rows, sizes }: PlannedJoin, list: SurveyedList, help: RunTasks): Promise<SegmentDraft[]> {
    const ids = await list.idsAt(rows);
    return list.withJoined(plan, await joinBy(help, { ids, sizes }, this.#averageRow));
  }

  get #averageRow(): number {
    const { rowCount, byteCount } = this.#base;
    return byteCount / Math.max(1, rowCount);
  }

  /** Rows whose new order would make each later pass read blocks again and again are stored again in that order. */
  async #reorder(order: Uint32Array, list: SurveyedList, help: RunTasks): Promise<SegmentDraft[]> {
    const ids = await list.idsAt(order);
    const isFar = breaksLocality(ids, rowsPerTask(this.#base));
    const young = isFar ? await rewriteBy(help, ids, this.#averageRow) : ids;
    const builder = new SegmentBuilder();
    builder.add(young);
    return builder.finish();
  }

  log(): StepLog[] {
    return toLog(this.#steps, this.#recipe.titles, this.#tallies, this.#base.rowCount);
  }

  /** `startedAt`: from when on the version's duration counts, in milliseconds since 1970. */
  async commit(stage: string, startedAt: number): Promise<Commit> {
    const { id: parentId, datasetId, sources } = this.#base;
    const id = crypto.randomUUID();
    const marks = await this.#paintMarks(stage);
    const [segments, measured] = await Promise.all([
      storeSegments(datasetId, stage, this.#segments),
      measureList(datasetId, this.#segments, marks),
      storeDrops({ versionId: id, datasetId, stage }, this.#drops),
    ]);
    const { columns, mapping, format } = this.#recipe;
    const log = this.log();
    const title = log.map((line) => line.title).join(' · ');
    const durationMs = Date.now() - startedAt;
    const draft = {
      id,
      datasetId,
      parentId,
      sources,
      segments,
      marks,
      measured,
      columns,
      mapping,
      format,
      log,
      title,
      durationMs,
    };
    return commitVersion({ ...draft, kind: 'apply' }, { stage });
  }

  /** The marks of the base with what the steps have marked, stored. */
  async #paintMarks(stage: string): Promise<readonly UnmeasuredMark[]> {
    const { datasetId } = this.#base;
    const marks = new Map(this.#base.marks.map((mark): [string, UnmeasuredMark] => [mark.name, mark]));
    for (const change of joinChanges(this.#marks)) {
      const { mark, added } = await paintMark(marks.get(change.name), change);
      const records = added.map((segment) => ({ ...segment, datasetId, stage }));
      await writeUnder(stage, database.marks, () => database.marks.bulkAdd(records));
      if (added.length > 0) marks.set(mark.name, mark);
    }
    return [...marks.values()];
  }

  #gatherDrops(): void {
    const found = new Map<string, { step: number; reason: string; parts: Uint32Array[] }>();
    for (const { step, reason, ids } of this.#results.flatMap((result) => result.drops)) {
      const key = `${step}:${reason}`;
      const drop = found.get(key) ?? { step, reason, parts: [] };
      drop.parts.push(ids);
      found.set(key, drop);
    }
    for (const { step, reason, parts } of found.values()) {
      this.#drops.push({ step, reason, ids: joinIds(parts), keptInstead: new Uint32Array(0) });
    }
  }

  async #decide(
    { index, decide, compares, join }: Decider,
    surveys: Uint32Array,
    list: SurveyedList,
    help: RunTasks,
  ): Promise<Plan> {
    const plan = await decide(surveys, list.count, async (pairs, compare) => {
      requireCompare(compares, compare);
      return comparePairsBy(help, await list.idsAt(pairs), compare);
    });
    checkPlan(plan, list.count);
    await this.#countPlan(index, plan, list, join);
    for (const { reason, rows, keptInstead } of dropsByReason(plan)) {
      const [ids, kept] = [await list.idsAt(rows), await list.idsAt(keptInstead)];
      this.#drops.push({ step: index, reason, ids, keptInstead: kept });
    }
    const reader = new BlockReader(this.#base.datasetId);
    for (const { name, dictionary, rows, values } of plan.marks ?? []) {
      const ids = await list.idsAt(rows);
      this.#marks.push({ name, dictionary, values, origins: await readOrigins(reader, [{ ids, count: ids.length }]) });
    }
    return plan;
  }

  async #countPlan(step: number, plan: Plan, list: SurveyedList, join: Join | undefined): Promise<void> {
    const tally = this.#tallies[step];
    if (!tally) return;
    const reader = new BlockReader(this.#base.datasetId);
    const textAt = async (position: number): Promise<string> => {
      const [id = 0] = await list.idsAt(Uint32Array.of(position));
      return readRowText(await reader.find(id), id);
    };
    await countPlan(tally, plan, list.count, { textAt, join });
  }
}

async function readIds(segments: readonly SegmentDraft[]): Promise<Uint32Array> {
  return joinIds(await Promise.all(segments.map((segment) => sliceIds(toSlice(segment)))));
}
