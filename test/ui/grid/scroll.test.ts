import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  barOfTop,
  extentOf,
  lastTop,
  MAX_CANVAS,
  revealing,
  rowsInView,
  type Extent,
  type Scroll,
  scrolledTo,
  settled,
  topOfBar,
} from '../../../src/ui/grid/scroll.ts';

const ROW = 32;
const rowCounts = fc.oneof(fc.integer({ min: 0, max: 2_000 }), fc.integer({ min: 240_000, max: 50_000_000 }));
const extents = fc
  .tuple(rowCounts, fc.integer({ min: 100, max: 2_000 }))
  .map(([rows, viewport]) => extentOf(rows, ROW, viewport));

function startOf(extent: Extent): Scroll {
  return settled({ bar: 0, top: 0 }, extent);
}

describe('scrolling over more rows than an element can be high', () => {
  it('caps the canvas, and only where it must', () => {
    expect(extentOf(1_000, ROW, 600)).toEqual({ content: 32_000, canvas: 32_000, viewport: 600 });
    expect(extentOf(1_000_000, ROW, 600)).toEqual({ content: 32_000_000, canvas: MAX_CANVAS, viewport: 600 });
  });

  it('maps both ends of the bar to both ends of the rows', () => {
    fc.assert(
      fc.property(extents, (extent) => {
        const lastBar = Math.max(0, extent.canvas - extent.viewport);
        expect(topOfBar(0, extent)).toBe(0);
        expect(topOfBar(lastBar, extent)).toBeCloseTo(lastTop(extent), 3);
      }),
    );
  });

  it('maps there and back to the same pixel, in order', () => {
    fc.assert(
      fc.property(
        extents,
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (extent, a, b) => {
          const tops = [a, b].map((share) => share * lastTop(extent)).sort((x, y) => x - y);
          const bars = tops.map((top) => barOfTop(top, extent));
          expect(bars[0]).toBeLessThanOrEqual(bars[1] ?? 0);
          for (const [index, bar] of bars.entries()) expect(topOfBar(bar, extent)).toBeCloseTo(tops[index] ?? 0, 2);
        },
      ),
    );
  });

  it('moves by the very pixels of a small step, wherever it is', () => {
    fc.assert(
      fc.property(
        extents,
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.integer({ min: -300, max: 300 }),
        (extent, share, step) => {
          const before = settled({ bar: 0, top: share * lastTop(extent) }, extent);
          const after = scrolledTo(before, before.bar + step, extent);
          const expected = Math.min(Math.max(before.top + step, 0), lastTop(extent));
          expect(after.top).toBeCloseTo(expected, 3);
        },
      ),
    );
  });

  it('jumps in proportion: the middle of the bar is the middle of the rows', () => {
    const extent = extentOf(1_000_000, ROW, 600);
    const after = scrolledTo(startOf(extent), (MAX_CANVAS - 600) / 2, extent);
    expect(after.top / lastTop(extent)).toBeCloseTo(0.5, 6);
  });

  it('reaches the last row by small steps alone and shows every row on the way', () => {
    const rows = 300_000;
    const extent = extentOf(rows, ROW, 600);
    let scroll = settled({ bar: 0, top: lastTop(extent) - 40_000 }, extent);
    let seenTo = rowsInView(scroll.top, rows, ROW, extent.viewport).last;
    for (let step = 0; step < 500 && seenTo <= rows; step += 1) {
      const next = scrolledTo(scroll, Math.min(scroll.bar + 120, extent.canvas - extent.viewport), extent);
      const view = rowsInView(next.top, rows, ROW, extent.viewport);
      expect(view.first).toBeLessThanOrEqual(seenTo);
      seenTo = view.last;
      // a pause now and then, in which the bar settles
      scroll = step % 7 === 0 ? settled(next, extent) : next;
    }
    expect(scroll.top).toBe(lastTop(extent));
    expect(seenTo).toBe(rows);
  });

  it('settles without moving the rows', () => {
    fc.assert(
      fc.property(extents, fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(2_000), (extent, share, drift) => {
        const top = share * lastTop(extent);
        expect(settled({ bar: barOfTop(top, extent) + drift, top }, extent).top).toBeCloseTo(top, 6);
      }),
    );
  });

  it('shows the whole of any row that is asked for', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 50_000_000 }), fc.nat(), fc.nat(), (rows, from, to) => {
        const extent = extentOf(rows, ROW, 600);
        const target = to % rows;
        const before = settled({ bar: 0, top: (from % rows) * ROW }, extent);
        const after = revealing(target, ROW, before, extent);
        expect(after.top).toBeLessThanOrEqual(target * ROW + 0.001);
        expect(after.top + extent.viewport).toBeGreaterThanOrEqual((target + 1) * ROW - 0.001);
      }),
    );
  });

  it('leaves the place alone where the row is in view already', () => {
    const extent = extentOf(1_000_000, ROW, 600);
    const scroll = settled({ bar: 0, top: 16_000_000 }, extent);
    expect(revealing(500_003, ROW, scroll, extent)).toBe(scroll);
  });

  it('draws a window of rows, never all', () => {
    fc.assert(
      fc.property(rowCounts, fc.double({ min: 0, max: 1, noNaN: true }), (rows, share) => {
        const extent = extentOf(rows, ROW, 600);
        const { first, last } = rowsInView(share * lastTop(extent), rows, ROW, 600);
        expect(first).toBeGreaterThanOrEqual(0);
        expect(last).toBeLessThanOrEqual(rows);
        expect(last - first).toBeLessThanOrEqual(600 / ROW + 20);
      }),
    );
  });
});
