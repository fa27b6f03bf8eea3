import {
  countRows,
  cutTasks,
  joinIds,
  rowsPerTask,
  SegmentBuilder,
  type SegmentDraft,
  toSlice,
} from '../../../src/core/version/segments.ts';
import { GuessedColumns } from '../../../src/core/recipe/guessed-columns.ts';
import { countPlan, SurveyedList } from '../../../src/core/recipe/apply-plan.ts';
import { requireCompare } from '../../../src/core/recipe/compare-pairs.ts';
import type { Decider, Phase, PreparedRecipe } from '../../../src/core/recipe/phases.ts';
import { checkPlan, dropsByReason, keepRows, type Plan, type PlannedJoin } from '../../../src/core/recipe/plan.ts';
import type { Ask, Join } from '../../../src/core/recipe/step.ts';
import { addTally, emptyTally, type StepTally, toLog } from '../../../src/core/recipe/tally.ts';
import { hexOf } from '../../../src/core/hash/text-hash.ts';
import { HASH_WORDS } from '../../../src/core/version/digest.ts';
import { breaksLocality } from '../../../src/core/version/locality.ts';
import { joinChanges, type OriginValues } from '../../../src/core/version/mark.ts';
import type { RecipeStep, StepLog } from '../../../src/core/version/version.ts';
import { readRowText } from '../../../src/store/rows/block-reader.ts';
import { type Commit, commitVersion, storeSegments } from '../../../src/store/versions/commit.ts';
import { type Measured, measureList } from '../../../src/store/versions/measure-list.ts';
import { readOrigins } from '../../../src/store/rows/list-parts.ts';
import { storeMarks } from '../../../src/store/versions/mark-segments.ts';
import { type DropDraft, storeDrops } from '../../../src/store/rows/drops.ts';
import { sliceIds } from '../../../src/store/versions/row-list.ts';
import type { LoadedVersion } from '../../../src/store/versions/versions.ts';
import { comparePairsBy, joinBy, measureBy, rewriteBy, type RunTasks } from './apply-help.ts';
import type { TaskResult } from './apply-task.ts';
import { EffectPages } from './effect-pages.ts';
import { EffectTrack } from './effect-track.ts';
import { readerOf } from '../open-version.ts';
import { BesideList } from './beside-list.ts';

/** What the tasks of a run left, put together in list order. One worker leads; the others only run tasks. */
export class ApplyLead {
  readonly #base: LoadedVersion;
  readonly #recipe: PreparedRecipe;
  readonly #steps: readonly RecipeStep[];
  readonly #tallies: StepTally[];
  readonly #guessed: GuessedColumns;
  readonly #drops: DropDraft[] = [];
  /** What the steps so far have marked. */
  readonly #marks: OriginValues[] = [];
  readonly #track: EffectTrack;
  #results: TaskResult[] = [];
  /** Rows of each task of the phase at hand. */
  #sizes: readonly number[] = [];
  #phase = -1;
  #segments: readonly SegmentDraft[];
  #measured: Measured | undefined;

  constructor(base: LoadedVersion, steps: readonly RecipeStep[], recipe: PreparedRecipe) {
    this.#base = base;
    this.#steps = steps;
    this.#recipe = recipe;
    this.#tallies = steps.map(emptyTally);
    this.#guessed = new GuessedColumns(recipe.guessed);
    this.#segments = base.segments;
    this.#track = new EffectTrack(base.rowCount);
  }

