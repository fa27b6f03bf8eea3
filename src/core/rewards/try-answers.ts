import type { AnswerSample, Reward } from './reward.ts';
import { scoreAnswer, type ScoredAnswer } from './score-answer.ts';

/** Whose answer it is. `own`: what the row says is right. `echo`: the prompt itself. */
export type AnswerOrigin = 'own' | 'empty' | 'echo' | 'model';

/** A row as rewards are tried on it. */
export interface TrialRow {
  /** In the version's list. */
  readonly position: number;
  readonly asked: Omit<AnswerSample, 'answer'>;
  /** The right answer by the row itself; null where it tells none. */
  readonly own: string | null;
}

export interface TriedAnswer extends ScoredAnswer {
  readonly of: AnswerOrigin;
  readonly text: string;
}

export interface TriedPrompt {
  readonly position: number;
  readonly prompt: string;
  readonly answers: readonly TriedAnswer[];
}

/** What rewards give the answers to a row's prompt: its own, none, the prompt again, and those that a model gave. */
export function tryAnswers(
  rewards: readonly Reward[],
  { position, asked, own }: TrialRow,
  sampled: readonly string[] = [],
): TriedPrompt {
  const answers: readonly (readonly [AnswerOrigin, string])[] = [
    ...(own === null ? [] : [['own', own] as const]),
    ['empty', ''],
    ['echo', asked.prompt],
    ...sampled.map((text) => ['model', text] as const),
  ];
  const tried = answers.map(([of, text]) => ({ of, text, ...scoreAnswer(rewards, { ...asked, answer: text }) }));
  return { position, prompt: asked.prompt, answers: tried };
}
