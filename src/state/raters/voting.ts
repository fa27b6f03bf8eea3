import type { BlindPair, Choice } from '../../core/evaluation/blind-session.ts';

/** Pairs that are voted on one after another, whoever has given them. */
export interface Voting {
  /** What is on the screen; undefined where all have a vote. */
  readonly pair: Pick<BlindPair, 'turns' | 'expected' | 'a' | 'b'> | undefined;
  /** Its index; -1 where there is none. */
  readonly at: number;
  readonly done: number;
  readonly total: number;
  readonly canTakeBack: boolean;
  readonly vote: (choice: Choice) => Promise<void>;
  readonly takeBack: () => Promise<void>;
}
