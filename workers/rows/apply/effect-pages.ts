import { BRIEF, type GlanceLimits, rowGlance } from '../../../src/core/diff/row-glance.ts';
import { shownChanges, SHORT, WHOLE } from '../../../src/core/diff/shown-changes.ts';
import { hashHex } from '../../../src/core/hash/text-hash.ts';
import type {
  EffectCounts,
  EffectPage,
  EffectQuery,
  EffectRow,
  KeptRow,
  RemovedRow,
} from '../../../src/core/recipe/effect.ts';
import type { PreparedRecipe } from '../../../src/core/recipe/phases.ts';
import { rowsMetBy } from '../../../src/core/recipe/run-recipe.ts';
import type { StepContext } from '../../../src/core/recipe/step.ts';
import { Row } from '../../../src/core/row/row.ts';
import { joinIds, type SegmentDraft, toSlice } from '../../../src/core/version/segments.ts';
import { type BlockReader, readRowText } from '../../../src/store/rows/block-reader.ts';
import { sliceIds } from '../../../src/store/versions/row-list.ts';
import type { LoadedVersion } from '../../../src/store/versions/versions.ts';
import { readerOf } from '../open-version.ts';
import type { EffectTrack, TrackedDrop } from './effect-track.ts';

/** What is shown of a row that leaves. */
const GLANCE: GlanceLimits = { texts: 6, characters: 240 };

/** A row that is in the version before a recipe and not in that after it. */
interface Leaver {
  readonly base: number;
  /** null of a row that went into another one. */
  readonly drop: TrackedDrop | null;
  /** Its index among those of the drop. */
  readonly index: number;
}

/** Pages through what a recipe does to the rows of a version. What it knows of all rows is made when first asked for. */
export class EffectPages {
  readonly #base: LoadedVersion;
  readonly #recipe: PreparedRecipe;
  readonly #track: EffectTrack;
  readonly #reader: BlockReader;
  readonly #baseIds: () => Promise<Uint32Array>;
  readonly #finalIds: () => Promise<Uint32Array>;
  #changed: Promise<Uint32Array> | undefined;
  #leavers: readonly Leaver[] | undefined;
  #all: Int32Array | undefined;

  /** `segments`: the list that the recipe leaves. */
  constructor(base: LoadedVersion, recipe: PreparedRecipe, segments: readonly SegmentDraft[], track: EffectTrack) {
    this.#base = base;
    this.#recipe = recipe;
    this.#track = track;
    this.#reader = readerOf(base.datasetId);
    this.#baseIds = once(() => readIds(base.segments));
    this.#finalIds = once(() => readIds(segments));
  }

