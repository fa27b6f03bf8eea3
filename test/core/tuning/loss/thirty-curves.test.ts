import { expect, it } from 'vitest';
import { adviseOnLoss, type LossAdvice } from '../../../../src/core/tuning/loss/loss-advice.ts';
import { findLossAlarm } from '../../../../src/core/tuning/loss/loss-alarm.ts';
import type { LossPoint } from '../../../../src/core/tuning/loss/loss-point.ts';
import type { Checkpoint } from '../../../../src/core/tuning/reading.ts';

interface Curve {
  readonly epochs: number;
  /** The loss at a way from 0 to 1. */
  readonly training: (way: number, step: number) => number;
  readonly validation?: (way: number, index: number) => number;
  readonly readings?: number;
  readonly validations?: number;
}

/** A curve, what is to be said of it, and whether the job is worth cancelling while it runs. */
type Row = [name: string, Curve, LossAdvice['kind'] | null, says: RegExp, alarm?: 'alarm'];

const fall = (way: number): number => 0.2 + 2.8 * Math.exp(-4 * way);
/** From -1 to 1, scattered. */
const noise = (step: number): number => {
  const wave = Math.sin(step * 12.9898) * 43_758.5453;
  return 2 * (wave - Math.floor(wave)) - 1;
};
const kinked = (points: readonly (readonly [number, number])[]) => (way: number) => {
  const after = Math.max(
    1,
    points.findIndex(([at]) => at >= way),
  );
  const [[x0, y0] = [0, 0], [x1, y1] = [1, 0]] = [points[after - 1], points[after]];
  return y0 + ((way - x0) / (x1 - x0)) * (y1 - y0);
};
const LOWER = /Tune again with a lower learning rate/;
const NOT_HIGHER = 'higher learning rate';

const ROWS: readonly Row[] = [
  ['converging, steeper than needed', { epochs: 5, training: (w) => 0.2 + 2.8 * Math.exp(-12 * w) }, 'plateau', /flat/],
  ['converging, just in time', { epochs: 5, training: (w) => Math.exp(-3.5 * w) }, null, /^$/],
  ['falling to the end', { epochs: 3, training: (w) => 3 - 2 * w }, 'falling', /still falling .* such as 5/],
  ['one epoch, falling', { epochs: 1, training: (w) => 3 - 2 * w }, 'falling', /1 epoch\. Tune again with more/],
  ['falling, noisy', { epochs: 4, training: (w, s) => 4 - 3 * w + 0.15 * noise(s) }, 'falling', /still falling/],
  [
    'plateau from half-way',
    { epochs: 10, training: kinked([[0, 3], [0.5, 0.5], [1, 0.5]]) }, // prettier-ignore
    'plateau',
    /from the end of epoch [56] of 10/,
  ],
  [
    'plateau under noise',
    { epochs: 10, training: (w, s) => kinked([[0, 3], [0.4, 0.5], [1, 0.5]])(w) + 0.05 * noise(s) }, // prettier-ignore
    'plateau',
    /from the end of epoch [45] of 10/,
  ],
  ['flat from the start', { epochs: 3, training: () => 2 }, 'flat', /did not fall: .*higher learning rate/],
  ['nearly flat', { epochs: 3, training: (w) => 2 - 0.02 * w }, 'flat', /did not fall/],
  [
    'falls, then runs away: 3, 1, 19',
    { epochs: 3, training: kinked([[0, 3], [0.3, 1], [1, 19]]) }, // prettier-ignore
    'diverged',
    /rose from 1\.\d\d to 1\d\.\d .*diverged\..*lower/,
    'alarm',
  ],
  ['3, 1, 19 and nothing more', { epochs: 3, training: (w) => [3, 1, 19][Math.round(w * 3) - 1]!, readings: 3 }, 'diverged', LOWER, 'alarm'], // prettier-ignore
  ['rises from the start', { epochs: 3, training: (w) => 2 + 5 * w }, 'diverged', /rose from 2\.\d+ to \d/, 'alarm'],
  ['rises under noise', { epochs: 3, training: (w, s) => 2 + 5 * w + 0.4 * noise(s) }, 'diverged', LOWER, 'alarm'],
  ['jumps up late and stays', { epochs: 4, training: (w) => (w < 0.8 ? fall(w) : 6) }, 'diverged', LOWER, 'alarm'],
  ['explodes', { epochs: 4, training: (w) => 3 * Math.exp(20 * w * w) }, 'diverged', LOWER, 'alarm'],
  ['a spike in the middle', { epochs: 5, training: (w, s) => (s === 50 ? 40 : 3 - 2 * w) }, 'falling', /still/],
  ['a spike at the very end', { epochs: 5, training: (w, s) => (s === 100 ? 40 : 3 - 2 * w) }, 'falling', /still/],
  ['NaN at once', { epochs: 3, training: () => NaN }, 'broken', /NaN .* from the first reading on.*lower/, 'alarm'],
  ['NaN late', { epochs: 3, training: (w) => (w > 0.7 ? NaN : fall(w)) }, 'broken', /NaN .* from step \d+ on.*lower/, 'alarm'], // prettier-ignore
  ['NaN late, after a rise', { epochs: 3, training: (w) => (w > 0.9 ? NaN : 3 + 9 * w) }, 'broken', LOWER, 'alarm'],
  ['infinite late', { epochs: 3, training: (w) => (w > 0.7 ? Infinity : fall(w)) }, 'broken', /infinite from step/, 'alarm'], // prettier-ignore
  ['minus infinite', { epochs: 3, training: (w) => (w > 0.7 ? -Infinity : fall(w)) }, 'broken', /infinite from/, 'alarm'], // prettier-ignore
  ['NaN now and then', { epochs: 3, training: (w, s) => (s % 20 === 7 ? NaN : fall(w)) }, 'broken', /unstable.*lower/, 'alarm'], // prettier-ignore
  [
    'validation NaN',
    { epochs: 3, training: fall, validation: () => NaN },
    'broken',
    /validation loss was NaN/,
    'alarm',
  ],
  ['one reading, NaN', { epochs: 3, training: () => NaN, readings: 1 }, 'broken', LOWER, 'alarm'],
  ['noise alone', { epochs: 3, training: (_, s) => 2 + noise(s) }, 'noisy', /jumps by about .* says little/],
  [
    'validation rising',
    { epochs: 5, training: (w) => 3 - 2 * w, validation: (w) => 2 + 3 * Math.abs(w - 0.4), validations: 10 },
    'overfitting',
    /lowest after epoch 2 .* memorise .*with 2 epochs/,
  ],
  [
    'validation with one late reading',
    { epochs: 5, training: (w) => 3 - 2 * w, validation: (w, i) => (i === 4 ? 3 : 3 - w), validations: 5 },
    'falling',
    /still falling/,
  ],
  [
    'validation falling too',
    { epochs: 5, training: (w) => 3 - 2 * w, validation: (w) => 3.2 - 1.8 * w, validations: 10 },
    'falling',
    /still falling/,
  ],
  [
    'validation rising while training runs away',
    { epochs: 5, training: kinked([[0, 3], [0.3, 1], [1, 9]]), validation: (w) => 1 + 9 * w, validations: 10 }, // prettier-ignore
    'diverged',
    LOWER,
    'alarm',
  ],
  ['one reading', { epochs: 3, training: () => 2, readings: 1 }, null, /^$/],
  ['seven readings, falling', { epochs: 3, training: (w) => 3 - w, readings: 7 }, null, /^$/],
  ['none', { epochs: 3, training: () => 2, readings: 0 }, null, /^$/],
];

