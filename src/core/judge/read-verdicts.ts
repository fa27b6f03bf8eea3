import { isObject, type Json, type JsonObject } from '../json.ts';
import type { Judge } from './judging.ts';
import { kindOf } from './kinds/index.ts';
import { isProbability, type JudgeQuestion } from './kinds/judge-kind.ts';
import { questionId } from './rubric.ts';

/**
 * The probabilities of each question's outcomes, by the question's index in the rubric, in a judge's answer. A question whose
 * verdict is missing or can't be read has none.
 */
export function readVerdicts(
  text: string,
  { by }: Pick<Judge, 'by'>,
  questions: readonly JudgeQuestion[],
  asked: readonly number[],
): ReadonlyMap<number, readonly number[]> {
  const answers = parseObject(text);
  return new Map(
    asked.flatMap((index) => {
      const question = questions[index];
      const answer = answers?.[questionId(index)];
      if (!question || !isObject(answer)) return [];
      const read =
        by === 'decisions' ? kindOf(question).probabilities(answer, question) : fromVerdict(answer, question);
      return read === null ? [] : [[index, read] as const];
    }),
  );
}

/** An outcome by its name and how sure the model is of it; the rest is shared by the others. */
function fromVerdict({ outcome, probability }: JsonObject, { outcomes }: JudgeQuestion): readonly number[] | null {
  if (typeof outcome !== 'string' || !isProbability(probability)) return null;
  const named = outcomes.findIndex((each) => each.toLowerCase() === outcome.trim().toLowerCase());
  if (named < 0) return null;
  const rest = (1 - probability) / (outcomes.length - 1);
  return outcomes.map((_, index) => (index === named ? probability : rest));
}

/** Models like to put a fence round JSON. */
function parseObject(text: string): JsonObject | null {
  const bare = text.trim().replace(/^```(?:json)?\s*([^]*?)\s*```$/, '$1');
  try {
    // The cast: what JSON.parse gives is JSON.
    const value = JSON.parse(bare) as Json;
    return isObject(value) ? value : null;
  } catch {
    return null;
  }
}
