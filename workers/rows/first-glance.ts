import type { RowRange } from '../../src/core/version/segments.ts';
import type { MissingBlock } from '../../src/store/analyses/read-analysis.ts';
import { StoredBlocks } from '../../src/store/analyses/stored-blocks.ts';
import type { OpenedVersion } from './open-version.ts';

/** As many stretches, spread over the version: files are often sorted, and their first rows alike. */
const STRETCHES = 4;
/** Of each, but no more than a small part of the version. */
const STRETCH_ROWS = 5_000;
const STRETCH_PART = 40;
/** With fewer rows the whole is looked at soon. */
const LEAST_ROWS = 20_000;
/** Blocks that a glance may need, which take about half a second. */
const MOST_BLOCKS = 8;
/** So many times the blocks of the glance have to be missing: a short look needs no glance before it. */
const WORTH = 4;

/** Rows that can be looked at long before the others, and the blocks that this needs. */
export interface Glance {
  readonly stretches: readonly RowRange[];
  readonly blocks: readonly MissingBlock[];
}

/** null where the whole is looked at soon, or where neighbouring rows are in too many blocks, as after a shuffle. */
export async function firstGlance(
  { version, list }: OpenedVersion,
  missing: readonly MissingBlock[],
): Promise<Glance | null> {
  const { rowCount } = version;
  if (rowCount < LEAST_ROWS || missing.length < STRETCHES * WORTH) return null;
  const stored = await StoredBlocks.of(version.datasetId);
  const stretches = Array.from({ length: STRETCHES }, (_, index): RowRange => {
    const count = Math.min(STRETCH_ROWS, Math.floor(rowCount / STRETCH_PART));
    return { from: Math.floor((index * rowCount) / STRETCHES), count };
  });
  const needed = new Set<number>();
  for (const { from, count } of stretches) {
    for (const firstRow of stored.neededOf(await list.ids(from, count)).keys()) needed.add(firstRow);
  }
  const blocks = missing.filter(({ firstRow }) => needed.has(firstRow));
  return needed.size > MOST_BLOCKS || blocks.length * WORTH > missing.length ? null : { stretches, blocks };
}
