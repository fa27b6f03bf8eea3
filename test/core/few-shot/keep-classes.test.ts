import { expect, it } from 'vitest';
import { type Candidate, chooseExamples } from '../../../src/core/few-shot/choose-examples.ts';
import { dropLabels, keepClasses } from '../../../src/core/few-shot/keep-classes.ts';

const LIMITS = { count: 10, tokens: 10_000, seed: 1 };

function candidate(position: number, output: string, label?: string): Candidate {
  return {
    position,
    input: `${position} asks ${position * 7}`,
    output,
    ...(label !== undefined && { label }),
    tokens: 5,
  };
}

it('keeps the labels that many rows have', () => {
  const rows = Array.from({ length: 60 }, (_, n) =>
    candidate(n, n % 6 === 0 ? 'spam' : 'ham', n % 6 === 0 ? 'spam' : 'ham'),
  );
  expect(keepClasses(rows)).toEqual(rows);
});

it('takes short answers that are all different for no classes, so that long ones are chosen, too', () => {
  // Every third row has a long answer, and so no label.
  const rows = Array.from({ length: 60 }, (_, n) =>
    n % 3 === 0 ? candidate(n, 'word '.repeat(60)) : candidate(n, `answer ${n}`, `answer ${n}`),
  );
  const { positions } = chooseExamples(keepClasses(rows), LIMITS);
  expect(positions).toEqual(chooseExamples(dropLabels(rows), LIMITS).positions);
  expect(positions.filter((position) => position % 3 === 0)).not.toEqual([]);
  // As they are, the labels would leave all but one of these out.
  expect(chooseExamples(rows, LIMITS).positions.filter((position) => position % 3 === 0).length).toBeLessThan(2);
});
