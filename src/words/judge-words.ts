import { counted, grouped } from '../core/amount.ts';
import { type Calibration, type Doubt, FEWEST_VOTES, LEAST_KAPPA } from '../core/judge/calibration.ts';
import type { Comparison } from '../core/evaluation/compare-models.ts';
import type { Interval } from '../core/evaluation/interval.ts';
import { isOfRows, type Judging, type RowJudging } from '../core/judge/judging.ts';
import type { JudgingCost } from '../core/judge/judging-cost.ts';
import { MOST_JUDGED_ROWS, type RowJudgingCost } from '../core/judge/row-judging-cost.ts';
import type { JudgeQuestion } from '../core/judge/kinds/judge-kind.ts';
import { differenceWords, dollarWords, intervalWords, sampleWords, workStateWords } from './evaluation-words.ts';
import { momentWords } from './when-words.ts';

/** What judging would take, before it runs. */
export function judgingCostWords({ requests, known, inputTokens, dollars, tooLong }: JudgingCost): string {
  if (requests === 0)
    return known === 0
      ? 'There’s nothing to judge yet.'
      : `All ${grouped(known)} verdicts are stored. This costs nothing.`;
  const price =
    dollars === null ? 'No price is known for this model.' : `About ${dollarWords(dollars)} by list prices.`;
  const stored = known === 0 ? '' : ` ${counted(known, 'verdict')} already stored, free.`;
  const long = tooLong === 0 ? '' : ` ${counted(tooLong, 'request')} may be too long and would fail.`;
  return `${counted(requests, 'request')}, about ${grouped(inputTokens)} input tokens. ${price}${stored}${long}`;
}

/** Why a judge's figures are grey, and what to do; null where they are believed. */
export function doubtWords(doubt: Doubt | null, calibration: Calibration | null, compares: boolean): string | null {
  const votes = calibration?.votes ?? 0;
  const how = compares ? 'Finish a blind A/B with these two models.' : 'Vote on some answers yourself.';
  switch (doubt) {
    case null:
      return null;
    case 'no-votes':
      return `Not checked against people yet. ${how}`;
    case 'few-votes':
      return `Checked against ${counted(votes, 'vote')} so far. At least ${String(FEWEST_VOTES)} are needed. ${how}`;
    case 'one-sided':
      return 'All votes and verdicts are the same, so agreement can’t be measured. Vote on more varied answers.';
    case 'disagrees':
      return `People disagree with this judge too often: κ is ${kappaWords(calibration)}, at least ${LEAST_KAPPA.toFixed(1)} is needed. Reword the question or choose another judge.`;
  }
}

export function kappaWords(calibration: Calibration | null): string {
  return calibration === null || calibration.kappa === null ? '–' : calibration.kappa.toFixed(2).replace('-', '−');
}

/** How a question reads once its outcomes are known: "Tone: warm, neutral or cold". */
export function outcomeWords({ outcomes }: Pick<JudgeQuestion, 'outcomes'>): string {
  return outcomes.length < 2 ? outcomes.join('') : `${outcomes.slice(0, -1).join(', ')} or ${outcomes.at(-1) ?? ''}`;
}

/** The figure of a question: a share, or the mean level of a score: "2.4 of 4". */
export function judgeFigureWords({ kind, outcomes }: JudgeQuestion, value: number): string {
  if (kind !== 'score') return `${(100 * value).toFixed(1)}%`;
  const last = outcomes.length - 1;
  return `${(value * last).toFixed(2)} of ${String(last)}`;
}

/** "80.1–89.4%", or levels: "1.06–1.20". */
export function judgeIntervalWords({ kind, outcomes }: JudgeQuestion, { low, high }: Interval): string {
  const last = outcomes.length - 1;
  return kind === 'score'
    ? `${(low * last).toFixed(2)}–${(high * last).toFixed(2)}`
    : intervalWords('share', { low, high });
}

/** How two models differ, in what the figure counts: points of a share, or levels of a score. */
export function judgeDifferenceWords({ kind, outcomes }: JudgeQuestion, comparison: Comparison): string {
  if (kind !== 'score') return differenceWords('share', comparison);
  const last = outcomes.length - 1;
  const { difference, interval } = comparison;
  return differenceWords('ratio', {
    ...comparison,
    difference: difference * last,
    interval: interval && { low: interval.low * last, high: interval.high * last },
  });
}

/** Which rows a judge reads: "1,204 rows with split “test”, drawn with seed 1, filter: output under 3 words". */
export function judgedRowsWords(judging: Pick<RowJudging, 'sample' | 'rows' | 'unaskable' | 'filter'>): string {
  const { filter } = judging;
  return `${sampleWords(judging)}${filter === '' ? '' : `, filter: ${filter}`}`;
}

/** A judge in a list: "Decisions API · 2 questions · 60 rows · 30 Nov 2026, 16:12 · Done". */
export function judgingWords(judging: Judging): string {
  return [
    judging.judge.title,
    counted(judging.questions.length, 'question'),
    ...(isOfRows(judging) ? [judgedRowsWords(judging)] : []),
    momentWords(judging.createdAt),
    workStateWords(judging),
  ].join(' · ');
}

/** Why these rows can't be judged at once. */
export function tooManyRowsWords({ chosen }: Pick<RowJudgingCost, 'chosen'>): string {
  return `${grouped(chosen)} rows are too many at once. Enter a sample size of ${grouped(MOST_JUDGED_ROWS)} or less.`;
}
