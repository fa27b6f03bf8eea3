import type { StoredAnswer } from '../evaluation/evaluation.ts';
import { estimateTokens } from '../tokens/estimate-tokens.ts';
import type { JudgeCase } from './judge-cases.ts';
import { MOST_DECISION_TOKENS } from './decision.ts';
import type { Judge } from './judging.ts';

/** What judging would take. */
export interface JudgingCost {
  /** Requests that have no verdict yet, each once. */
  readonly requests: number;
  /** Requests whose verdict is stored: they cost nothing. */
  readonly known: number;
  /** Estimated. */
  readonly inputTokens: number;
  /** US dollars, estimated; null where no price is known. */
  readonly dollars: number | null;
  /** Requests that are probably longer than the Decisions API takes. */
  readonly tooLong: number;
}

/** Tokens of a generating model's verdict about one question, with its JSON. Estimated: what a model thinks before it is not known. */
const VERDICT_TOKENS = 25;

/** Estimates what is still to be paid. Question texts are counted, though whether the Decisions API bills them is not known. */
export function judgingCost(
  cases: readonly JudgeCase[],
  stored: ReadonlyMap<string, StoredAnswer>,
  { price, by }: Pick<Judge, 'price' | 'by'>,
): JudgingCost {
  const each = [...new Map(cases.map((one) => [one.fingerprint, one])).values()];
  const open = each.filter(({ fingerprint }) => {
    const state = stored.get(fingerprint)?.state;
    return state !== 'answered' && state !== 'failed';
  });
  const tokens = open.map(({ ask }) => {
    if ('decision' in ask) return estimateTokens(ask.decision.input, JSON.stringify(ask.decision.questions)).likely;
    const texts = ask.request.turns.flatMap(({ parts }) => parts.map((part) => ('text' in part ? part.text : '')));
    return estimateTokens(...texts).likely;
  });
  const inputTokens = tokens.reduce((sum, count) => sum + count, 0);
  const outputTokens =
    by === 'decisions' ? 0 : open.reduce((sum, { questions }) => sum + VERDICT_TOKENS * questions.length, 0);
  return {
    requests: open.length,
    known: each.length - open.length,
    inputTokens,
    dollars: price === null ? null : (inputTokens * price.input + outputTokens * price.output) / 1_000_000,
    tooLong: by === 'decisions' ? tokens.filter((count) => count > MOST_DECISION_TOKENS).length : 0,
  };
}
