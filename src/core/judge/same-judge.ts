import { modelKey } from '../tuning/model-ref.ts';
import type { JudgeSetup } from './judge-cases.ts';

/**
 * Which questions two judges ask alike, as pairs of indexes; none where they are not the same judge: another model, or one
 * that sees the expected answer where the other doesn't.
 */
export function sameQuestions(one: JudgeSetup, other: JudgeSetup): readonly (readonly [number, number])[] {
  const isSame =
    one.judge.by === other.judge.by &&
    modelKey(one.judge.model) === modelKey(other.judge.model) &&
    one.reference === other.reference;
  if (!isSame) return [];
  const asked = other.questions.map((question) => JSON.stringify(question));
  return one.questions.flatMap((question, index) => {
    const at = asked.indexOf(JSON.stringify(question));
    return at < 0 ? [] : [[index, at] as const];
  });
}
