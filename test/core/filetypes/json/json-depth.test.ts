import fc from 'fast-check';
import { expect, it } from 'vitest';
import { isDeeperThan } from '../../../../src/core/filetypes/json/json-depth.ts';
import { isObject, type Json } from '../../../../src/core/json.ts';

function depthOf(value: Json): number {
  if (Array.isArray(value)) return 1 + Math.max(0, ...value.map(depthOf));
  return isObject(value) ? 1 + Math.max(0, ...Object.values(value).map(depthOf)) : 0;
}

it('knows the depth of any JSON text, brackets in strings not counted', () => {
  const json = fc.json({ maxDepth: 6, stringUnit: fc.constantFrom('[', '{', '"', '\\', ']', 'a') });
  fc.assert(
    fc.property(json, fc.nat(5), (text, limit) => {
      expect(isDeeperThan(text, limit)).toBe(depthOf(JSON.parse(text) as Json) > limit);
    }),
    { numRuns: 2_000 },
  );
});

it('is quick and right about long texts', () => {
  expect(isDeeperThan('['.repeat(1_001) + ']'.repeat(1_001), 1_000)).toBe(true);
  expect(isDeeperThan('['.repeat(1_000) + ']'.repeat(1_000), 1_000)).toBe(false);
  expect(isDeeperThan(JSON.stringify('['.repeat(100_000)), 1_000)).toBe(false);
  expect(isDeeperThan(`[${'[],'.repeat(50_000)}[]]`, 1_000)).toBe(false);
});
