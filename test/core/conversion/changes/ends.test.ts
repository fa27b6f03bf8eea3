import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fixEnds } from '../../../../src/core/conversion/changes/ends.ts';
import type { Example } from '../../../../src/core/example/example.ts';
import { Drop } from '../../../../src/core/recipe/step.ts';
import { anyExample } from '../../../support/example-arbitraries.ts';
import { exampleOf, linesOf, say } from '../say.ts';

const long = exampleOf('system: S', 'user: A', 'model: B', 'user: C', 'model: D');

describe('the ends', () => {
  it('are cut to a user’s and a model’s turn', () => {
    const odd = exampleOf('system: S', 'model: Hello!', 'user: A', 'model: B', 'user: Thanks.');
    expect(kept(fixEnds(odd, 'cut'))).toEqual(['system: S', 'user: A', 'model: B']);
    expect(fixEnds(long, 'cut')).toBe(long);
    expect(fixEnds(long, 'drop')).toBe(long);
  });

  it('refuse a row without them, in words', () => {
    expect(kept(fixEnds(exampleOf('user: A'), 'cut'))).toEqual(['dropped: no model turn at the end']);
    expect(kept(fixEnds(exampleOf('model: A', 'user: B'), 'cut'))).toEqual(['dropped: no user turn before the answer']);
    expect(kept(fixEnds(exampleOf('model: A'), 'cut'))).toEqual(['dropped: no user turn before the answer']);
    expect(kept(fixEnds(exampleOf('model: A', 'user: B', 'model: C'), 'drop'))).toEqual([
      'dropped: the first turn is not the user’s',
    ]);
    expect(kept(fixEnds(exampleOf(), 'drop'))).toEqual(['dropped: no model turn at the end']);
  });

  it('are the user’s before answers to compare', () => {
    const ranked = { ...long, completions: [{ turns: say('model: E') }] };
    expect(kept(fixEnds(ranked, 'cut'))).toEqual(['system: S', 'user: A', 'model: B', 'user: C']);
    expect(kept(fixEnds(ranked, 'drop'))).toEqual(['dropped: no user turn at the end of the prompt']);
  });

  it('leave their own result as it is', () => {
    fc.assert(
      fc.property(anyExample, fc.constantFrom('cut' as const, 'drop' as const), (example, way) => {
        const once = fixEnds(example, way);
        expect(once instanceof Drop ? once : fixEnds(once, way)).toBe(once);
      }),
    );
  });
});

function kept(result: Example | Drop): string[] {
  return result instanceof Drop ? [`dropped: ${result.reason}`] : linesOf(result);
}
