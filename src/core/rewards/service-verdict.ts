import type { JsonObject } from '../json.ts';

/** What rewards are tested on: a line of the training file without its members of ours, and an answer to it. */
export interface RewardTest {
  readonly example: JsonObject;
  readonly answer: string;
  /** `singleRewardConfig` or `compositeRewardConfig`. */
  readonly rewards: JsonObject;
}

/** What the service says of one reward. `error`: why it has none. */
export interface NamedVerdict {
  readonly name: string;
  readonly reward: number | null;
  readonly error: string | null;
}

/** What the service's own test of rewards says of one answer. */
export interface ServiceVerdict {
  /** null where it failed. */
  readonly overall: number | null;
  readonly error: string | null;
  readonly rewards: readonly NamedVerdict[];
}
