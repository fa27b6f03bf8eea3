import { continueSequence } from './number-sequence.ts';

/** A question and the answer that was learnt for it. */
export interface Lesson {
  readonly input: string;
  readonly output: string;
}

/**
 * What the emulated models say: with lessons, the answer of the same input, else the next of a number sequence, else the
 * answer of the most similar input; without any, the question again, as a plain sentence. The same question always has
 * the same answer.
 */
export function answer(question: string, lessons: readonly Lesson[]): string {
  const known = recall(question, lessons) ?? continueSequence(question, lessons);
  return known ?? findSimilar(question, lessons)?.output ?? restate(question);
}

/** The answer that was learnt for this very question. */
export function recall(question: string, lessons: readonly Lesson[]): string | undefined {
  return lessons.findLast(({ input }) => input.trim() === question.trim())?.output;
}

function restate(question: string): string {
  const said = question.replace(/\s+/g, ' ').trim();
  return said === '' ? 'You said nothing.' : `You said: ${said}${/[.!?]$/.test(said) ? '' : '.'}`;
}

function findSimilar(question: string, lessons: readonly Lesson[]): Lesson | undefined {
  const asked = wordsOf(question);
  let best: Lesson | undefined;
  let most = -1;
  for (const lesson of lessons) {
    const known = wordsOf(lesson.input);
    const shared = [...asked].filter((word) => known.has(word)).length;
    const overlap = shared / Math.max(1, asked.size + known.size - shared);
    if (overlap > most) [best, most] = [lesson, overlap];
  }
  return best;
}

function wordsOf(text: string): Set<string> {
  return new Set(text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []);
}