  async counts(): Promise<EffectCounts> {
    const removed = this.#track.drops.reduce((sum, { at }) => sum + at.length, 0);
    const changed = (await this.#changedRows()).length;
    return { before: this.#base.rowCount, after: this.#track.count, changed, removed };
  }

  async page({ tab, from, count, step, whole = false }: EffectQuery): Promise<EffectPage> {
    switch (tab) {
      case 'changed': {
        const changed = await this.#changedRows();
        const rows = [...changed.subarray(from, from + count)].map((position) => this.#finalRow(position, whole));
        return { total: changed.length, rows: await Promise.all(rows) };
      }
      case 'removed': {
        const leavers = this.#allLeavers().filter(({ drop }) => drop && (step === undefined || drop.step === step));
        const rows = leavers.slice(from, from + count).map((leaver) => this.#leavingRow(leaver, whole));
        return { total: leavers.length, rows: await Promise.all(rows) };
      }
      case 'all': {
        const all = this.#allRows();
        const rows = [...all.subarray(from, from + count)].map((entry) => {
          if (entry >= 0) return this.#finalRow(entry, whole);
          const leaver = this.#allLeavers()[~entry];
          if (!leaver) throw new RangeError(`no row leaves at ${~entry}`);
          return this.#leavingRow(leaver, whole);
        });
        return { total: all.length, rows: await Promise.all(rows) };
      }
    }
  }

  /** Places in the result of the rows that have another text than before. */
  #changedRows(): Promise<Uint32Array> {
    this.#changed ??= this.#findChanged();
    return this.#changed;
  }

  async #findChanged(): Promise<Uint32Array> {
    const found: number[] = [];
    for (let position = 0; position < this.#track.count; position++) {
      const changes = this.#track.changesOf(position);
      // What several steps did may have left the text that was there.
      if (changes === 1 || (changes > 1 && (await this.#differs(position)))) found.push(position);
    }
    return Uint32Array.from(found);
  }

  async #differs(position: number): Promise<boolean> {
    const [before, after] = [await this.#baseIds(), await this.#finalIds()];
    const [old, young] = [before[this.#track.baseOf(position)] ?? 0, after[position] ?? 0];
    return (await this.#hashOf(old)) !== (await this.#hashOf(young));
  }

  async #hashOf(id: number): Promise<string> {
    const { hashes, firstRow } = await this.#reader.find(id);
    return hashes.subarray((id - firstRow) * 4, (id - firstRow + 1) * 4).join();
  }

  /** Every row that is not left, by its place before the recipe. */
  #allLeavers(): readonly Leaver[] {
    this.#leavers ??= this.#findLeavers();
    return this.#leavers;
  }

  #findLeavers(): readonly Leaver[] {
    const { drops, joined } = this.#track;
    const found = drops.flatMap((drop) => Array.from(drop.at, (base, index): Leaver => ({ base, drop, index })));
    const gone = joined.flatMap((all) => Array.from(all, (base): Leaver => ({ base, drop: null, index: 0 })));
    return [...found, ...gone].sort((one, other) => one.base - other.base);
  }

  /** The rows of the result, ≥ 0, and the leavers, as ~index: where the order is the old one, at their places in it. */
  #allRows(): Int32Array {
    this.#all ??= this.#mergeRows();
    return this.#all;
  }

  #mergeRows(): Int32Array {
    const leavers = this.#allLeavers();
    const { count } = this.#track;
    const all = new Int32Array(count + leavers.length);
    const isOrdered = this.#isOrdered();
    let [at, next] = [0, 0];
    for (let position = 0; position < count; position++) {
      const base = this.#track.baseOf(position);
      while (isOrdered && next < leavers.length && (leavers[next]?.base ?? 0) < base) all[at++] = ~next++;
      all[at++] = position;
    }
    while (next < leavers.length) all[at++] = ~next++;
    return all;
  }

  #isOrdered(): boolean {
    for (let position = 1; position < this.#track.count; position++) {
      if (this.#track.baseOf(position) < this.#track.baseOf(position - 1)) return false;
    }
    return true;
  }

  async #finalRow(position: number, whole: boolean): Promise<EffectRow> {
    const base = this.#track.baseOf(position);
    const before = await this.#rowAt(base);
    if (this.#track.changesOf(position) === 0) return this.#sameRow(base, before);
    const id = (await this.#finalIds())[position] ?? 0;
    const after = new Row(await this.#textOf(id));
    if (after.equals(before)) return this.#sameRow(base, before);
    const contexts = { before: this.#base, after: this.#after };
    return {
      position: base,
      kind: 'changed',
      glance: rowGlance(before, this.#base, BRIEF),
      changes: shownChanges(before, after, contexts, whole ? WHOLE : SHORT),
      removed: null,
    };
  }

  #sameRow(base: number, row: Row): EffectRow {
    return { position: base, kind: 'same', glance: rowGlance(row, this.#base, BRIEF), changes: null, removed: null };
  }

  async #leavingRow({ base, drop, index }: Leaver, whole: boolean): Promise<EffectRow> {
    const row = await this.#rowAt(base);
    const glance = rowGlance(row, this.#base, whole ? { texts: Infinity, characters: Infinity } : GLANCE);
    if (!drop) return { position: base, kind: 'joined', glance, changes: null, removed: null };
    const { step, reason, keptAt } = drop;
    const keptBase = keptAt[index];
    const removed: RemovedRow = {
      step,
      reason,
      hash: await this.#hashMet(drop, index),
      kept: keptBase === undefined ? null : await this.#keptRow(keptBase, row),
    };
    return { position: base, kind: 'removed', glance, changes: null, removed };
  }

  async #keptRow(position: number, leaving: Row): Promise<KeptRow> {
    const row = await this.#rowAt(position);
    const contexts = { before: this.#base, after: this.#base };
    return {
      position,
      glance: rowGlance(row, this.#base, GLANCE),
      changes: row.equals(leaving) ? null : shownChanges(row, leaving, contexts),
    };
  }

  /** The hash of a row as it came to the step that drops it: other steps of the same phase may have changed it before. */
  async #hashMet({ phase, step, ids, isMet }: TrackedDrop, index: number): Promise<string> {
    const text = await this.#textOf(ids[index] ?? 0);
    const steps = this.#recipe.phases[phase];
    const [met] = isMet || !steps ? [] : rowsMetBy(steps, new Row(text), step);
    return hashHex(met?.text ?? text);
  }

  get #after(): StepContext {
    const { columns, mapping, format } = this.#recipe;
    return { columns, mapping, format };
  }

  async #rowAt(base: number): Promise<Row> {
    return new Row(await this.#textOf((await this.#baseIds())[base] ?? 0));
  }

  async #textOf(id: number): Promise<string> {
    return readRowText(await this.#reader.find(id), id);
  }
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => (made ??= make());
}

async function readIds(segments: readonly SegmentDraft[]): Promise<Uint32Array> {
  return joinIds(await Promise.all(segments.map((segment) => sliceIds(toSlice(segment)))));
}
