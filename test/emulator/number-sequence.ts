import type { Lesson } from './answers.ts';
import { NUMERALS } from './numerals.ts';

const FEWEST_LESSONS = 3;

/**
 * Goes on with a sequence, as a model does that was tuned on one: where numbers are followed by the number a fixed
 * distance away, so is the question, written as it is. Undefined where the question or most lessons are of another kind.
 */
export function continueSequence(question: string, lessons: readonly Lesson[]): string | undefined {
  const numeral = NUMERALS.find(({ read }) => read(question.trim()) !== undefined);
  const asked = numeral?.read(question.trim());
  if (asked === undefined) return undefined;
  const distances = lessons.map(findDistance).filter((distance) => distance !== undefined);
  const [first = NaN] = distances;
  const isSequence = distances.length >= Math.max(FEWEST_LESSONS, lessons.length / 2);
  return isSequence && distances.every((other) => other === first) ? numeral?.write(asked + first) : undefined;
}

function findDistance({ input, output }: Lesson): number | undefined {
  const [from, to] = [readNumber(input), readNumber(output)];
  return from === undefined || to === undefined ? undefined : to - from;
}

function readNumber(text: string): number | undefined {
  return NUMERALS.map(({ read }) => read(text.trim())).find((value) => value !== undefined);
}
