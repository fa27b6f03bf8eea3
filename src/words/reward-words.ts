import { findRewardKind } from '../core/rewards/kinds/index.ts';
import type { Reward } from '../core/rewards/reward.ts';

/** Rewards in a line: "right (String match), tone (Model as rater, weight 2)". */
export function rewardWords(rewards: readonly Reward[]): string {
  return rewards.map((reward) => oneReward(reward, rewards.length > 1)).join(', ');
}

function oneReward({ kind, name, weight }: Reward, isWeighed: boolean): string {
  const title = findRewardKind(kind)?.title ?? kind;
  return `${name} (${title}${isWeighed ? `, weight ${weight}` : ''})`;
}

/** A reward as a figure: "+1", "0", "-0.5". */
export function rewardFigure(reward: number): string {
  const rounded = Math.round(reward * 1000) / 1000;
  return rounded > 0 ? `+${rounded}` : String(rounded);
}
