import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toChosen, toPairs, toUnpaired } from '../../../../src/core/conversion/changes/choose-answers.ts';
import type { Example } from '../../../../src/core/example/example.ts';
import { Drop } from '../../../../src/core/recipe/step.ts';
import { rankedExample } from '../../../support/example-arbitraries.ts';
import { exampleOf, linesOf, say } from '../say.ts';

function ranked(...scores: readonly (number | undefined)[]): Example {
  const completions = scores.map((score, index) => ({
    turns: say(`model: ${index}`),
    ...(score !== undefined && { score }),
  }));
  return { ...exampleOf('user: Which?'), completions };
}

/** The answers of each pair, the chosen one first. */
function pairs(example: Example, which: 'best-worst' | 'all'): string[] {
  const made = toPairs(example, which);
  if (made instanceof Drop) return [made.reason];
  return [made]
    .flat()
    .map(({ completions = [] }) => completions.flatMap(({ turns }) => linesOf({ turns })).join(' > '));
}

describe('answers to compare', () => {
  it('become the best one', () => {
    const chosen = toChosen(ranked(2, 9, 4));
    expect(chosen instanceof Drop ? chosen.reason : linesOf(chosen)).toEqual(['user: Which?', 'model: 1']);
    expect(chosen).not.toHaveProperty('completions');
  });

  it('become pairs, best against worst or all that differ', () => {
    expect(pairs(ranked(2, 9, 4), 'best-worst')).toEqual(['model: 1 > model: 0']);
    expect(pairs(ranked(2, 9, 4), 'all')).toEqual([
      'model: 1 > model: 2',
      'model: 1 > model: 0',
      'model: 2 > model: 0',
    ]);
    expect(pairs(ranked(5, 5, 1), 'all')).toEqual(['model: 0 > model: 2', 'model: 1 > model: 2']);
  });

  it('stay where they are a pair already, whichever comes first', () => {
    for (const example of [ranked(1, 0), ranked(0, 1)]) expect(toPairs(example, 'all')).toBe(example);
  });

  it('are refused in words where nothing tells them apart', () => {
    expect(pairs(ranked(3, 3), 'all')).toEqual(['answers with equal scores']);
    expect(pairs(ranked(3, undefined), 'all')).toEqual(['answers without scores']);
    expect(pairs(ranked(3), 'all')).toEqual(['fewer than two answers to compare']);
    expect(pairs(exampleOf('user: Which?', 'model: This.'), 'all')).toEqual(['no answers to compare']);
  });

  it('become answers labelled good and bad', () => {
    const made = toUnpaired(ranked(2, 9));
    expect(made instanceof Drop ? made : made.map((one) => [...linesOf(one), one.label])).toEqual([
      ['user: Which?', 'model: 1', true],
      ['user: Which?', 'model: 0', false],
    ]);
  });

  it('always give a better and a worse one, and the same pair the second time', () => {
    fc.assert(
      fc.property(rankedExample, fc.constantFrom('best-worst' as const, 'all' as const), (example, which) => {
        const made = toPairs(example, which);
        if (made instanceof Drop) return;
        for (const pair of [made].flat()) {
          expect(pair.completions?.map(({ score }) => score).toSorted()).toEqual([0, 1]);
          expect(toPairs(pair, which)).toBe(pair);
        }
      }),
    );
  });
});
