/** Neighbouring items in groups whose sizes add up to about `limit`: each transaction waits for the disk once. */
export function* inBatches<T>(items: readonly T[], sizeOf: (item: T) => number, limit: number): Generator<T[]> {
  let batch: T[] = [];
  let size = 0;
  for (const item of items) {
    batch.push(item);
    size += sizeOf(item);
    if (size < limit) continue;
    yield batch;
    batch = [];
    size = 0;
  }
  if (batch.length > 0) yield batch;
}
