/** A tree of the n-grams of one text: a node for each, found from the node of the n-gram that is one item shorter. */
class GramTree {
  readonly #nodes = new Map<number, number>();
  #next = 1;

  /** The node after an item; 0 where there is none and none is to be made. */
  step(node: number, item: number, make: boolean): number {
    // Exact while there are fewer than 2²⁶ nodes and 2²⁶ items.
    const key = node * 0x400_0000 + item;
    const known = this.#nodes.get(key);
    if (known !== undefined || !make) return known ?? 0;
    this.#nodes.set(key, this.#next);
    return this.#next++;
  }
}

/** Gives items numbers from 1, equal ones the same. */
export class Numbering {
  readonly #numbers = new Map<string, number>();

  of(items: readonly string[]): number[] {
    return items.map((item) => {
      const known = this.#numbers.get(item);
      if (known !== undefined) return known;
      this.#numbers.set(item, this.#numbers.size + 1);
      return this.#numbers.size;
    });
  }
}

/**
 * How many n-grams of an answer are in the reference, for n from 1 to `order`, each at most as often as the reference has it
 * (clipped counts). The items are numbers of one `Numbering`.
 */
export function clippedMatches(reference: readonly number[], answer: readonly number[], order: number): number[] {
  const tree = new GramTree();
  const left: number[] = [];
  for (let start = 0; start < reference.length; start++) {
    let node = 0;
    for (let n = 0; n < order && start + n < reference.length; n++) {
      node = tree.step(node, reference[start + n] ?? 0, true);
      left[node] = (left[node] ?? 0) + 1;
    }
  }
  const matches = new Array<number>(order).fill(0);
  for (let start = 0; start < answer.length; start++) {
    let node = 0;
    for (let n = 0; n < order && start + n < answer.length; n++) {
      node = tree.step(node, answer[start + n] ?? 0, false);
      if (node === 0) break;
      const rest = left[node] ?? 0;
      if (rest === 0) continue;
      left[node] = rest - 1;
      matches[n] = (matches[n] ?? 0) + 1;
    }
  }
  return matches;
}

/** How many n-grams a list of this many items has. */
export function gramCount(items: number, n: number): number {
  return Math.max(0, items - n + 1);
}

/** The harmonic mean of precision and recall; 0 where both are. */
export function harmonic(precision: number, recall: number): number {
  return precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall);
}
