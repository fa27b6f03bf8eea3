import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { KeyIndex } from '../../../src/core/duplicates/key-index.ts';

describe('KeyIndex', () => {
  it('finds the first position of each key, also where keys crowd the same slots', () => {
    const word = fc.constantFrom(0, 1, 0xffffffff);
    const keys = fc.array(fc.tuple(word, word, word, word), { maxLength: 200 });
    fc.assert(
      fc.property(keys, (rows) => {
        const index = new KeyIndex(Uint32Array.from(rows.flat()), rows.length);
        const first = new Map<string, number>();
        for (const [position, row] of rows.entries()) {
          const expected = first.get(row.join()) ?? position;
          first.set(row.join(), expected);
          expect(index.findOrAdd(position)).toBe(expected);
        }
        expect(first.size).toBeLessThanOrEqual(rows.length);
      }),
    );
  });
});
