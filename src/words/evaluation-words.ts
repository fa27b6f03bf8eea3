import { counted, grouped, lasting, percent } from '../core/amount.ts';
import type { Comparison } from '../core/evaluation/compare-models.ts';
import { SIGNIFICANT_P } from '../core/evaluation/compare-models.ts';
import type { BlindResult } from '../core/evaluation/blind-session.ts';
import type { Evaluation } from '../core/evaluation/evaluation.ts';
import type { Interval } from '../core/evaluation/interval.ts';
import type { Metric } from '../core/metrics/metric.ts';
import { clockWords } from './when-words.ts';

type Unit = Metric['unit'];

/** A figure of a metric: 0.853 → "85.3%", 28.83 → "28.8", 1450 ms → "1.5 s". */
export function figureWords(unit: Unit, value: number): string {
  if (unit === 'share') return `${(100 * value).toFixed(1)}%`;
  if (unit === 'score') return value.toFixed(1);
  if (unit === 'ratio') return `${value.toFixed(2)}×`;
  if (unit === 'ms') return value < 9_950 ? `${(value / 1_000).toFixed(1)} s` : lasting(value);
  return dollarWords(value);
}

/** Small amounts keep two figures: "$0.00042". */
export function dollarWords(dollars: number): string {
  if (dollars === 0) return '$0';
  if (dollars >= 0.995) return `$${dollars.toFixed(2)}`;
  return `$${dollars.toFixed(Math.min(8, 1 - Math.floor(Math.log10(dollars))))}`;
}

/** "80.1–89.4%". */
export function intervalWords(unit: Unit, interval: Interval | null): string {
  if (interval === null) return 'too few rows for an interval';
  const [low, high] = [figureWords(unit, interval.low), figureWords(unit, interval.high)];
  return `${low.replace(/[%×]$| s$/, '')}–${high}`;
}

/** "+4.5 points (1.2 to 7.8), p = 0.004". */
export function differenceWords(unit: Unit, { difference, interval, p }: Comparison): string {
  const range = interval === null ? '' : ` (${signed(unit, interval.low)} to ${signed(unit, interval.high)})`;
  return `${signed(unit, difference)}${unit === 'share' ? ' points' : ''}${range}, ${pWords(p)}`;
}

function signed(unit: Unit, value: number): string {
  const size = Math.abs(value);
  const words = unit === 'share' ? (100 * size).toFixed(1) : unit === 'ratio' ? size.toFixed(2) : size.toFixed(1);
  return `${Number(words) === 0 ? '' : value < 0 ? '−' : '+'}${words}`;
}

function pWords(p: number): string {
  return p < 0.001 ? 'p < 0.001' : `p = ${p.toFixed(3)}`;
}

/** What a comparison means: which way it points, and whether it can be trusted. */
export function comparisonVerdict(
  better: Metric['better'],
  { difference, p }: Comparison,
): 'better' | 'worse' | 'unclear' {
  if (better === 'neither' || p > SIGNIFICANT_P || difference === 0) return 'unclear';
  return difference > 0 === (better === 'higher') ? 'better' : 'worse';
}

/** "200 of 1,204 rows, drawn with seed 1". */
export function sampleWords({ sample, rows, unaskable }: Pick<Evaluation, 'sample' | 'rows' | 'unaskable'>): string {
  const { split, size, seed } = sample;
  const from = split === null ? '' : ` with ${split.mark} “${split.value}”`;
  const isDrawn = size !== null && size <= rows + unaskable;
  return `${counted(rows, 'row')}${from}${isDrawn ? `, drawn with seed ${String(seed)}` : ''}`;
}

/** Why nothing is being asked; null where nothing keeps it. */
export function waitingWords({ waiting, costLimit }: Pick<Evaluation, 'waiting' | 'costLimit'>): string | null {
  switch (waiting?.kind) {
    case undefined:
      return null;
    case 'limit':
      return `Google asked for a pause until ${clockWords(waiting.until)}.`;
    case 'credential':
      return 'Waiting for your key or token. Enter it in Settings to go on.';
    case 'network':
      return 'No connection. It goes on by itself.';
    case 'daily-quota':
      return `Today’s requests are used up. It goes on at ${clockWords(waiting.until)} if this page is open.`;
    case 'batch':
      return 'Asked as a batch. Once Google has it, answers come within 24 hours, also if this tab is closed.';
    case 'cost':
      return `Stopped at your limit of ${dollarWords(costLimit ?? 0)}.`;
  }
}

/** How far something that is asked is: "Running", "Done", or why it waits. */
export function workStateWords(work: Pick<Evaluation, 'state' | 'waiting' | 'costLimit'>): string {
  const waiting = work.state === 'done' ? null : waitingWords(work);
  return waiting ?? { running: 'Running', paused: 'Paused', done: 'Done' }[work.state];
}

/** The state of a blind comparison, in words that don’t say who is who. */
export function votesWords({ verdict }: Pick<BlindResult, 'verdict'>, decided: number): string {
  if (verdict.enough === 'difference') return 'Enough votes: one model is clearly preferred.';
  if (verdict.enough === 'no-difference') return 'Enough votes: any difference is too small to matter.';
  return decided < 20 ? `Not enough votes yet. At least ${grouped(20 - decided)} more.` : 'Not enough votes yet.';
}

/** "Tuned model preferred in 62% of 50 decided votes (95% interval 48–74%)"; of several raters, what is counted are pairs. */
export function preferenceWords(
  result: Pick<BlindResult, 'first' | 'second' | 'verdict'>,
  first: string,
  second: string,
  unit: 'vote' | 'pair' = 'vote',
): string {
  const { first: one, second: other } = result;
  const decided = one + other;
  if (decided === 0)
    return unit === 'vote' ? 'Every vote was a tie.' : 'Most raters prefer neither answer of any pair.';
  const [name, wins] = one >= other ? [first, one] : [second, other];
  if (one === other) return `Each model was preferred ${counted(one, 'time')}.`;
  const { interval } = result.verdict;
  const range =
    interval === null
      ? ''
      : one >= other
        ? intervalWords('share', interval)
        : intervalWords('share', { low: 1 - interval.high, high: 1 - interval.low });
  return `${name} was preferred in ${percent(wins, decided)} of ${counted(decided, `decided ${unit}`)} (95% interval ${range}).`;
}
