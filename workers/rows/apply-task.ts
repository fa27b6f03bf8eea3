import { emptyTally, type StepTally } from '../../src/core/recipe/tally.ts';
import type { PreparedRecipe, Phase } from '../../src/core/recipe/phases.ts';
import { countRows, type SegmentDraft } from '../../src/core/version/segments.ts';
import { applyPhase, Dropped, type Outcome } from '../../src/core/recipe/run-recipe.ts';
import { Row } from '../../src/core/row/row.ts';
import type { RowWriter } from '../../src/store/rows/row-writer.ts';
import type { BlockReader } from '../../src/store/rows/block-reader.ts';
import { passRows } from '../../src/store/rows/pass-rows.ts';

/** Rows that a step dropped in one task. */
interface DroppedRows {
  readonly step: number;
  readonly reason: string;
  readonly ids: Uint32Array;
}

/** What one task left of its rows. */
export interface TaskResult {
  /** The task's own segments where it changed and dropped nothing. */
  readonly segments: readonly SegmentDraft[] | null;
  /** Else the rows that are left, in order. */
  readonly ids: Uint32Array;
  readonly surveys: Uint32Array;
  readonly tallies: readonly StepTally[];
  readonly drops: readonly DroppedRows[];
  readonly kept: number;
}

/** One phase over the rows of one task. */
export class ApplyTask {
  readonly #phase: Phase;
  readonly #tallies: StepTally[];
  readonly #changed: RowWriter;
  #ids: Uint32Array;
  #surveys: Uint32Array;
  /** Changed rows of the stretch at hand: their ids are reserved together once it is known how many there are. */
  #pending: { readonly at: number; readonly row: Row; readonly origin: number }[] = [];
  readonly #drops = new Map<string, { readonly step: number; readonly reason: string; readonly ids: number[] }>();
  #kept = 0;
  #same = true;

  constructor(recipe: PreparedRecipe, phase: Phase, segments: readonly SegmentDraft[], changed: RowWriter) {
    const rows = countRows(segments);
    this.#phase = phase;
    this.#tallies = recipe.titles.map(emptyTally);
    this.#changed = changed;
    this.#ids = new Uint32Array(rows);
    this.#surveys = new Uint32Array(rows * (phase.survey?.words ?? 0));
  }

  async run(reader: BlockReader, segments: readonly SegmentDraft[]): Promise<TaskResult> {
    for await (const rows of passRows(reader, segments)) {
      rows.each((row, id, origin) => {
        this.#take(applyPhase(this.#phase, row, this.#tallies), row, id, origin);
      });
      await this.#store();
    }
    const words = this.#phase.survey?.words ?? 0;
    return {
      segments: this.#same ? segments : null,
      ids: this.#same ? new Uint32Array(0) : this.#ids.slice(0, this.#kept),
      surveys: this.#surveys.slice(0, this.#kept * words),
      tallies: this.#tallies,
      drops: [...this.#drops.values()].map((drop): DroppedRows => ({ ...drop, ids: Uint32Array.from(drop.ids) })),
      kept: this.#kept,
    };
  }

  #take(outcome: Outcome, row: Row, id: number, origin: number): void {
    if (outcome === row) {
      this.#keep(row, id);
      return;
    }
    this.#same = false;
    if (outcome instanceof Dropped) {
      this.#drop(id, outcome);
    } else if (outcome instanceof Row) {
      this.#pending.push({ at: this.#kept, row: outcome, origin });
      this.#keep(outcome, 0);
    } else {
      for (const piece of outcome) this.#take(piece, row, id, origin);
    }
  }

  #keep(row: Row, id: number): void {
    const { survey } = this.#phase;
    if (this.#kept === this.#ids.length) this.#grow();
    this.#ids[this.#kept] = id;
    survey?.read(row, this.#surveys, this.#kept * survey.words);
    this.#kept++;
  }

  /** Rows may become more than came. */
  #grow(): void {
    this.#ids = enlarged(this.#ids, this.#kept * 2);
    this.#surveys = enlarged(this.#surveys, this.#kept * 2 * (this.#phase.survey?.words ?? 0));
  }

  async #store(): Promise<void> {
    const pending = this.#pending;
    this.#pending = [];
    if (pending.length === 0) return;
    await this.#changed.batch(pending.length, () => {
      for (const { at, row, origin } of pending) this.#ids[at] = this.#changed.addRow(row, origin);
    });
  }

  #drop(id: number, drop: Dropped): void {
    const key = `${drop.step}:${drop.reason}`;
    const found = this.#drops.get(key) ?? { step: drop.step, reason: drop.reason, ids: [] };
    found.ids.push(id);
    this.#drops.set(key, found);
  }
}

function enlarged(numbers: Uint32Array, length: number): Uint32Array {
  const larger = new Uint32Array(length);
  larger.set(numbers);
  return larger;
}
