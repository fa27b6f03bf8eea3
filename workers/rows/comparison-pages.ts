import { type GlanceLimits, rowGlance } from '../../src/core/diff/row-glance.ts';
import { SHORT, shownChanges, WHOLE } from '../../src/core/diff/shown-changes.ts';
import { Row } from '../../src/core/row/row.ts';
import {
  compareLists,
  type ComparedLists,
  isReordered,
  lonePlaces,
  type LoneRows,
} from '../../src/core/version/compare-lists.ts';
import type { ComparedRow, ComparisonCounts, ComparisonQuery } from '../../src/core/version/comparison.ts';
import { originOf } from '../../src/store/rows/block-reader.ts';
import type { OpenedVersion } from './open-version.ts';
import { RowsAt } from './texts-at.ts';

const GLANCE: GlanceLimits = { texts: 6, characters: 240 };

/** Pages through what is different between two versions of a dataset. Blocks are read only of rows that one of them lacks. */
export class ComparisonPages {
  readonly counts: ComparisonCounts;
  readonly #before: OpenedVersion;
  readonly #after: OpenedVersion;
  readonly #lists: ComparedLists;

  private constructor(before: OpenedVersion, after: OpenedVersion, lists: ComparedLists, reordered: boolean) {
    this.#before = before;
    this.#after = after;
    this.#lists = lists;
    this.counts = {
      before: before.list.count,
      after: after.list.count,
      changed: lists.changed.after.length,
      removed: lists.removed.length,
      added: lists.added.length,
      reordered,
    };
  }

  static async of(before: OpenedVersion, after: OpenedVersion): Promise<ComparisonPages> {
    const [old, young] = [await idsOf(before), await idsOf(after)];
    const lone = lonePlaces(old, young);
    const lists = compareLists(await loneRows(before, old, lone.before), await loneRows(after, young, lone.after));
    return new ComparisonPages(before, after, lists, isReordered(old, young, lone));
  }

  page({ kind, from, count, whole = false }: ComparisonQuery): Promise<readonly ComparedRow[]> {
    if (kind === 'changed') {
      const { before, after } = this.#lists.changed;
      const places = [...after.subarray(from, from + count)];
      return Promise.all(places.map((place, at) => this.#changedRow(before[from + at] ?? 0, place, whole)));
    }
    const opened = kind === 'removed' ? this.#before : this.#after;
    const rows = [...this.#lists[kind].subarray(from, from + count)].map(async (position): Promise<ComparedRow> => {
      const row = new Row(await new RowsAt(opened).text(position));
      return { kind, position, glance: rowGlance(row, opened.version, GLANCE), changes: null };
    });
    return Promise.all(rows);
  }

  async #changedRow(before: number, after: number, whole: boolean): Promise<ComparedRow> {
    const old = new Row(await new RowsAt(this.#before).text(before));
    const young = new Row(await new RowsAt(this.#after).text(after));
    const contexts = { before: this.#before.version, after: this.#after.version };
    return {
      kind: 'changed',
      position: after,
      glance: rowGlance(young, contexts.after, GLANCE),
      changes: shownChanges(old, young, contexts, whole ? WHOLE : SHORT),
    };
  }
}

function idsOf({ list }: OpenedVersion): Promise<Uint32Array> {
  return list.ids(0, list.count);
}

async function loneRows({ reader }: OpenedVersion, ids: Uint32Array, positions: Uint32Array): Promise<LoneRows> {
  const origins = new Uint32Array(positions.length);
  const hashes = new Uint32Array(positions.length * 4);
  let block: Awaited<ReturnType<typeof reader.find>> | undefined;
  for (let row = 0; row < positions.length; row++) {
    const id = ids[positions[row] ?? 0] ?? 0;
    // Neighbours are mostly of one block: to ask for it again costs more than all the rest.
    if (!block || id < block.firstRow || id >= block.firstRow + block.count) block = await reader.find(id);
    const at = (id - block.firstRow) * 4;
    origins[row] = originOf(block, id);
    hashes.set(block.hashes.subarray(at, at + 4), row * 4);
  }
  return { positions, origins, hashes };
}
