import { grouped } from '../../core/amount.ts';
import type { Span } from './scale.ts';

/** Round numbers within a span, about as many as asked for: steps of 1, 2 or 5 times a power of ten. */
export function linearTicks([low, high]: Span, count: number): readonly number[] {
  if (!(high > low)) return [low];
  const rough = (high - low) / Math.max(1, count);
  // Beyond these, powers of ten are no longer exact, or no numbers at all.
  if (rough < 1e-300 || rough > 1e300) return [low];
  const power = Math.floor(Math.log10(rough));
  const factor = [1, 2, 5, 10].find((each) => each * 10 ** power >= rough) ?? 10;
  // Dividing by a power of ten is exact where multiplying by its inverse is not.
  const inTens = (index: number): number =>
    power < 0 ? (index * factor) / 10 ** -power : index * factor * 10 ** power;
  const first = Math.ceil(low / inTens(1) - 1e-9);
  const last = Math.floor(high / inTens(1) + 1e-9);
  return Array.from({ length: last - first + 1 }, (_, index) => inTens(first + index));
}

/** Powers of ten within a span above 0, with 2 and 5 times them where there are few; linear ones where there are none. */
export function logTicks(span: Span, count: number): readonly number[] {
  const [low, high] = span;
  const powers = Array.from(
    { length: Math.floor(Math.log10(high)) - Math.floor(Math.log10(low)) + 1 },
    (_, index) => Math.floor(Math.log10(low)) + index,
  );
  const within = (factors: readonly number[]): readonly number[] =>
    powers
      .flatMap((power) => factors.map((factor) => Number(`${factor}e${power}`)))
      .filter((at) => at >= low && at <= high);
  const tens = within([1]);
  if (tens.length >= count) return tens.filter((_, index) => index % Math.ceil(tens.length / count) === 0);
  const more = within([1, 2, 5]);
  if (more.length >= 2) return more.length > count * 2 ? tens : more;
  return linearTicks(span, count);
}

/** A number with four digits that count, never as a power of ten; NaN and the infinite as such. */
export function plainNumber(value: number): string {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value > 0 ? '∞' : '−∞';
  if (value === 0) return '0';
  const decimals = Math.min(12, Math.max(0, 3 - Math.floor(Math.log10(Math.abs(value)))));
  const fixed = value.toFixed(decimals);
  return grouped(Number(fixed)).includes('e') ? fixed.replace(/0+$/, '') : grouped(Number(fixed));
}
