import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { layOut, layOutSeries, type ChartOptions } from '../../../src/ui/chart/geometry.ts';
import { linePath } from '../../../src/ui/chart/path.ts';
import { nearestReading, readingsOf } from '../../../src/ui/chart/readings.ts';
import { scaleOf, spanOf } from '../../../src/ui/chart/scale.ts';

const OPTIONS: ChartOptions = { width: 390, height: 280, scale: 'linear', smoothing: 0, marks: [] };
const points = fc
  .array(fc.double({ min: -2, max: 50, noNaN: true }), { minLength: 1, maxLength: 30 })
  .map((losses) => losses.map((loss, index) => ({ step: index + 1, loss })));

function coordinates(path: string): number[][] {
  return [...path.matchAll(/[ML](\S+) ([^MLh]+)/g)].map(([, x, y]) => [Number(x), Number(y)]);
}

describe('a scale', () => {
  it('places ends at ends, and equal factors at equal distances on a logarithmic one', () => {
    const place = scaleOf([0.1, 10], [0, 100], 'log');
    expect([place(0.1), place(1), place(10)]).toEqual([0, expect.closeTo(50), 100]);
    expect(place(0)).toBeNaN();
    expect(place(-1)).toBeNaN();
    expect(scaleOf([3, 3], [0, 100])(3)).toBe(50);
  });

  it('spans what it can show', () => {
    expect(spanOf([NaN, 0, 2, 5], 'log')).toEqual([2, 5]);
    expect(spanOf([0, -1], 'log')).toBeNull();
  });
});

describe('a line', () => {
  it('is interrupted where there is no place, and a dot where a place is alone', () => {
    const places = [1, 2, NaN, 4, NaN].map((y, x) => ({ x, y }));
    expect(linePath(places)).toBe('M0 1L1 2M3 4h0');
  });
});

describe('a loss chart', () => {
  it('has every reading within its frame, lower losses lower', () => {
    fc.assert(
      fc.property(points, points, (training, validation) => {
        const drawn = layOut({ training, validation }, OPTIONS)!;
        expect(drawn.unplaced).toBe(0);
        for (const [index, series] of [training, validation].entries()) {
          const places = coordinates(drawn.series[index]?.raw ?? '');
          expect(places).toHaveLength(series.length);
          for (const [x = NaN, y = NaN] of places) {
            expect(x >= drawn.left - 0.1 && x <= drawn.right + 0.1).toBe(true);
            expect(y >= drawn.top - 0.1 && y <= drawn.bottom + 0.1).toBe(true);
          }
        }
        const [low, high] = [Math.min(...training.map((p) => p.loss)), Math.max(...training.map((p) => p.loss))];
        expect(drawn.yOf(low)).toBeGreaterThanOrEqual(drawn.yOf(high));
      }),
    );
  });

  it.each([
    [1e-323, 0],
    [-Number.MAX_VALUE, Number.MAX_VALUE],
    [1e300, 1e300 + 1e285],
    [-5e-324, 5e-324],
  ])('of readings from %d to %d has few ticks, each within its frame', (from, to) => {
    const training = [from, to].map((loss, step) => ({ step, loss }));
    const drawn = layOut({ training, validation: [] }, OPTIONS)!;
    expect(drawn.yTicks.length).toBeGreaterThan(0);
    expect(drawn.yTicks.length).toBeLessThan(20);
  });

  it('counts what a logarithmic scale has no place for', () => {
    const training = [2, 0, -1e-6, 1].map((loss, step) => ({ step, loss }));
    const drawn = layOut({ training, validation: [] }, { ...OPTIONS, scale: 'log' });
    expect(drawn?.unplaced).toBe(2);
    expect(layOut({ training: training.slice(1, 3), validation: [] }, { ...OPTIONS, scale: 'log' })).toBeNull();
  });

  it('numbers epochs as far as there is room', () => {
    const training = [1, 200].map((step) => ({ step, loss: step }));
    const marks = Array.from({ length: 100 }, (_, index) => ({ step: (index + 1) * 2, epoch: index + 1 }));
    const drawn = layOut({ training, validation: [] }, { ...OPTIONS, marks });
    const numbered = drawn?.marks.filter(({ text }) => text !== '') ?? [];
    expect(drawn?.marks).toHaveLength(100);
    expect(numbered.length).toBeGreaterThan(5);
    for (const [index, { at }] of numbered.slice(1).entries()) {
      expect(at - (numbered[index]?.at ?? 0)).toBeGreaterThanOrEqual(26);
    }
  });

  it('puts both series side by side', () => {
    const curve = {
      training: [
        { step: 1, loss: 3 },
        { step: 4, loss: 2, epoch: 1 },
      ],
      validation: [{ step: 3, loss: 2.5 }],
    };
    expect(readingsOf(curve)).toEqual([
      { step: 1, epoch: null, training: 3, validation: null },
      { step: 3, epoch: null, training: null, validation: 2.5 },
      { step: 4, epoch: 1, training: 2, validation: null },
    ]);
    expect(nearestReading(readingsOf(curve), 3.4)).toBe(1);
  });
});

describe('a chart of several runs', () => {
  it('draws all of them over the same steps and losses, and leaves out one without readings', () => {
    const runs = [
      { name: '0', points: [0, 4, 8].map((step) => ({ step, loss: 8 - step })) },
      { name: '1', points: [] },
      { name: '2', points: [{ step: 4, loss: 4 }] },
    ];
    const drawn = layOutSeries(runs, OPTIONS)!;
    expect(drawn.series.map(({ name }) => name)).toEqual(['0', '2']);
    const middle = coordinates(drawn.series[0]?.raw ?? '')[1];
    expect(coordinates(drawn.series[1]?.raw ?? '')[0]).toEqual(middle);
    expect(layOutSeries([{ name: '0', points: [] }], OPTIONS)).toBeNull();
  });
});
