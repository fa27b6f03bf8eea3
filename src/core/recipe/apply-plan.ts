import { joinIds, SegmentBuilder, type SegmentDraft } from '../version/segments.ts';
import { KEPT_EXAMPLES, type StepTally } from './tally.ts';
import { cutExample, cutPair } from './example-pair.ts';
import {
  countMarked,
  countMoved,
  dropsByReason,
  firstsOf,
  keptPositions,
  type Plan,
  type PlannedJoin,
} from './plan.ts';
import { Row } from '../row/row.ts';
import type { Join } from './step.ts';

/** Rows of a joined group that an example is made of: more are beyond the length at which it is cut. */
const EXAMPLE_ROWS = 200;

/** What one task left of its rows. */
export interface TaskRows {
  /** The task's own segments where all of its rows are left as they were. */
  readonly segments: readonly SegmentDraft[] | null;
  /** Else the ids of the rows that are left, in order. */
  readonly ids: Uint32Array;
  /** How many rows are left. */
  readonly kept: number;
}

/** Reads the row ids of segments, one segment after another. */
export type ReadIds = (segments: readonly SegmentDraft[]) => Promise<Uint32Array>;

/** The rows that were surveyed, as the tasks left them: positions become row ids here, and a plan becomes segments. */
export class SurveyedList {
  readonly count: number;
  readonly #tasks: readonly TaskRows[];
  readonly #readIds: ReadIds;
  #all: Promise<Uint32Array> | undefined;

  /** `tasks` in list order. */
  constructor(tasks: readonly TaskRows[], readIds: ReadIds) {
    this.#tasks = tasks;
    this.#readIds = readIds;
    this.count = tasks.reduce((sum, { kept }) => sum + kept, 0);
  }

  /** The row ids at positions, in any order. */
  async idsAt(positions: Uint32Array): Promise<Uint32Array> {
    if (positions.length === 0) return new Uint32Array(0);
    const all = await this.#ids();
    return positions.map((position) => all[position] ?? 0);
  }

  /** The list without dropped positions, in the same order. Segments of tasks that lose nothing are shared, not copied. */
  async without(dropped: Uint32Array): Promise<SegmentDraft[]> {
    const builder = new SegmentBuilder();
    let position = 0;
    let next = 0;
    for (const task of this.#tasks) {
      const first = next;
      const end = position + task.kept;
      while (next < dropped.length && (dropped[next] ?? 0) < end) next++;
      if (next === first && task.segments) for (const segment of task.segments) builder.share(segment);
      else builder.add(without(await this.#idsOf(task), dropped.subarray(first, next), position));
      position = end;
    }
    return builder.finish();
  }

  /** The list after rows became one: `joined` has the new row of each group. */
  async withJoined(plan: Plan, joined: Uint32Array): Promise<SegmentDraft[]> {
    const kept = keptPositions(plan, this.count);
    const ids = await this.idsAt(kept);
    const firsts = plan.join ? firstsOf(plan.join) : new Uint32Array(0);
    let group = 0;
    // Both ascend.
    for (const [at, position] of kept.entries()) {
      if (position !== firsts[group]) continue;
      ids[at] = joined[group] ?? 0;
      group++;
    }
    const builder = new SegmentBuilder();
    builder.add(ids);
    return builder.finish();
  }

  #idsOf({ segments, ids }: TaskRows): Promise<Uint32Array> {
    return segments ? this.#readIds(segments) : Promise.resolve(ids);
  }

  #ids(): Promise<Uint32Array> {
    this.#all ??= Promise.all(this.#tasks.map((task) => this.#idsOf(task))).then(joinIds);
    return this.#all;
  }
}

/** `ids` less those at `dropped` positions, which are ascending and counted from `offset`. */
function without(ids: Uint32Array, dropped: Uint32Array, offset: number): Uint32Array {
  if (dropped.length === 0) return ids;
  const rows = dropped.map((position) => position - offset);
  return keptPositions({ drop: { rows, reasons: [] } }, ids.length).map((at) => ids[at] ?? 0);
}

/** What a plan is counted with: the few rows that become examples, and how the step makes one of several. */
export interface PlannedRows {
  readonly textAt: (position: number) => string | Promise<string>;
  readonly join?: Join | undefined;
}

/** Adds what a plan does to `count` rows to its step's tally. */
export async function countPlan(
  tally: StepTally,
  plan: Plan,
  count: number,
  { textAt, join }: PlannedRows,
): Promise<void> {
  if (plan.join) await countJoin(tally, plan.join, textAt, requireJoin(join));
  const room = (): number => KEPT_EXAMPLES - tally.examples.length;
  for (const { reason, rows } of dropsByReason(plan)) {
    tally.dropped[reason] = (tally.dropped[reason] ?? 0) + rows.length;
    for (const position of rows.subarray(0, room())) {
      tally.examples.push({ before: cutExample(await textAt(position)), after: null, reason });
    }
  }
  for (const { name, dictionary, rows, values } of plan.marks ?? []) {
    for (const [at, position] of rows.subarray(0, room()).entries()) {
      const text = cutExample(await textAt(position));
      const value = dictionary[(values[at] ?? 0) - 1];
      tally.examples.push({ before: text, after: text, mark: `${name}: ${value ?? 'none'}` });
    }
  }
  tally.marked += countMarked(plan);
  tally.moved += countMoved(plan, count);
}

/** How a step makes one row of several. Throws where it plans to, and has no way. */
export function requireJoin(join: Join | undefined): Join {
  if (!join) throw new Error('the step joins rows and does not say how');
  return join;
}

async function countJoin(
  tally: StepTally,
  { rows, sizes }: PlannedJoin,
  textAt: PlannedRows['textAt'],
  join: Join,
): Promise<void> {
  tally.changed += sizes.length;
  tally.joined += rows.length - sizes.length;
  let at = 0;
  for (const size of sizes.subarray(0, KEPT_EXAMPLES - tally.examples.length)) {
    const texts = [];
    for (const position of rows.subarray(at, at + Math.min(size, EXAMPLE_ROWS))) texts.push(await textAt(position));
    const after = join(texts.map((text) => new Row(text))).text;
    tally.examples.push(cutPair(texts[0] ?? '', after));
    at += size;
  }
}