const STEPS = 100;

function draw({ training, validation, readings = STEPS, validations = 5 }: Curve) {
  const points = (count: number, loss: (way: number, index: number) => number): LossPoint[] =>
    Array.from({ length: count }, (_, index) => {
      const way = (index + 1) / count;
      return { step: Math.round(way * STEPS), loss: loss(way, count === STEPS ? index + 1 : index) };
    });
  return { training: points(readings, training), validation: validation ? points(validations, validation) : [] };
}

it.each(ROWS.map(([name, ...row]) => ({ name, row })))('$name', ({ row: [curve, kind, says, alarm] }) => {
  const drawn = draw(curve);
  const advice = adviseOnLoss(drawn, { epochs: curve.epochs, totalSteps: STEPS });
  expect([advice?.kind ?? null, advice?.text ?? '']).toEqual([kind, expect.stringMatching(says)]);
  if (kind !== 'flat') expect(advice?.text ?? '').not.toContain(NOT_HIGHER);
  const running = findLossAlarm(drawn, { isRunning: true });
  expect(running === null).toBe(alarm === undefined);
  if (running) expect(running.text).toContain('Cancel the job');
});

it('has thirty curves and more', () => {
  expect(ROWS.length).toBeGreaterThanOrEqual(30);
});

it('names the last checkpoint from before the training broke down', () => {
  const checkpoints = [25, 50, 75, 100].map((step, index): Checkpoint => ({
    ...{ id: `c${index + 1}`, epoch: index + 1, step },
    model: { service: 'gemini-api', name: 'm' },
  }));
  const curve = draw({ epochs: 4, training: (way) => (way > 0.6 ? NaN : fall(way)) });
  const advice = adviseOnLoss(curve, { epochs: 4, totalSteps: STEPS }, checkpoints);
  expect(advice).toMatchObject({ kind: 'broken', checkpoint: 'c2', epochs: null });
  expect(advice?.text).toContain('checkpoint c2, from before that, may be usable');
});

it('needs no epochs to see that a training ran away', () => {
  const curve = draw({ epochs: 3, training: (way) => 2 + 5 * way });
  expect(adviseOnLoss(curve, { epochs: null, totalSteps: null })?.kind).toBe('diverged');
});
