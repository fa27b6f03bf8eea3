import { isBlank } from '../text/white-space.ts';
import { findRewardKind } from './kinds/index.ts';
import type { RewardField } from './kinds/reward-kind.ts';
import { compileRe2 } from './parts/re2-pattern.ts';
import type { Reward, RewardParams } from './reward.ts';

export interface RewardProblem {
  /** Which of the rewards. */
  readonly index: number;
  /** A sentence. */
  readonly why: string;
}

/** What can't be right about rewards, without a row; empty where the service can be asked. */
export function checkRewards(rewards: readonly Reward[]): readonly RewardProblem[] {
  if (rewards.length === 0) return [{ index: 0, why: 'There is no reward: add one.' }];
  return rewards.flatMap((reward, index) => {
    const isTaken = rewards.slice(0, index).some(({ name }) => name === reward.name);
    const problems = [...(isTaken ? [`Two rewards are called “${reward.name}”.`] : []), ...problemsOf(reward)];
    return problems.map((why) => ({ index, why }));
  });
}

/** Whether a field means something beside the others. */
export function isFieldShown({ when }: RewardField, params: RewardParams): boolean {
  return !when || params[when.field] === when.is;
}

function problemsOf({ kind: id, name, weight, extract, params }: Reward): readonly string[] {
  const kind = findRewardKind(id);
  if (!kind) return [`The kind “${id}” is not one of this program’s.`];
  const compiled = compileRe2(extract);
  const shown = kind.fields.filter((field) => isFieldShown(field, params));
  return [
    ...(isBlank(name) ? ['A reward has no name.'] : []),
    ...(weight > 0 ? [] : [`The weight of “${name}” is ${weight}: it must be above 0.`]),
    ...('why' in compiled && compiled.refused ? [`The pattern of what to look at: ${compiled.why}.`] : []),
    ...shown.flatMap((field) => (isMissing(field, params) ? [`“${field.label}” is empty.`] : [])),
    ...kind.problems(params),
  ];
}

/** An empty text to compare with is in every answer. */
function isMissing(field: RewardField, params: RewardParams): boolean {
  if (field.kind !== 'text') return params[field.id] === undefined;
  return field.optional !== true && isBlank(String(params[field.id] ?? ''));
}
