import { isList, isObject, type Json } from '../json.ts';

/** What a kind of reward is told, by the ids of its fields. */
export type RewardParams = Readonly<Record<string, string | number>>;

/** One reward of a job of reinforcement tuning: what an answer gets, as data. Several are weighed against each other. */
export interface Reward {
  /** The id of a kind (`kinds/`). */
  readonly kind: string;
  /** Its metrics and its part of a validation go by it. */
  readonly name: string;
  readonly weight: number;
  /** Which part of the answer is looked at, as a pattern; empty for all of it. */
  readonly extract: string;
  readonly params: RewardParams;
}

/** An answer to a prompt, with what the row says of a right one. */
export interface AnswerSample {
  readonly system: string;
  readonly prompt: string;
  readonly references: Readonly<Record<string, string>>;
  readonly answer: string;
}

/** What a reward says of an answer: from -1 to 1, or why it says nothing. */
export type Verdict = { readonly reward: number } | { readonly error: string };

/** Every reward is clipped by the service. */
export const LEAST_REWARD = -1;
export const MOST_REWARD = 1;

/** Rewards as a job's settings hold them: JSON text. */
export function writeRewards(rewards: readonly Reward[]): string {
  return JSON.stringify(rewards);
}

/** Empty where the text holds none: a setting that was stored elsewhere is not trusted. */
export function readRewards(text: string): readonly Reward[] {
  try {
    // The cast: JSON is what is parsed.
    const value = JSON.parse(text) as Json;
    return isList(value) ? value.flatMap(readReward) : [];
  } catch {
    return [];
  }
}

function readReward(value: Json): Reward[] {
  if (!isObject(value)) return [];
  const { kind, name, weight, extract, params } = value;
  const isReward = typeof kind === 'string' && typeof name === 'string' && typeof weight === 'number';
  if (!isReward || typeof extract !== 'string' || !isObject(params)) return [];
  const known = Object.entries(params).flatMap(([id, param]) =>
    typeof param === 'string' || typeof param === 'number' ? [[id, param] as const] : [],
  );
  return [{ kind, name, weight, extract, params: Object.fromEntries(known) }];
}
