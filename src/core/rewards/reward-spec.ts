import type { JsonObject } from '../json.ts';
import { findRewardKind } from './kinds/index.ts';
import type { Reward } from './reward.ts';

/**
 * Rewards as the service takes them, in a job and in a validation: one alone, or several with their weights. Throws for a kind that
 * this program doesn't have: check rewards first.
 */
export function rewardSpec(rewards: readonly Reward[]): JsonObject {
  const [only, ...more] = rewards;
  if (!only) return {};
  if (more.length === 0) return { singleRewardConfig: configOf(only) };
  const weighted = rewards.map((reward) => ({ rewardConfig: configOf(reward), weight: reward.weight }));
  return { compositeRewardConfig: { weightedRewardConfigs: weighted } };
}

function configOf({ kind: id, name, extract, params }: Reward): JsonObject {
  const kind = findRewardKind(id);
  if (!kind) throw new TypeError(`Reward kind “${id}” is not one of this program’s`);
  return { rewardName: name, parseResponseConfig: parseConfig(extract), ...kind.scorer(params) };
}

function parseConfig(extract: string): JsonObject {
  return extract === '' ? { parseType: 'IDENTITY' } : { parseType: 'REGEX_EXTRACT', regexExtractExpression: extract };
}
