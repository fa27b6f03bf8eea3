import * as fc from 'fast-check';
import { isObject, type Json } from '../../../src/core/json.ts';

// fast-check types its JSON values as unknown.
// The text knows no -0, so neither do rows.
const json = fc.jsonValue({ maxDepth: 3 }).map((value) => JSON.parse(JSON.stringify(value)) as Json);

/** Any JSON, and samples in which one value is any other, is gone, or has company. */
export function brokenRows(samples: readonly Json[]): fc.Arbitrary<Json> {
  const broken = fc
    .tuple(fc.constantFrom(...samples), fc.nat(), fc.constantFrom('replace', 'remove', 'add'), json)
    .map(([sample, at, how, value]) => breakAt(sample, at, how, value));
  return fc.oneof({ weight: 1, arbitrary: json }, { weight: 4, arbitrary: broken });
}

/** Changes the value that is the `at`-th, counting through the row round and round. */
function breakAt(row: Json, at: number, how: string, value: Json): Json {
  const places = at % countOf(row);
  let left = places;
  const walk = (inner: Json): Json | undefined => {
    if (left-- === 0) {
      if (how === 'replace') return value;
      if (how === 'remove') return undefined;
      if (isObject(inner)) return { ...inner, extra: value };
      return Array.isArray(inner) ? [...(inner as readonly Json[]), value] : [inner];
    }
    if (Array.isArray(inner)) {
      const items: readonly Json[] = inner;
      return items.flatMap((item) => walk(item) ?? []);
    }
    if (!isObject(inner)) return inner;
    const members = Object.entries(inner).flatMap(([key, member]): [string, Json][] => {
      const after = walk(member);
      return after === undefined ? [] : [[key, after]];
    });
    return Object.fromEntries(members);
  };
  return walk(row) ?? null;
}

function countOf(value: Json): number {
  const inner: readonly Json[] = Array.isArray(value) ? value : isObject(value) ? Object.values(value) : [];
  return inner.reduce<number>((sum, each) => sum + countOf(each), 1);
}
