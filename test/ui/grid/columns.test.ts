import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { columnsInView, columnWidths } from '../../../src/ui/grid/columns.ts';

describe('columns of the table', () => {
  it('gives long texts room, short ones less, and fills the window', () => {
    const [text = 0, label = 0] = columnWidths(['text', 'label'], [['x'.repeat(200), 'yes']], 1_000);
    expect(text).toBeGreaterThan(label);
    expect(text + label).toBeLessThanOrEqual(1_000);
    expect(text + label).toBeGreaterThan(990);
  });

  it('never squeezes columns below what can be read', () => {
    const widths = columnWidths(
      Array.from({ length: 100 }, (_, index) => `c${index}`),
      [],
      500,
    );
    expect(Math.min(...widths)).toBeGreaterThanOrEqual(88);
  });

  it('finds exactly the columns that touch the window', () => {
    const widths = fc.array(fc.integer({ min: 50, max: 500 }), { minLength: 1, maxLength: 200 });
    fc.assert(
      fc.property(widths, fc.nat(20_000), fc.integer({ min: 1, max: 2_000 }), (all, wish, width) => {
        const total = all.reduce((sum, each) => sum + each, 0);
        const left = Math.min(wish, Math.max(0, total - width));
        const { first, last, before } = columnsInView(all, left, width);
        expect(before).toBe(all.slice(0, first).reduce((sum, each) => sum + each, 0));
        expect(before).toBeLessThanOrEqual(left);
        const end = before + all.slice(first, last).reduce((sum, each) => sum + each, 0);
        expect(end).toBeGreaterThanOrEqual(Math.min(left + width, total));
      }),
    );
  });
});
