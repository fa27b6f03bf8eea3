import { matchExpression, matchFields, matchProblems, matchRewards, scoreMatch } from '../parts/match-operation.ts';
import type { RewardKind } from './reward-kind.ts';

export default {
  id: 'string-match',
  order: 1,
  title: 'String match',
  summary: 'Compares the answer with a text, or with one of the row’s references.',
  fields: matchFields,
  score: (params, sample) => scoreMatch(params, sample.answer, sample),
  scorer: (params) => ({
    stringMatchRewardScorer: { ...matchRewards(params), stringMatchExpression: matchExpression(params) },
  }),
  problems: matchProblems,
} satisfies RewardKind;
