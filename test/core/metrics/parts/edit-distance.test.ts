import fc from 'fast-check';
import { expect, it } from 'vitest';
import { editDistance } from '../../../../src/core/metrics/parts/edit-distance.ts';

/** By the definition: a table of all beginnings. */
function plainDistance(one: readonly string[], other: readonly string[]): number {
  let row = other.map((_, index) => index + 1);
  one.forEach((character, at) => {
    let left = at + 1;
    row = other.map((each, index) => {
      const diagonal = index === 0 ? at : (row[index - 1] ?? 0);
      left = Math.min(left + 1, (row[index] ?? 0) + 1, diagonal + Number(each !== character));
      return left;
    });
  });
  return row.at(-1) ?? one.length;
}

it('is the distance of the definition, over any number of blocks', () => {
  const text = fc.string({ unit: fc.constantFrom('a', 'b', 'c', '猫', '😀'), maxLength: 100 });
  fc.assert(
    fc.property(text, text, (one, other) => {
      expect(editDistance(one, other)).toBe(plainDistance(Array.from(one), Array.from(other)));
    }),
  );
});
