import { describe, expect, it } from 'vitest';
import { Row } from '../../../src/core/row/row.ts';
import { runRows, contextOf, prepare } from './run.ts';

const TEXTS = Array.from({ length: 200 }, (_, row) =>
  JSON.stringify({ text: `row ${row}`, kind: row % 10 === 0 ? 'rare' : 'usual' }),
);
const ROWS = TEXTS.map((text) => new Row(text));

function sample(params: Record<string, string | number>): string[] {
  const step = prepare('sample-rows', params, contextOf(TEXTS));
  return runRows(step, ROWS).flatMap((row) => (row ? [row.text] : []));
}

describe('Sample rows', () => {
  it('gives samples of which the smaller is part of the larger', () => {
    const sizes = [10, 25, 50, 100].map((size) => sample({ size, seed: 5 }));
    expect(sizes.map(({ length }) => length)).toEqual([20, 50, 100, 200]);
    for (const [at, small] of sizes.entries()) {
      const larger = sizes[at + 1];
      if (larger) expect(larger).toEqual(expect.arrayContaining(small));
    }
    expect(sample({ size: 25, seed: 6 })).not.toEqual(sizes[1]);
  });

  it('keeps the shares of the labels, or balances them', () => {
    const rare = (texts: readonly string[]): number => texts.filter((text) => text.includes('rare')).length;
    const shared = sample({ size: 50, label: 'kind' });
    expect([shared.length, rare(shared)]).toEqual([100, 10]);
    const balanced = sample({ size: 15, unit: 'each', label: 'kind' });
    expect([balanced.length, rare(balanced)]).toEqual([30, 15]);
    expect(sample({ size: 7, unit: 'rows', label: 'kind' })).toHaveLength(7);
  });

  it('has no share over 100 percent', () => {
    expect(() => sample({ size: 101 })).toThrow('from 1 to 100 percent');
  });
});
