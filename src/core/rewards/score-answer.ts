import { findRewardKind } from './kinds/index.ts';
import { extractAnswer } from './parts/extract-answer.ts';
import { type AnswerSample, LEAST_REWARD, MOST_REWARD, type Reward, type Verdict } from './reward.ts';

export interface ScoredAnswer {
  /** The weighted mean of all rewards; null where one is missing. */
  readonly overall: number | null;
  /** In the order of the rewards; null where only the service can tell. */
  readonly verdicts: readonly (Verdict | null)[];
}

/** What rewards give an answer, as far as that can be told without the service. */
export function scoreAnswer(rewards: readonly Reward[], sample: AnswerSample): ScoredAnswer {
  const verdicts = rewards.map((reward) => verdictOf(reward, sample));
  const weights = rewards.reduce((sum, { weight }) => sum + weight, 0);
  let sum = 0;
  for (const [index, verdict] of verdicts.entries()) {
    if (verdict === null || 'error' in verdict) return { overall: null, verdicts };
    sum += verdict.reward * (rewards[index]?.weight ?? 0);
  }
  return { overall: weights > 0 ? sum / weights : null, verdicts };
}

function verdictOf({ kind, extract, params }: Reward, sample: AnswerSample): Verdict | null {
  const score = findRewardKind(kind)?.score ?? null;
  if (score === null) return null;
  const found = extractAnswer(sample.answer, extract);
  if ('error' in found) return found;
  // Where nothing was found, no text is right: not even an empty one that is asked for.
  if (found.part === null) return worst(params);
  const verdict = score(params, { ...sample, answer: found.part });
  if ('error' in verdict) return verdict;
  return { reward: Math.min(MOST_REWARD, Math.max(LEAST_REWARD, verdict.reward)) };
}

function worst(params: Reward['params']): Verdict {
  const { wrong } = params;
  return { reward: typeof wrong === 'number' ? Math.max(LEAST_REWARD, wrong) : LEAST_REWARD };
}
