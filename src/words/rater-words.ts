import { counted, grouped } from '../core/amount.ts';
import type { RaterVotes } from '../core/evaluation/blind-session.ts';
import { type Agreement, FEWEST_SHARED } from '../core/raters/agreement.ts';
import type { Joined } from '../core/raters/returned-votes.ts';
import { figureWords } from './evaluation-words.ts';

/** What became of votes that were brought in: "50 votes by Anna added." */
export function joinedWords(joined: Joined, { rater, votes }: RaterVotes): string {
  const by = rater.name === '' ? 'a rater without a name' : rater.name;
  switch (joined) {
    case 'added':
      return `${counted(votes.length, 'vote')} by ${by} added.`;
    case 'replaced':
      return `${counted(votes.length, 'vote')} by ${by} added, in place of earlier ones.`;
    case 'same':
      return `The votes by ${by} are already here. Nothing was changed.`;
    case 'older':
      return `Newer votes by ${by} are already here. Nothing was changed.`;
  }
}

/** "Same vote on 82.0% of 40 shared pairs. κ 0.71 (95% interval 0.52 to 0.86)." */
export function agreementWords({ shared, same, beyondChance }: Agreement, sign: 'κ' | 'α'): string {
  if (same === null) return 'No shared pairs.';
  if (shared < FEWEST_SHARED) {
    const equal = Math.round(same.value * shared);
    return `Same vote on ${grouped(equal)} of ${counted(shared, 'shared pair')}. ${sign} needs at least ${String(FEWEST_SHARED)}.`;
  }
  const words = `Same vote on ${figureWords('share', same.value)} of ${counted(shared, 'shared pair')}.`;
  if (beyondChance === null) {
    const why = sign === 'κ' ? 'One of them always votes the same' : 'All votes are the same';
    return `${words} ${why}, so ${sign} can’t be measured.`;
  }
  const { value, interval } = beyondChance;
  const range = interval === null ? '' : ` (95% interval ${signed(interval.low)} to ${signed(interval.high)})`;
  return `${words} ${sign} ${signed(value)}${range}.`;
}

function signed(value: number): string {
  const words = value.toFixed(2);
  return words === '-0.00' ? '0.00' : words.replace('-', '−');
}