  /** The tasks of the next phase. */
  tasks(rows: number): SegmentDraft[][] {
    const tasks = cutTasks(this.#segments, rows);
    this.#sizes = tasks.map(countRows);
    this.#phase++;
    return tasks;
  }

  collect(index: number, result: TaskResult): void {
    this.#results[index] = result;
  }

  /** Ends a phase: adds up its tasks, decides, and makes the list that the next one works on. */
  async conclude(phase: Phase, help: RunTasks): Promise<void> {
    for (const { tallies, columns } of this.#results) {
      this.#guessed.add(columns);
      tallies.forEach((tally, step) => {
        addTally(this.#tallies[step] ?? emptyTally(), tally);
      });
    }
    this.#gatherDrops();
    this.#track.afterTasks(this.#phase, this.#results, this.#sizes);
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

  /** Has the list that is left measured by all workers, so that the commit need not. Its marks are known only then. */
  async measure(help: RunTasks): Promise<void> {
    if (this.#base.marks.length > 0 || this.#marks.length > 0) return;
    this.#measured = await measureBy(help, this.#segments);
  }

  /** What the recipe does to each row, for a look at it. Good once all phases are through. */
  effects(): EffectPages {
    return new EffectPages(this.#base, this.#recipe, this.#segments, this.#track);
  }

  log(): StepLog[] {
    return toLog(this.#steps, this.#recipe.titles, this.#tallies, this.#base.rowCount);
  }

  /**
   * `startedAt`: from when on the version's duration counts, in milliseconds since 1970. `parentId`: what Undo goes back to,
   * where the recipe began at an older version than that.
   */
  async commit(
    stage: string,
    { startedAt, parentId }: { readonly startedAt: number; readonly parentId: string },
  ): Promise<Commit> {
    const { id: basedOn, datasetId, sources } = this.#base;
    const id = crypto.randomUUID();
    const marks = await storeMarks({ datasetId, stage }, this.#base.marks, joinChanges(this.#marks));
    const [segments, measured] = await Promise.all([
      storeSegments(datasetId, stage, this.#segments),
      this.#measured ?? measureList(datasetId, this.#segments, marks),
      storeDrops({ versionId: id, datasetId, stage }, this.#drops),
    ]);
    const { mapping, format } = this.#recipe;
    const columns = this.#guessed.trim(this.#recipe.columns);
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
      ...(basedOn !== parentId && { basedOn }),
    };
    return commitVersion({ ...draft, kind: 'apply' }, { stage });
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
    { index, decide, compares, join, keep }: Decider,
    surveys: Uint32Array,
    list: SurveyedList,
    help: RunTasks,
  ): Promise<Plan> {
    const ask: Ask = async (pairs, compare) => {
      requireCompare(compares, compare);
      return comparePairsBy(help, await list.idsAt(pairs), compare);
    };
    const beside = new BesideList(this.#base, list, this.#marks);
    const decided = await decide(surveys, list.count, ask, beside);
    checkPlan(decided, list.count);
    const plan = keep ? await this.#keepRows(decided, list, keep) : decided;
    await this.#track.afterPlan({ phase: this.#phase, step: index }, plan, (positions) => list.idsAt(positions));
    await this.#countPlan(index, plan, list, join);
    for (const { reason, rows, keptInstead } of dropsByReason(plan)) {
      const [ids, kept] = [await list.idsAt(rows), await list.idsAt(keptInstead)];
      this.#drops.push({ step: index, reason, ids, keptInstead: kept });
    }
    const reader = readerOf(this.#base.datasetId);
    for (const { name, dictionary, rows, values } of plan.marks ?? []) {
      const ids = await list.idsAt(rows);
      this.#marks.push({ name, dictionary, values, origins: await readOrigins(reader, [{ ids, count: ids.length }]) });
    }
    return plan;
  }

  /** The rows that a step would drop and keeps are known by the hashes that are stored beside them. */
  async #keepRows(plan: Plan, list: SurveyedList, keep: ReadonlySet<string>): Promise<Plan> {
    const rows = plan.drop?.rows ?? new Uint32Array(0);
    const ids = await list.idsAt(rows);
    const reader = readerOf(this.#base.datasetId);
    const kept = new Set<number>();
    for (const [at, id] of ids.entries()) {
      const { hashes, firstRow } = await reader.find(id);
      if (keep.has(hexOf(hashes, (id - firstRow) * HASH_WORDS))) kept.add(rows[at] ?? 0);
    }
    return keepRows(plan, (position) => kept.has(position));
  }

  async #countPlan(step: number, plan: Plan, list: SurveyedList, join: Join | undefined): Promise<void> {
    const tally = this.#tallies[step];
    if (!tally) return;
    const reader = readerOf(this.#base.datasetId);
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
