import type { JsonObject } from '../../json.ts';
import type { DecisionQuestion } from '../decision.ts';

/** One question of a rubric. */
export interface JudgeQuestion {
  /** Id of its kind. */
  readonly kind: string;
  /** What is asked, in the user's words. */
  readonly text: string;
  /** What can come out, in order; of a score from the lowest level to the highest. */
  readonly outcomes: readonly string[];
}

/** A kind of question that a judge can answer. */
export interface JudgeKind {
  readonly id: string;
  readonly title: string;
  /** How a line of a rubric becomes one. */
  readonly summary: string;
  /** A line that becomes one. */
  readonly example: string;
  /** Kinds are asked in this order whether a line is theirs; the last one takes any. */
  readonly order: number;
  /** Whether it is about two answers, which are then shown in both orders. */
  readonly compares: boolean;
  /** The question that a line asks; null where the line is none of this kind. */
  read(line: string): JudgeQuestion | null;
  /** The question as the Decisions API takes it. */
  decision(question: JudgeQuestion): DecisionQuestion;
  /** The probability of each outcome by an answer of the Decisions API; null where the answer is no such one. */
  probabilities(answer: JsonObject, question: JudgeQuestion): readonly number[] | null;
  /** The figure that is averaged over rows, from 0 to 1; null for a kind that has none. */
  readonly figure: ((probabilities: readonly number[]) => number) | null;
}

/** The probabilities of named outcomes; null where one is missing or is none. */
export function namedProbabilities(answer: JsonObject, names: readonly string[]): readonly number[] | null {
  const given = answer['probabilities'];
  if (typeof given !== 'object' || given === null || Array.isArray(given)) return null;
  // The cast: neither null nor a list.
  const found = names.map((name) => (given as JsonObject)[name]);
  return found.every(isProbability) ? found : null;
}

/** Whether a value is a figure from 0 to 1. */
export function isProbability(value: unknown): value is number {
  return typeof value === 'number' && value >= 0 && value <= 1;
}
