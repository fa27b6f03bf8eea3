import { comparePairs } from '../../core/recipe/compare-pairs.ts';
import type { Compare } from '../../core/recipe/step.ts';
import type { Row } from '../../core/row/row.ts';
import type { BlockReader } from './block-reader.ts';
import { passRows } from './pass-rows.ts';

/** Pairs whose rows are in memory at once. */
const PAIRS_AT_ONCE = 8_192;

/** What a comparison says of each pair of rows: `pairs` holds two row ids a pair, in any order and as often as wanted. */
export async function compareRows(reader: BlockReader, pairs: Uint32Array, compare: Compare): Promise<Float64Array> {
  const found = new Float64Array(pairs.length / 2);
  for (let at = 0; at < found.length; at += PAIRS_AT_ONCE) {
    const some = pairs.subarray(at * 2, (at + PAIRS_AT_ONCE) * 2);
    const rows = await readSome(reader, some);
    const rowOf = (id: number): Row => {
      const row = rows.get(id);
      if (!row) throw new Error(`row ${id} was not read`);
      return row;
    };
    found.set(comparePairs(some, compare, rowOf), at);
  }
  return found;
}

/** In order of their ids, so that each block is read once. */
async function readSome(reader: BlockReader, wanted: Uint32Array): Promise<Map<number, Row>> {
  const ids = Uint32Array.from(new Set(wanted)).sort();
  const rows = new Map<number, Row>();
  for await (const part of passRows(reader, [{ ids, count: ids.length }])) {
    part.each((row, id) => rows.set(id, row));
  }
  return rows;
}
