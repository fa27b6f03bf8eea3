import { shuffled } from '../hash/seeded-random.ts';

interface Labelled {
  readonly label?: string;
}

/**
 * All items where they are at most `size`, else this many of them: drawn by chance from all labels in turn, so that a rare
 * label is not lost. In an order of chance, the labels taking turns.
 */
export function sampleByLabel<T extends Labelled>(
  items: readonly T[],
  size: number,
  random: () => number,
): readonly T[] {
  const groups = new Map<string | undefined, T[]>();
  for (const item of items) {
    const group = groups.get(item.label);
    if (group) group.push(item);
    else groups.set(item.label, [item]);
  }
  let queues = [...groups.values()].map((group) => shuffled(group, random));
  const sample: T[] = [];
  for (let turn = 0; queues.length > 0; turn++) {
    queues = queues.filter((queue) => turn < queue.length);
    for (const queue of queues) {
      if (sample.length === size) return sample;
      sample.push(...queue.slice(turn, turn + 1));
    }
  }
  return sample;
}
