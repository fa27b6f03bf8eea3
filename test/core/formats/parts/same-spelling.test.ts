import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { sameSpelling } from '../../../../src/core/formats/parts/same-spelling.ts';
import type { Json } from '../../../../src/core/json.ts';

// Few values, so that equal ones come up often.
const { value } = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 2 },
    fc.constantFrom<Json>(null, true, 0, 1, '', '0', [], {}),
    fc.array(tie('value'), { maxLength: 2 }),
    fc
      .uniqueArray(fc.tuple(fc.constantFrom('a', 'b', '__proto__'), tie('value')), {
        selector: ([key]) => key,
        maxLength: 2,
      })
      .map((members): Json => Object.fromEntries(members)),
  ),
}));

it('is to have one JSON text', () => {
  fc.assert(
    fc.property(value, value, (one, other) => {
      expect(sameSpelling(one, structuredClone(one))).toBe(true);
      expect(sameSpelling(one, other)).toBe(JSON.stringify(one) === JSON.stringify(other));
    }),
    { numRuns: 1000 },
  );
});

it('is not to have the same members in another order', () => {
  expect(sameSpelling({ a: 1, b: 2 }, { b: 2, a: 1 })).toBe(false);
  expect(sameSpelling([], {})).toBe(false);
  expect(sameSpelling(null, undefined)).toBe(false);
});
