import type { Completion, Example, Turn } from '../../example/example.ts';
import { ShapeError } from '../format.ts';

/** Throws `ShapeError` where there are answers to compare, or one that is known to be bad: neither is one to learn. */
export function refuseChoice({ completions, label }: Example, title: string): void {
  if (completions && completions.length > 0) {
    throw new ShapeError([], `${title} holds one answer, and the example has ${completions.length}: choose one first`);
  }
  if (label === false) throw new ShapeError([], `${title} can't say that an answer is bad: keep the good ones only`);
  if (label !== undefined && label !== true) {
    throw new ShapeError([], `${title} has no place for a label: make it the answer first`);
  }
}

/** The better and the worse of two answers. Throws `ShapeError` where there are not just two of different worth. */
export function readPair(
  { completions = [] }: Example,
  title: string,
): { readonly chosen: Completion; readonly rejected: Completion } {
  const [best, worst, ...more] = completions.toSorted((one, other) => (other.score ?? 0) - (one.score ?? 0));
  if (!best || !worst || more.length > 0) {
    throw new ShapeError(
      [],
      `${title} needs a chosen and a rejected answer, and the example has ${completions.length}`,
    );
  }
  if ((best.score ?? 0) === (worst.score ?? 0)) {
    throw new ShapeError([], `${title} needs a better and a worse answer, and these are scored alike`);
  }
  return { chosen: best, rejected: worst };
}

/** A chosen and a rejected answer as completions, in the row's order. */
export function pairOf(chosen: readonly Turn[], rejected: readonly Turn[]): readonly Completion[] {
  return [
    { turns: chosen, score: 1 },
    { turns: rejected, score: 0 },
  ];
}

/** Throws `ShapeError` where there are no turns at all. */
export function requireTurns(turns: readonly Turn[], title: string): readonly Turn[] {
  if (turns.length > 0) return turns;
  throw new ShapeError([], `${title} needs a turn at least, and the example has none`);
}
