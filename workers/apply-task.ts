import { emptyTally, type StepTally } from '../src/core/tally.ts';
import type { PreparedRecipe, Phase } from '../src/core/phases.ts';
import { countRows, type PageDraft } from '../src/core/pages.ts';
import { applyPhase, Dropped } from '../src/core/run-recipe.ts';
import type { Row } from '../src/core/row/row.ts';
import type { RowWriter } from '../src/store/row-writer.ts';
import type { BlockReader } from '../src/store/block-reader.ts';
import { passRows } from '../src/store/row-pass.ts';
import type { DroppedRows, TaskResult } from './contract.ts';

/** Where changed rows go. A trial that no later phase reads keeps none. */
export type ChangedRows = Pick<RowWriter, 'batch' | 'add' | 'flush'>;

export const forgetRows: ChangedRows = {
  batch: (_rows, fill) => {
    fill();
    return Promise.resolve();
  },
  add: () => 0,
  flush: () => Promise.resolve(),
};

/** One phase over the rows of one task. */
export class ApplyTask {
  readonly #phase: Phase;
  readonly #tallies: StepTally[];
  readonly #changed: ChangedRows;
  readonly #ids: Uint32Array;
  readonly #surveys: Uint32Array;
  readonly #drops = new Map<string, { readonly step: number; readonly reason: string; readonly ids: number[] }>();
  #kept = 0;
  #same = true;

  constructor(recipe: PreparedRecipe, phase: Phase, pages: readonly PageDraft[], changed: ChangedRows) {
    const rows = countRows(pages);
    this.#phase = phase;
    this.#tallies = recipe.titles.map(emptyTally);
    this.#changed = changed;
    this.#ids = new Uint32Array(rows);
    this.#surveys = new Uint32Array(rows * (phase.survey?.words ?? 0));
  }

  async run(reader: BlockReader, pages: readonly PageDraft[]): Promise<TaskResult> {
    for await (const rows of passRows(reader, pages)) {
      await this.#changed.batch(rows.count, () => {
        rows.each((row, id, origin) => {
          this.#take(row, id, origin);
        });
      });
    }
    const words = this.#phase.survey?.words ?? 0;
    return {
      pages: this.#same ? pages : null,
      ids: this.#same ? new Uint32Array(0) : this.#ids.slice(0, this.#kept),
      surveys: this.#surveys.slice(0, this.#kept * words),
      tallies: this.#tallies,
      drops: [...this.#drops.values()].map((drop): DroppedRows => ({ ...drop, ids: Uint32Array.from(drop.ids) })),
      kept: this.#kept,
    };
  }

  #take(row: Row, id: number, origin: number): void {
    const result = applyPhase(this.#phase, row, this.#tallies);
    if (result instanceof Dropped) {
      this.#same = false;
      this.#drop(id, result);
      return;
    }
    let kept = id;
    if (result !== row) {
      this.#same = false;
      kept = this.#changed.add(result.text, origin);
    }
    this.#ids[this.#kept] = kept;
    const { survey } = this.#phase;
    survey?.read(result, this.#surveys, this.#kept * survey.words);
    this.#kept++;
  }

  #drop(id: number, drop: Dropped): void {
    const key = `${drop.step}:${drop.reason}`;
    const found = this.#drops.get(key) ?? { step: drop.step, reason: drop.reason, ids: [] };
    found.ids.push(id);
    this.#drops.set(key, found);
  }
}
