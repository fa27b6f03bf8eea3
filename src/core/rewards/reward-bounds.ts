import { LEAST_REWARD, MOST_REWARD, type Reward } from './reward.ts';

/** The lowest and the highest that an answer can get, all rewards weighed. */
export interface RewardBounds {
  readonly lowest: number;
  readonly highest: number;
}

export function rewardBounds(rewards: readonly Reward[]): RewardBounds {
  const weights = rewards.reduce((sum, { weight }) => sum + weight, 0);
  const mean = (of: (reward: Reward) => number): number =>
    rewards.reduce((sum, reward) => sum + of(reward) * reward.weight, 0) / (weights || 1);
  return { lowest: mean(({ params }) => figure(params['wrong'], LEAST_REWARD)), highest: mean(highestOf) };
}

function highestOf({ params }: Reward): number {
  return figure(params['correct'], MOST_REWARD);
}

function figure(value: string | number | undefined, otherwise: number): number {
  return typeof value === 'number' ? value : otherwise;
}
