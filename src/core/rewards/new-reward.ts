import { findRewardKind } from './kinds/index.ts';
import type { Reward } from './reward.ts';

/** A reward of a kind with its first values, under a name that no other one has. Throws for a kind that isn't there. */
export function newReward(kindId: string, taken: readonly string[] = []): Reward {
  const kind = findRewardKind(kindId);
  if (!kind) throw new TypeError(`Reward kind “${kindId}” is not one of this program’s`);
  const params = Object.fromEntries(kind.fields.map(({ id, initial }) => [id, initial]));
  return { kind: kindId, name: freeName(nameOf(kindId), taken), weight: 1, extract: '', params };
}

/** The same reward of another kind, with that kind's first values. A name that was only its kind's follows. */
export function changeKind(reward: Reward, kindId: string, taken: readonly string[]): Reward {
  const own = nameOf(reward.kind);
  const isOwn = reward.name.replace(/_\d+$/, '') === own;
  const fresh = newReward(kindId, taken);
  return { ...reward, kind: kindId, params: fresh.params, name: isOwn ? fresh.name : reward.name };
}

function nameOf(kindId: string): string {
  return kindId.replaceAll('-', '_');
}

function freeName(name: string, taken: readonly string[]): string {
  if (!taken.includes(name)) return name;
  for (let number = 2; ; number++) {
    if (!taken.includes(`${name}_${number}`)) return `${name}_${number}`;
  }
}
