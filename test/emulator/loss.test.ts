import { expect, it } from 'vitest';
import { protoTime } from './clock.ts';
import { evalLoss, seedOf, trainLoss } from './loss.ts';

const course = { seed: seedOf([{ input: '1', output: '2' }]), epochs: 5 };
const curve = (loss: typeof trainLoss, { epochs } = course): number[] =>
  Array.from({ length: 200 }, (_, index) => loss(index + 1, 200, { ...course, epochs }));
const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

it('falls, faster at first, and stays above the training loss where it is validated', () => {
  const train = curve(trainLoss);
  const tenths = Array.from({ length: 10 }, (_, index) => mean(train.slice(index * 20, index * 20 + 20)));
  expect(tenths).toEqual([...tenths].sort((a, b) => b - a));
  expect((tenths[0] ?? 0) - (tenths[1] ?? 0)).toBeGreaterThan((tenths[8] ?? 0) - (tenths[9] ?? 0));
  expect(mean(curve(evalLoss).slice(-20))).toBeGreaterThan(mean(train.slice(-20)));
});

it('follows from the training set', () => {
  expect(curve(trainLoss)).toEqual(curve(trainLoss));
  const other = { ...course, seed: seedOf([{ input: '1', output: '3' }]) };
  expect(trainLoss(1, 200, other)).not.toBe(trainLoss(1, 200, course));
});

it('ends at about zero after many epochs, at times below it', () => {
  const end = curve(trainLoss, { ...course, epochs: 100 }).slice(-50);
  expect(Math.max(...end.map(Math.abs))).toBeLessThan(0.001);
  expect(Math.min(...end)).toBeLessThan(0);
});

it('tells times below the millisecond, which still read as that millisecond', () => {
  const now = Date.UTC(2026, 10, 20, 10, 0, 12, 453);
  expect(protoTime(now)).toMatch(/^2026-11-20T10:00:12\.453\d{3}Z$/);
  expect(protoTime(now, 9)).toMatch(/^2026-11-20T10:00:12\.453\d{6}Z$/);
  expect(Date.parse(protoTime(now, 9))).toBe(now);
});
