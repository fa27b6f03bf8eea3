import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { columnsInView, fitColumns, type MeasuredColumn } from '../../../src/ui/grid/columns.ts';

function columns(...titles: readonly string[]): MeasuredColumn[] {
  return titles.map((title, cell) => ({ title, kind: 'text', cell }));
}

describe('columns of the table', () => {
  it('gives long texts room, short ones less, and fills the window', () => {
    const [text = 0, label = 0] = fitColumns(columns('text', 'label'), [['x'.repeat(200), 'yes']], 1_000);
    expect(text).toBeGreaterThan(label);
    expect(text + label).toBeLessThanOrEqual(1_000);
    expect(text + label).toBeGreaterThan(990);
  });

  it('fits three columns to a small window, the longest with the most, an empty one with little', () => {
    const rows = Array.from({ length: 20 }, (_, row) => [
      'x'.repeat(60),
      row % 2 ? 'y'.repeat(12) : '',
      'z'.repeat(700),
    ]);
    const [asked = 0, about = 0, answer = 0] = fitColumns(columns('instruction', 'input', 'output'), rows, 620);
    expect(asked + about + answer).toBeLessThanOrEqual(620);
    expect(answer).toBeGreaterThan(asked);
    expect(asked).toBeGreaterThan(about);
  });

  it('keeps a width that was set by hand', () => {
    const [first, second] = columns('a', 'b');
    if (!first || !second) throw new Error('two columns');
    expect(fitColumns([{ ...first, width: 333 }, second], [['x'.repeat(900), 'y'.repeat(900)]], 500)[0]).toBe(333);
  });

  it('gives a letter of East Asia more room than a Latin one', () => {
    const [latin = 0, han = 0] = fitColumns(columns('a', 'b'), [['abcdefghij', '一二三四五六七八九十']], 400);
    expect(han).toBeGreaterThan(latin);
  });

  it('never squeezes columns below what can be read', () => {
    const widths = fitColumns(columns(...Array.from({ length: 100 }, (_, index) => `c${index}`)), [], 500);
    expect(Math.min(...widths)).toBeGreaterThanOrEqual(64);
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
