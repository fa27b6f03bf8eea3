import { dropsByReason, keptPositions, type Plan } from '../../../src/core/recipe/plan.ts';
import type { TaskResult } from './apply-task.ts';

/** Rows that one step drops for one reason. */
export interface TrackedDrop {
  readonly phase: number;
  readonly step: number;
  readonly reason: string;
  /** Their places before the recipe, and the ids under which they are stored as they came into the phase. */
  readonly at: Uint32Array;
  readonly ids: Uint32Array;
  /** Places before the recipe of the rows that stay instead, one for each, or none at all. */
  readonly keptAt: Uint32Array;
  /** True where the ids are the rows as they came to the step itself: it decided over all rows after the others had run. */
  readonly isMet: boolean;
}

/** Changes that are counted of one row: of more than one it must be asked whether the text is another one in the end. */
const MANY = 2;

/** Follows every row of a version through the phases of a recipe: where it comes from, and whether it was changed. */
export class EffectTrack {
  readonly drops: TrackedDrop[] = [];
  /** Places before the recipe of rows that went into another one. */
  readonly joined: Uint32Array[] = [];
  #count: number;
  /** For each row of the list its place before the recipe; null while each is at its own. */
  #from: Uint32Array | null = null;
  /** How many phases changed each row of the list, up to `MANY`; null where none did. */
  #changes: Uint8Array | null = null;

  constructor(rows: number) {
    this.#count = rows;
  }

  get count(): number {
    return this.#count;
  }

  /** The place before the recipe of a row of the list. */
  baseOf(position: number): number {
    return this.#from ? (this.#from[position] ?? 0) : position;
  }

  /** How many phases changed a row of the list: 0, 1 or several. */
  changesOf(position: number): number {
    return this.#changes?.[position] ?? 0;
  }

  /** Takes what the tasks of a phase left, in list order. `sizes`: how many rows each had. */
  afterTasks(phase: number, results: readonly TaskResult[], sizes: readonly number[]): void {
    if (results.every(({ segments }) => segments !== null)) return;
    const kept = results.reduce((sum, result) => sum + result.kept, 0);
    const from = new Uint32Array(kept);
    const changes = new Uint8Array(kept);
    let [start, at] = [0, 0];
    for (const [task, result] of results.entries()) {
      for (const { step, reason, ids, at: places } of result.drops) {
        const base = places.map((place) => this.baseOf(start + place));
        this.drops.push({ phase, step, reason, at: base, ids, keptAt: new Uint32Array(0), isMet: false });
      }
      const isSame = result.segments !== null;
      for (let row = 0; row < result.kept; row++, at++) {
        const before = start + (isSame ? row : (result.from[row] ?? 0));
        from[at] = this.baseOf(before);
        changes[at] = Math.min(MANY, this.changesOf(before) + (result.changed[row] ?? 0));
      }
      start += sizes[task] ?? 0;
    }
    [this.#count, this.#from, this.#changes] = [kept, from, changes];
  }

  /** Takes what a step decided over the rows of the list. `idsAt` gives the ids of rows by their places in it. */
  async afterPlan(
    { phase, step }: { readonly phase: number; readonly step: number },
    plan: Plan,
    idsAt: (positions: Uint32Array) => Promise<Uint32Array>,
  ): Promise<void> {
    const toBase = (positions: Uint32Array): Uint32Array => positions.map((position) => this.baseOf(position));
    for (const { reason, rows, keptInstead } of dropsByReason(plan)) {
      const ids = await idsAt(rows);
      this.drops.push({ phase, step, reason, at: toBase(rows), ids, keptAt: toBase(keptInstead), isMet: true });
    }
    if (!plan.drop && !plan.order && !plan.join) return;
    const kept = keptPositions(plan, this.#count);
    const changes =
      kept.length === 0 ? new Uint8Array(0) : Uint8Array.from(kept, (position) => this.changesOf(position));
    if (plan.join) this.#noteJoins(plan.join, kept, changes);
    [this.#count, this.#from, this.#changes] = [kept.length, toBase(kept), changes];
  }

  #noteJoins({ rows, sizes }: NonNullable<Plan['join']>, kept: Uint32Array, changes: Uint8Array): void {
    const firsts = new Set<number>();
    const others: number[] = [];
    let at = 0;
    for (const size of sizes) {
      firsts.add(rows[at] ?? 0);
      for (const row of rows.subarray(at + 1, at + size)) others.push(this.baseOf(row));
      at += size;
    }
    this.joined.push(Uint32Array.from(others));
    for (const [index, position] of kept.entries()) {
      // A row alone may become one of the same text: that it did is asked, not assumed.
      if (firsts.has(position)) changes[index] = MANY;
    }
  }
}
