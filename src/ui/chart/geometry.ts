import { smooth } from '../../core/tuning/loss/smooth.ts';
import type { EpochMark } from '../../core/tuning/loss/epoch-marks.ts';
import type { LossCurve, LossPoint } from '../../core/tuning/loss/loss-point.ts';
import { linePath } from './path.ts';
import { scaleOf, spanOf, type ScaleKind, type Span } from './scale.ts';
import { linearTicks, logTicks, plainNumber } from './ticks.ts';

export interface ChartOptions {
  readonly width: number;
  readonly height: number;
  readonly scale: ScaleKind;
  /** From 0 to below 1. */
  readonly smoothing: number;
  readonly marks: readonly EpochMark[];
}

export interface Tick {
  /** In pixels. */
  readonly at: number;
  readonly text: string;
}

/** Readings that are drawn as one line. */
export interface Series {
  readonly name: string;
  readonly points: readonly LossPoint[];
}

export interface DrawnSeries {
  readonly name: string;
  /** The readings as they came. */
  readonly raw: string;
  /** The same without jitter; null where that isn't asked for, or the readings are few. */
  readonly smooth: string | null;
}

export interface ChartGeometry {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly xOf: (step: number) => number;
  readonly yOf: (loss: number) => number;
  readonly xTicks: readonly Tick[];
  readonly yTicks: readonly Tick[];
  readonly marks: readonly Tick[];
  readonly series: readonly DrawnSeries[];
  /** Where readings are that are no numbers, or infinite, in pixels from the left; each place once. */
  readonly broken: readonly number[];
  /** Readings that the scale has no place for, though they are numbers. */
  readonly unplaced: number;
}

const MARGIN = { left: 56, right: 12, top: 44, bottom: 40 };
/** Where every reading is NaN or infinite: they are marked all the same. */
const NO_SPAN: Span = [0.1, 1];
const TICK_WIDTH = 80;
const TICK_HEIGHT = 45;
const MARK_WIDTH = 26;
/** Fewer readings have no jitter to take away: smoothing would only hide where they turn. */
const LEAST_SMOOTHED = 20;

/** Where everything of the chart of one job is, in pixels; null where there is no reading to show. */
export function layOut({ training, validation }: LossCurve, options: ChartOptions): ChartGeometry | null {
  const series = [
    { name: 'Training', points: training },
    { name: 'Validation', points: validation },
  ];
  return layOutSeries(series, options);
}

/** The same for any lines over steps; those without readings are left out. */
export function layOutSeries(series: readonly Series[], options: ChartOptions): ChartGeometry | null {
  const { width, height, scale, smoothing } = options;
  const all = series.flatMap(({ points }) => points);
  const isBroken = all.some(({ loss }) => !Number.isFinite(loss));
  const shown = spanOf(
    all.map(({ loss }) => loss),
    scale,
  );
  const losses = shown ?? (isBroken ? NO_SPAN : null);
  const steps = spanOf(
    all.map(({ step }) => step),
    'linear',
  );
  if (!losses || !steps) return null;
  const frame = { left: MARGIN.left, right: width - MARGIN.right, top: MARGIN.top, bottom: height - MARGIN.bottom };
  const xOf = scaleOf(steps, [frame.left, frame.right]);
  const yOf = scaleOf(padded(losses, scale), [frame.bottom, frame.top], scale);
  const path = (points: readonly LossPoint[]): string =>
    linePath(points.map(({ step, loss }) => ({ x: xOf(step), y: yOf(loss) })));
  const draw = ({ name, points }: Series): DrawnSeries[] => {
    if (points.length === 0) return [];
    const isSmoothed = smoothing > 0 && points.length >= LEAST_SMOOTHED;
    return [{ name, raw: path(points), smooth: isSmoothed ? path(smooth(points, smoothing)) : null }];
  };
  return {
    ...frame,
    xOf,
    yOf,
    xTicks: ticksAt(linearTicks(steps, (frame.right - frame.left) / TICK_WIDTH).filter(Number.isInteger), xOf),
    yTicks: ticksAt(lossTicks(padded(losses, scale), scale, (frame.bottom - frame.top) / TICK_HEIGHT), yOf),
    marks: placeMarks(
      options.marks.filter(({ step }) => step >= steps[0] && step <= steps[1] + 0.5),
      xOf,
      frame.right,
    ),
    series: series.flatMap(draw),
    broken: [...new Set(all.filter(({ loss }) => !Number.isFinite(loss)).map(({ step }) => Math.round(xOf(step))))],
    unplaced: all.filter(({ loss }) => Number.isFinite(loss) && !Number.isFinite(yOf(loss))).length,
  };
}

/** A little air above and below, so that no line is on the frame. */
function padded([low, high]: Span, scale: ScaleKind): Span {
  if (scale === 'log') return low === high ? [low / 2, high * 2] : [low / 1.05, high * 1.05];
  const air = (high - low) * 0.04 || Math.abs(high) * 0.5 || 1;
  return [low - air, high + air];
}

function lossTicks(span: Span, scale: ScaleKind, count: number): readonly number[] {
  return scale === 'log' ? logTicks(span, count) : linearTicks(span, count);
}

function ticksAt(values: readonly number[], place: (value: number) => number): readonly Tick[] {
  return values.map((value) => ({ at: place(value), text: plainNumber(value) }));
}

/** Every mark, but only as many numbers as there is room for. */
function placeMarks(marks: readonly EpochMark[], xOf: (step: number) => number, right: number): readonly Tick[] {
  let lastText = -Infinity;
  return marks.map(({ step, epoch }) => {
    const at = Math.min(xOf(step), right);
    if (at - lastText < MARK_WIDTH) return { at, text: '' };
    lastText = at;
    return { at, text: String(epoch) };
  });
}
