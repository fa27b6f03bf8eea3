import fc from 'fast-check';
import { firstsOf, type Plan, type PlannedJoin } from '../../src/core/recipe/plan.ts';
import type { MarkValues } from '../../src/core/version/mark.ts';

const VALUES = ['warm', 'cold', ''];

/** Any plan over this many rows. */
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
    const drop = reasonOf.map((reasons) => ({
      rows: Uint32Array.from(dropped),
      reasons: ['same', 'near'],
      reasonOf: Uint8Array.from(reasons),
    }));
    const beside = {
      drop,
      ...(kept.length > 0 && { keptInstead: instead.map((some) => Uint32Array.from(some)) }),
      groups: fc.array(fc.nat(3), { minLength: count, maxLength: count }).map((numbers) => Uint32Array.from(numbers)),
    };
    const ordered = fc.record({ ...beside, order, marks: marksOver(kept) }, { requiredKeys: ['drop'] });
    const joined = joinOver(kept).chain((join) => {
      const [rows, firsts] = [new Set(join.rows), new Set(firstsOf(join))];
      const left = kept.filter((position) => !rows.has(position) || firsts.has(position));
      const marks = marksOver(left);
      return fc.record({ ...beside, join: fc.constant(join), marks }, { requiredKeys: ['drop', 'join'] });
    });
    return fc.oneof(ordered, joined);
  });
}

/** Groups of some of these positions. */
function joinOver(kept: readonly number[]): fc.Arbitrary<PlannedJoin> {
  const numbers = fc.array(fc.nat(4), { minLength: kept.length, maxLength: kept.length });
  return numbers.map((chosen) => {
    const groups = new Map<number, number[]>();
    for (const [at, group] of chosen.entries()) {
      if (group > 0) groups.set(group, [...(groups.get(group) ?? []), kept[at]!]);
    }
    const lists = [...groups.values()];
    return { rows: Uint32Array.from(lists.flat()), sizes: Uint32Array.from(lists, ({ length }) => length) };
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
