import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sampleByLabel } from '../../../src/core/few-shot/sample-by-label.ts';
import { seededRandom } from '../../../src/core/hash/seeded-random.ts';

const items = fc
  .array(fc.option(fc.constantFrom('a', 'b', 'c'), { nil: undefined }), { maxLength: 60 })
  .map((labels) => labels.map((label, id) => ({ id, ...(label !== undefined && { label }) })));

function tally(labels: readonly (string | undefined)[]): Map<string | undefined, number> {
  const counts = new Map<string | undefined, number>();
  for (const label of labels) counts.set(label, (counts.get(label) ?? 0) + 1);
  return counts;
}

describe('a sample', () => {
  it('has the size asked for, each item at most once, and no label more than others that have some left', () => {
    fc.assert(
      fc.property(items, fc.nat(70), fc.integer(), (all, size, seed) => {
        const sample = sampleByLabel(all, size, seededRandom(seed));
        expect(sample).toHaveLength(Math.min(size, all.length));
        expect(new Set(sample.map(({ id }) => id)).size).toBe(sample.length);
        const taken = tally(sample.map(({ label }) => label));
        const most = Math.max(0, ...taken.values());
        for (const [label, count] of tally(all.map((item) => item.label))) {
          expect(taken.get(label) ?? 0).toBeGreaterThanOrEqual(Math.min(count, most - 1));
        }
      }),
    );
  });

  it('is drawn by the seed', () => {
    const all = Array.from({ length: 1000 }, (_, id) => ({ id, label: 'one' }));
    const draw = (seed: number) => sampleByLabel(all, 10, seededRandom(seed));
    expect(draw(1)).toEqual(draw(1));
    expect(draw(1)).not.toEqual(draw(2));
  });
});
