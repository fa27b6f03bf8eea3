import { numberOf } from './read-texts.ts';

/** Where each value of a mark comes in a sort, by its code: numbers by size ("57%" is one), then all others. */
export function markOrder(dictionary: readonly string[]): Uint32Array {
  const numbers = dictionary.map((value) => numberOf(value.replace(/%$/, '')));
  const order = [...dictionary.keys()].sort((one, other) => {
    const [a = NaN, b = NaN] = [numbers[one], numbers[other]];
    if (Number.isNaN(a) !== Number.isNaN(b)) return Number.isNaN(a) ? 1 : -1;
    if (!Number.isNaN(a) && a !== b) return a - b;
    return (dictionary[one] ?? '') < (dictionary[other] ?? '') ? -1 : 1;
  });
  const places = new Uint32Array(dictionary.length + 1);
  order.forEach((index, place) => (places[index + 1] = place));
  return places;
}
