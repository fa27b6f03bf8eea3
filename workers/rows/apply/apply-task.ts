import { GuessedColumns } from '../../../src/core/recipe/guessed-columns.ts';
import { emptyTally, type StepTally } from '../../../src/core/recipe/tally.ts';
import type { PreparedRecipe, Phase } from '../../../src/core/recipe/phases.ts';
import { countRows, type SegmentDraft } from '../../../src/core/version/segments.ts';
import { applyPhase, Dropped, type Outcome } from '../../../src/core/recipe/run-recipe.ts';
import { Row } from '../../../src/core/row/row.ts';
import type { RowWriter } from '../../../src/store/rows/row-writer.ts';
import type { BlockReader } from '../../../src/store/rows/block-reader.ts';
import { passRows } from '../../../src/store/rows/pass-rows.ts';

/** Rows that a step dropped in one task. */
interface DroppedRows {
  readonly step: number;
  readonly reason: string;
  readonly ids: Uint32Array;
  /** Their places among the rows of the task, ascending. */
  readonly at: Uint32Array;
}

/** What one task left of its rows. */
export interface TaskResult {
  /** The task's own segments where it changed and dropped nothing. */
  readonly segments: readonly SegmentDraft[] | null;
  /** Else the rows that are left, in order. */
  readonly ids: Uint32Array;
  /** For each row that is left its place among the rows of the task. Empty where all are left as they were. */
  readonly from: Uint32Array;
  /** For each row that is left 1 where it is another text. Empty where all are left as they were. */
  readonly changed: Uint8Array;
  readonly surveys: Uint32Array;
  readonly tallies: readonly StepTally[];
  readonly drops: readonly DroppedRows[];
  readonly kept: number;
  /** Columns that a step could not know of, and that rows which were made have. */
  readonly columns: readonly string[];
}

/** One phase over the rows of one task. */
export class ApplyTask {
  readonly #phase: Phase;
  readonly #tallies: StepTally[];
  readonly #changed: RowWriter;
  readonly #guessed: GuessedColumns;
  #ids: Uint32Array;
  #from: Uint32Array;
  #changedAt: Uint8Array;
  #surveys: Uint32Array;
  /** Place of the row at hand among those of the task. */
  #at = -1;
  /** Changed rows of the stretch at hand: their ids are reserved together once it is known how many there are. */
  #pending: { readonly at: number; readonly row: Row; readonly origin: number }[] = [];
  readonly #drops = new Map<
    string,
    { readonly step: number; readonly reason: string; readonly ids: number[]; readonly at: number[] }
  >();
  #kept = 0;
  #same = true;

  constructor(recipe: PreparedRecipe, phase: Phase, segments: readonly SegmentDraft[], changed: RowWriter) {
    const rows = countRows(segments);
    this.#phase = phase;
    this.#tallies = recipe.titles.map(emptyTally);
    this.#changed = changed;
    this.#guessed = new GuessedColumns(recipe.guessed);
    this.#ids = new Uint32Array(rows);
    this.#from = new Uint32Array(rows);
    this.#changedAt = new Uint8Array(rows);
    this.#surveys = new Uint32Array(rows * (phase.survey?.words ?? 0));
  }

  async run(reader: BlockReader, segments: readonly SegmentDraft[]): Promise<TaskResult> {
    for await (const rows of passRows(reader, segments)) {
      rows.each((row, id, origin) => {
        this.#at++;
        this.#take(applyPhase(this.#phase, row, this.#tallies), row, id, origin);
      });
      await this.#store();
    }
    const words = this.#phase.survey?.words ?? 0;
    return {
      segments: this.#same ? segments : null,
      ids: this.#same ? new Uint32Array(0) : this.#ids.slice(0, this.#kept),
      from: this.#same ? new Uint32Array(0) : this.#from.slice(0, this.#kept),
      changed: this.#same ? new Uint8Array(0) : this.#changedAt.slice(0, this.#kept),
      surveys: this.#surveys.slice(0, this.#kept * words),
      tallies: this.#tallies,
      drops: [...this.#drops.values()].map(({ ids, at, ...drop }): DroppedRows => {
        return { ...drop, ids: Uint32Array.from(ids), at: Uint32Array.from(at) };
      }),
      kept: this.#kept,
      columns: this.#guessed.seen,
    };
  }

  #take(outcome: Outcome, row: Row, id: number, origin: number): void {
    // A text that one step changed and another changed back is the row that it was.
    if (outcome === row || (outcome instanceof Row && outcome.equals(row))) {
      this.#keep(row, id, 0);
      return;
    }
    this.#same = false;
    if (outcome instanceof Dropped) {
      this.#drop(id, outcome);
    } else if (outcome instanceof Row) {
      this.#guessed.look(outcome);
      this.#pending.push({ at: this.#kept, row: outcome, origin });
      this.#keep(outcome, 0, 1);
    } else {
      for (const piece of outcome) this.#take(piece, row, id, origin);
    }
  }

  #keep(row: Row, id: number, changed: 0 | 1): void {
    const { survey } = this.#phase;
    if (this.#kept === this.#ids.length) this.#grow();
    this.#ids[this.#kept] = id;
    this.#from[this.#kept] = this.#at;
    this.#changedAt[this.#kept] = changed;
    survey?.read(row, this.#surveys, this.#kept * survey.words);
    this.#kept++;
  }

  /** Rows may become more than came. */
  #grow(): void {
    this.#ids = enlarged(this.#ids, this.#kept * 2);
    this.#from = enlarged(this.#from, this.#kept * 2);
    const changed = new Uint8Array(this.#kept * 2);
    changed.set(this.#changedAt);
    this.#changedAt = changed;
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
    const found = this.#drops.get(key) ?? { step: drop.step, reason: drop.reason, ids: [], at: [] };
    found.ids.push(id);
    found.at.push(this.#at);
    this.#drops.set(key, found);
  }
}

function enlarged(numbers: Uint32Array, length: number): Uint32Array {
  const larger = new Uint32Array(length);
  larger.set(numbers);
  return larger;
}
