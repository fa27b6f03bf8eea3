import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { chooseRows, type EstimatedRows, SAMPLE_SIZE } from '../../../src/core/tokens/choose-rows.ts';
import { processorTime } from '../../support/processor-time.ts';

const anyRow = fc.record({
  likely: fc.nat(5_000),
  width: fc.double({ min: 1, max: 2, noNaN: true }),
  faulty: fc.nat(1),
  media: fc.nat(1),
});

function columnsOf(rows: readonly { likely: number; width: number; faulty: number; media: number }[]): EstimatedRows {
  return {
    likely: Uint32Array.from(rows, ({ likely }) => likely),
    high: Uint32Array.from(rows, ({ likely, width }) => Math.ceil(likely * width)),
    faulty: Uint8Array.from(rows, ({ faulty }) => faulty),
    media: Uint8Array.from(rows, ({ media }) => media),
  };
}

it('takes rows that can be counted alone, each once, the same for the same seed', () => {
  fc.assert(
    fc.property(fc.array(anyRow, { maxLength: 120 }), fc.integer(), (rows, seed) => {
      const columns = columnsOf(rows);
      const chosen = chooseRows(columns, seed);
      const usable = rows.filter(({ likely, faulty, media }) => likely > 0 && faulty === 0 && media === 0);
      expect(chosen.length).toBeLessThanOrEqual(SAMPLE_SIZE);
      expect(new Set(chosen.map(({ position }) => position)).size).toBe(chosen.length);
      for (const { position } of chosen) expect(usable).toContain(rows[position]);
      expect(chooseRows(columns, seed)).toEqual(chosen);
      expect(chosen.length).toBe(Math.min(usable.length, SAMPLE_SIZE));
      const weights = chosen.reduce((sum, { weight }) => sum + weight, 0);
      const total = usable.reduce((sum, { likely }) => sum + likely, 0);
      if (total > 0) expect(weights / total).toBeCloseTo(1, 9);
    }),
  );
});

it('never leaves out what holds a twentieth of the tokens', () => {
  fc.assert(
    fc.property(fc.array(anyRow, { minLength: 30, maxLength: 120 }), fc.integer(), (rows, seed) => {
      const whole = rows.map((row) => ({ ...row, faulty: 0, media: 0 }));
      const total = whole.reduce((sum, { likely }) => sum + likely, 0);
      const chosen = new Set(chooseRows(columnsOf(whole), seed).map(({ position }) => position));
      whole.forEach(({ likely }, position) => {
        if (likely > total / SAMPLE_SIZE) expect(chosen).toContain(position);
      });
    }),
  );
});

it('spreads over lengths and kinds instead of taking the first', () => {
  const rows = Array.from({ length: 1_000 }, (_, index) => {
    const isLong = index >= 900;
    return { likely: isLong ? 900 : 100, width: index % 5 === 0 ? 1.9 : 1.3, faulty: 0, media: 0 };
  });
  for (let seed = 0; seed < 20; seed++) {
    const chosen = chooseRows(columnsOf(rows), seed).map(({ position }) => position);
    // half of the tokens are in the long rows, a fifth in those of the other kind
    const long = chosen.filter((position) => position >= 900).length;
    const other = chosen.filter((position) => position % 5 === 0).length;
    expect(Math.abs(long - 10)).toBeLessThanOrEqual(2);
    expect(Math.abs(other - 4)).toBeLessThanOrEqual(1);
  }
  expect(chooseRows(columnsOf(rows), 1)).not.toEqual(chooseRows(columnsOf(rows), 2));
});

it('takes a moment for a million rows', () => {
  const likely = Uint32Array.from({ length: 1_000_000 }, (_, index) => 1 + ((index * 7919) % 3_000));
  const none = new Uint8Array(likely.length);
  const high = likely.map((each) => each * 2);
  const took = processorTime(() => {
    expect(chooseRows({ likely, high, faulty: none, media: none }, 1)).toHaveLength(20);
  });
  expect(took).toBeLessThan(10_000);
});
