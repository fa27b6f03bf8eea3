import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { agreementOf, cohensKappa, FEWEST_SHARED, krippendorffsAlpha } from '../../../src/core/raters/agreement.ts';
import { givenSession, raterVotes, votesFor } from '../../support/given-session.ts';

/** Two raters by how often which answers met. */
function met(cells: readonly (readonly [number, number, number])[]): [number[], number[]] {
  const all = cells.flatMap(([one, other, times]) => Array.from({ length: times }, () => [one, other] as const));
  return [all.map(([one]) => one), all.map(([, other]) => other)];
}

describe('Cohen’s κ', () => {
  it('is what is published', () => {
    // 50 proposals, two readers: en.wikipedia.org/wiki/Cohen's_kappa, "Simple example".
    const kappa = cohensKappa(
      met([
        [0, 0, 20],
        [0, 1, 5],
        [1, 0, 10],
        [1, 1, 15],
      ]),
      2,
    );
    expect(kappa?.value).toBeCloseTo(0.4, 12);
    // The same page, "Same percentages but different numbers".
    expect(
      cohensKappa(
        met([
          [0, 0, 45],
          [0, 1, 15],
          [1, 0, 25],
          [1, 1, 15],
        ]),
        2,
      )?.value,
    ).toBeCloseTo(0.1304, 4);
    expect(
      cohensKappa(
        met([
          [0, 0, 25],
          [0, 1, 35],
          [1, 0, 5],
          [1, 1, 35],
        ]),
        2,
      )?.value,
    ).toBeCloseTo(0.2593, 4);
  });

  it('has an interval about as wide as its published error says', () => {
    const { value, interval } =
      cohensKappa(
        met([
          [0, 0, 45],
          [0, 1, 15],
          [1, 0, 25],
          [1, 1, 15],
        ]),
        2,
      ) ?? {};
    // Fleiss, Cohen and Everitt, 1969: ±1.96 × 0.098 for this table.
    expect((interval?.high ?? 0) - (interval?.low ?? 0)).toBeGreaterThan(0.3);
    expect((interval?.high ?? 0) - (interval?.low ?? 0)).toBeLessThan(0.48);
    expect(interval?.low).toBeLessThan(value ?? 0);
  });

  it('is 1 for the same votes, and nothing where one rater’s votes are all the same', () => {
    expect(
      cohensKappa(
        met([
          [0, 0, 3],
          [1, 1, 4],
        ]),
        2,
      )?.value,
    ).toBe(1);
    expect(cohensKappa(met([[0, 0, 9]]), 2)).toBe(null);
    // κ is 0 whatever the other one says, with no doubt at all: that tells nothing.
    expect(
      cohensKappa(
        met([
          [0, 0, 27],
          [0, 1, 3],
        ]),
        2,
      ),
    ).toBe(null);
    expect(cohensKappa([[], []], 2)).toBe(null);
  });
});

describe('Krippendorff’s α', () => {
  it('is what is published', () => {
    // "Computing Krippendorff's Alpha-Reliability", 2011, part C: four observers, twelve units, nominal, missing values.
    const ratings = [
      ['1', '2', '3', '3', '2', '1', '4', '1', '2', '', '', ''],
      ['1', '2', '3', '3', '2', '2', '4', '1', '2', '5', '', '3'],
      ['', '3', '3', '3', '2', '3', '4', '2', '2', '5', '1', ''],
      ['1', '2', '3', '3', '2', '4', '4', '1', '2', '5', '1', ''],
    ].map((rater) => rater.map((value) => (value === '' ? null : Number(value) - 1)));
    expect(krippendorffsAlpha(ratings, 5)?.value).toBeCloseTo(0.743, 3);
    // Part A: two observers, ten units, two values.
    const binary = [
      [0, 1, 0, 0, 0, 0, 0, 0, 1, 0],
      [1, 1, 1, 0, 0, 1, 0, 0, 0, 0],
    ];
    expect(krippendorffsAlpha(binary, 2)?.value).toBeCloseTo(0.095, 3);
  });

  it('depends on no order of raters or units', () => {
    const vote = fc.option(fc.nat({ max: 2 }));
    const table = fc.array(fc.tuple(vote, vote, vote), { minLength: 2, maxLength: 20 });
    fc.assert(
      fc.property(table, (units) => {
        const raters = [0, 1, 2].map((at) => units.map((unit) => unit[at] ?? null));
        const turned = [...raters].reverse().map((rater) => [...rater].reverse());
        const [one, other] = [krippendorffsAlpha(raters, 3)?.value, krippendorffsAlpha(turned, 3)?.value];
        expect(other ?? 9).toBeCloseTo(one ?? 9, 9);
        expect(one ?? 0).toBeLessThanOrEqual(1 + 1e-9);
      }),
    );
  });
});

describe('agreement in a session', () => {
  const { session: given, identity } = givenSession(40);
  const wishes = given.pairs.map((_, at) => (at % 2 === 0 ? 'first' : 'second') as 'first' | 'second' | 'tie');
  const other = wishes.map((wish, at) => (at < 8 ? 'tie' : wish));
  const both = { ...given, votes: votesFor(identity, wishes), raters: [raterVotes('a', votesFor(identity, other))] };

  it('is of pairs that both have voted on, without those that were shown again', () => {
    const found = agreementOf(both, identity);
    expect(found?.all).toMatchObject({ shared: 40, same: { value: 0.8 } });
    expect(found?.byTwo).toEqual([{ ...found?.all, one: 'You', other: 'a' }]);
    expect(found?.all.beyondChance?.value).toBeCloseTo(0.667, 2);
  });

  it('of three raters is α, and of each two κ', () => {
    const few = votesFor(identity, wishes.slice(0, FEWEST_SHARED - 1));
    const found = agreementOf({ ...both, raters: [...both.raters, raterVotes('b', few)] }, identity);
    expect(found?.byTwo.map(({ shared }) => shared)).toEqual([40, FEWEST_SHARED - 1, FEWEST_SHARED - 1]);
    expect(found?.byTwo[1]).toMatchObject({ same: { value: 1 }, beyondChance: null });
    expect(found?.all.beyondChance?.value).toBeGreaterThan(0.6);
  });

  it('is nothing for one rater', () => {
    expect(agreementOf({ ...both, raters: [] }, identity)).toBe(null);
  });
});
