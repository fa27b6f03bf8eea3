/**
 * True where passes over rows in this order would read each block more than twice. Blocks are taken to hold `rows`
 * neighbouring ids, and a pass to have as many rows in hand at a time.
 */
export function breaksLocality(ids: Uint32Array, rows: number): boolean {
  const blocks = new Set<number>();
  let reads = 0;
  for (let from = 0; from < ids.length; from += rows) {
    const read = new Set<number>();
    for (const id of ids.subarray(from, from + rows)) read.add(Math.floor(id / rows));
    reads += read.size;
    for (const block of read) blocks.add(block);
  }
  return reads > 2 * blocks.size;
}
