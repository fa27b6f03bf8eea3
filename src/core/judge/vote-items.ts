import { seededRandom, shuffled } from '../hash/seeded-random.ts';
import { voteKey } from './judge-cases.ts';
import type { JudgedRow } from './judged-row.ts';
import type { JudgeQuestion } from './kinds/judge-kind.ts';

/** An answer that somebody is to vote on. Nothing says whose it is, nor what the judge said. */
export interface VoteItem {
  readonly key: string;
  readonly row: JudgedRow;
  /** Empty where there is only the prompt to read. */
  readonly answer: string;
}

/** Votes that are asked for at most: what one person can give with care. */
const MOST_VOTES = 200;
const SEED = 20_261_130;

/** Answers to vote on, drawn at random from all models, each once; always the same ones in the same order. */
export function voteItems(question: JudgeQuestion, rows: readonly JudgedRow[]): readonly VoteItem[] {
  const items = rows.flatMap((row) =>
    row.answers.flatMap((answer): VoteItem[] =>
      answer === undefined ? [] : [{ key: voteKey(question, row, [answer]), row, answer }],
    ),
  );
  const each = [...new Map(items.map((item) => [item.key, item])).values()];
  return shuffled(each, seededRandom(SEED)).slice(0, MOST_VOTES);
}
