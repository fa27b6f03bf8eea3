import { seededRandom } from '../../src/core/hash/seeded-random.ts';

/** One row in this many is a copy of an earlier one with a few words changed. */
const PLANTED = 20;
const WORDS = 20_000;

/** Texts of about 600 bytes, and the pairs of positions of which the second was made from the first. */
export function plantedTexts(rows: number): {
  readonly texts: readonly string[];
  readonly planted: readonly (readonly [number, number])[];
} {
  const random = seededRandom(1);
  const words = Array.from({ length: WORDS }, () => Math.floor(random() * 1e9).toString(36));
  // Frequent words are frequent, as in any language.
  const pick = (): string => words[Math.floor(random() ** 3 * WORDS)] ?? '';
  const texts: string[] = [];
  const planted: [number, number][] = [];
  for (let row = 0; row < rows; row++) {
    if (row > 0 && row % PLANTED === 0) {
      const from = Math.floor(random() * row);
      const copy = (texts[from] ?? '').split(' ');
      for (let change = 0; change < copy.length / 40; change++) copy[Math.floor(random() * copy.length)] = pick();
      texts.push(copy.join(' '));
      planted.push([from, row]);
    } else texts.push(Array.from({ length: 10 + Math.floor(random() * 150) }, pick).join(' '));
  }
  return { texts, planted };
}
