/** Numbers from 0 to below 1 that follow from the seed alone: the same on any machine (mulberry32, public domain). */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** An array of any kind, typed ones included. */
interface Items {
  readonly length: number;
  [index: number]: unknown;
}

/** Brings items into an order that the generator draws (Fisher–Yates), in their place, and returns them. */
export function shuffle<L extends Items>(items: L, random: () => number): L {
  const slots: Items = items;
  for (let i = slots.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [slots[i], slots[j]] = [slots[j], slots[i]];
  }
  return items;
}

/** The items in an order that the generator draws; the list itself stays as it is. */
export function shuffled<T>(items: readonly T[], random: () => number): T[] {
  return shuffle([...items], random);
}
