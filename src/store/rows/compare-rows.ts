import { comparePairs } from '../../core/recipe/compare-pairs.ts';
import type { Compare } from '../../core/recipe/step.ts';
import { Row } from '../../core/row/row.ts';
import type { BlockReader } from './block-reader.ts';
import { passRows } from './pass-rows.ts';

/**
 * What a comparison says of each pair of rows: `pairs` holds two row ids a pair, in any order and as often as wanted. Has
 * the texts of all of them in memory.
 */
export async function compareRows(reader: BlockReader, pairs: Uint32Array, compare: Compare): Promise<Float64Array> {
  const rows = await readSome(reader, pairs);
  return comparePairs(pairs, compare, (id) => {
    const row = rows.get(id);
    if (!row) throw new Error(`row ${id} was not read`);
    return row;
  });
}

/** In order of their ids, so that each block is read once. */
async function readSome(reader: BlockReader, wanted: Uint32Array): Promise<Map<number, Row>> {
  const ids = Uint32Array.from(new Set(wanted)).sort();
  const rows = new Map<number, Row>();
  for await (const part of passRows(reader, [{ ids, count: ids.length }])) {
    // Texts: a view would keep its whole stretch of a block in memory.
    part.each(({ text }, id) => rows.set(id, new Row(text)));
  }
  return rows;
}
