import fc from 'fast-check';
import type { Plan } from '../../src/core/recipe/plan.ts';
import type { MarkValues } from '../../src/core/version/mark.ts';

const VALUES = ['warm', 'cold', ''];

/** Any plan over so many rows. */
export function planOver(count: number): fc.Arbitrary<Plan> {
  const positions = Array.from({ length: count }, (_, position) => position);
  return fc.subarray(positions).chain((dropped) => {
    const gone = new Set(dropped);
    const kept = positions.filter((position) => !gone.has(position));
    const order = fc.shuffledSubarray(kept, { minLength: kept.length }).map((some) => Uint32Array.from(some));
    const reasonOf = fc.array(fc.nat(1), { minLength: dropped.length, maxLength: dropped.length });
    const instead = fc.array(kept.length > 0 ? fc.constantFrom(...kept) : fc.nat(), {
      minLength: dropped.length,
      maxLength: dropped.length,
    });
    return fc.record(
      {
        drop: reasonOf.map((reasons) => ({
          rows: Uint32Array.from(dropped),
          reasons: ['same', 'near'],
          reasonOf: Uint8Array.from(reasons),
        })),
        ...(kept.length > 0 && { keptInstead: instead.map((some) => Uint32Array.from(some)) }),
        order,
        marks: marksOver(kept),
        groups: fc.array(fc.nat(3), { minLength: count, maxLength: count }).map((numbers) => Uint32Array.from(numbers)),
      },
      { requiredKeys: ['drop'] },
    );
  });
}

function marksOver(kept: readonly number[]): fc.Arbitrary<MarkValues[]> {
  const one = fc.subarray([...kept]).chain((rows) =>
    fc.record({
      name: fc.constantFrom('tone', 'split'),
      dictionary: fc.constant(VALUES),
      rows: fc.constant(Uint32Array.from(rows)),
      values: fc
        .array(fc.nat(VALUES.length), { minLength: rows.length, maxLength: rows.length })
        .map((values) => Uint16Array.from(values)),
    }),
  );
  return fc.array(one, { maxLength: 2 });
}
