import { cutTasks, joinIds, SegmentBuilder, type SegmentDraft } from '../../src/core/version/segments.ts';
import type { Phase, PreparedRecipe } from '../../src/core/recipe/phases.ts';
import type { Decision } from '../../src/core/recipe/step.ts';
import { addTally, countDrop, emptyTally, KEPT_EXAMPLES, type StepTally, toLog } from '../../src/core/recipe/tally.ts';
import type { RecipeStep, StepLog } from '../../src/core/version/version.ts';
import { BlockReader, readRowText } from '../../src/store/rows/block-reader.ts';
import { type Commit, commitVersion, measure, storeSegments } from '../../src/store/versions/commit.ts';
import { type DropDraft, storeDrops } from '../../src/store/rows/drops.ts';
import { sliceIds } from '../../src/store/versions/row-list.ts';
import { toSlice } from '../../src/core/version/segments.ts';
import type { LoadedVersion } from '../../src/store/versions/versions.ts';
import type { TaskResult } from '../contracts/rows.ts';

/** What the tasks of a run left, put together in list order. One worker leads; the others only run tasks. */
export class ApplyLead {
  readonly #base: LoadedVersion;
  readonly #recipe: PreparedRecipe;
  readonly #steps: readonly RecipeStep[];
  readonly #tallies: StepTally[];
  readonly #drops: DropDraft[] = [];
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
  async conclude(phase: Phase): Promise<void> {
    for (const { tallies } of this.#results) {
      tallies.forEach((tally, step) => {
        addTally(this.#tallies[step] ?? emptyTally(), tally);
      });
    }
    this.#gatherDrops();
    const decision = this.#decide(phase);
    if (decision && phase.decide) await this.#dropDecided(phase.decide.index, decision);
    this.#segments = await this.#build(decision);
    this.#results = [];
  }

  log(): StepLog[] {
    return toLog(this.#steps, this.#recipe.titles, this.#tallies, this.#base.rowCount);
  }

  /** `startedAt`: from when on the version's duration counts, in milliseconds since 1970. */
  async commit(stage: string, startedAt: number): Promise<Commit> {
    const { id: parentId, datasetId, sources, marks } = this.#base;
    const id = crypto.randomUUID();
    const [segments, measured] = await Promise.all([
      storeSegments(datasetId, stage, this.#segments),
      measure(datasetId, this.#segments, marks),
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

  #decide({ survey, decide }: Phase): Decision | null {
    if (!decide) return null;
    const rows = this.#results.reduce((sum, result) => sum + result.kept, 0);
    const surveys = survey ? joinIds(this.#results.map((result) => result.surveys)) : new Uint32Array(0);
    // Each task's numbers are in `surveys` now: keeping both would double the largest thing in memory.
    this.#results = this.#results.map((result) => ({ ...result, surveys: new Uint32Array(0) }));
    return decide.decide(surveys, rows);
  }

  async #dropDecided(step: number, { dropped, keptInstead, reason }: Decision): Promise<void> {
    if (dropped.length === 0) return;
    const ids = await this.#idsAt(dropped);
    const kept = keptInstead ? await this.#idsAt(keptInstead) : new Uint32Array(0);
    this.#drops.push({ step, reason, ids, keptInstead: kept });
    const tally = this.#tallies[step];
    if (!tally) return;
    const reader = new BlockReader(this.#base.datasetId);
    for (const id of ids.subarray(0, KEPT_EXAMPLES)) {
      countDrop(tally, { text: await readRowText(await reader.find(id), id) }, reason);
    }
    tally.dropped[reason] = ids.length;
  }

  /** Row ids at positions of the list that was surveyed, in any order. */
  async #idsAt(positions: Uint32Array): Promise<Uint32Array> {
    const all = joinIds(await Promise.all(this.#results.map(idsOf)));
    return positions.map((position) => all[position] ?? 0);
  }

  async #build(decision: Decision | null): Promise<SegmentDraft[]> {
    const builder = new SegmentBuilder();
    let position = 0;
    let next = 0;
    for (const result of this.#results) {
      const first = next;
      const end = position + result.kept;
      while (decision && next < decision.dropped.length && (decision.dropped[next] ?? 0) < end) next++;
      if (next === first && result.segments) for (const page of result.segments) builder.share(page);
      else builder.add(without(await idsOf(result), decision?.dropped.subarray(first, next), position));
      position = end;
    }
    return builder.finish();
  }
}

async function idsOf(result: TaskResult): Promise<Uint32Array> {
  if (!result.segments) return result.ids;
  return joinIds(await Promise.all(result.segments.map((page) => sliceIds(toSlice(page)))));
}

/** `ids` less those at `dropped` positions, which are ascending and counted from `offset`. */
function without(ids: Uint32Array, dropped: Uint32Array | undefined, offset: number): Uint32Array {
  if (!dropped || dropped.length === 0) return ids;
  const kept = new Uint32Array(ids.length - dropped.length);
  let at = 0;
  let next = 0;
  for (let index = 0; index < ids.length; index++) {
    if (next < dropped.length && dropped[next] === index + offset) next++;
    else kept[at++] = ids[index] ?? 0;
  }
  return kept;
}
