import type { Json } from '../../json.ts';

/** True where two values have the same JSON text: members in the same order too. Builds no text, since rows are many. */
export function sameSpelling(one: Json | undefined, other: Json | undefined): boolean {
  if (one === other) return true;
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false;
  if (Array.isArray(one) !== Array.isArray(other)) return false;
  const [members, others] = [Object.entries(one), Object.entries(other)];
  return (
    members.length === others.length &&
    members.every(([key, value], index) => {
      const [otherKey, otherValue] = others[index] ?? [];
      return key === otherKey && sameSpelling(value, otherValue);
    })
  );
}
