import type { RewardKind } from './reward-kind.ts';

const found = Object.values(
  import.meta.glob<RewardKind>(['./*.ts', '!./index.ts', '!./reward-kind.ts'], { eager: true, import: 'default' }),
);

/** Every kind of reward, the plainest first. */
export const rewardKinds: readonly RewardKind[] = found.sort((one, other) => one.order - other.order);

/** The kind that a reward names; undefined where this program does not have it. */
export function findRewardKind(id: string): RewardKind | undefined {
  return rewardKinds.find((kind) => kind.id === id);
}
