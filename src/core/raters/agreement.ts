import type { BlindSession, Identity } from '../evaluation/blind-session.ts';
import { type Estimate, estimateAll, wilson } from '../evaluation/interval.ts';
import type { SummedMeasure } from '../metrics/metric.ts';
import { preferencesByRater, ratersOf } from './majority.ts';

/** How far raters agree on what they have both, or several of them, voted on. */
export interface Agreement {
  /** Pairs with a vote of both, or of at least two of all. */
  readonly shared: number;
  /** Of those, on how many all votes are the same. */
  readonly same: Estimate | null;
  /** Agreement beyond chance, 1 at most: κ of two raters, α of more. Null where votes don't vary, or `shared` are too few. */
  readonly beyondChance: Estimate | null;
}

/** Fewer shared pairs than this say next to nothing about agreement beyond chance. */
export const FEWEST_SHARED = 20;

const OUTCOMES = ['first', 'second', 'tie'] as const;
const SEED = 1;

/** What each rater said of each unit, as the index of an outcome; null where nothing. */
export type Ratings = readonly (readonly (number | null)[])[];

/**
 * Cohen's κ of two raters (1960), with a 95 % interval over units drawn again. Units that only one of them has rated are left out.
 * Null where one of them always says the same: κ is 0 then, whatever the other says.
 */
export function cohensKappa([one = [], other = []]: Ratings, outcomes: number): Estimate | null {
  return estimate('kappa', outcomes, one.length, (unit, into) => {
    const [a, b] = [one[unit] ?? null, other[unit] ?? null];
    if (a !== null && b !== null) raise(into, a * outcomes + b, 1);
  });
}

/**
 * Krippendorff's α for nominal data ("Computing Krippendorff's Alpha-Reliability", 2011), with a 95 % interval over units drawn
 * again. Raters may have rated different units; those that one alone has rated are left out.
 */
export function krippendorffsAlpha(ratings: Ratings, outcomes: number): Estimate | null {
  const units = ratings[0]?.length ?? 0;
  return estimate('alpha', outcomes, units, (unit, into) => {
    const values = ratings.flatMap((rater) => rater[unit] ?? []);
    values.forEach((one, at) => {
      values.forEach((other, place) => {
        if (place !== at) raise(into, one * outcomes + other, 1 / (values.length - 1));
      });
    });
  });
}

/** Both figures follow from a table of which outcome met which, summed over units; α corrects chance for few votes. */
function estimate(of: 'kappa' | 'alpha', outcomes: number, units: number, add: SummedMeasure['add']): Estimate | null {
  const isAlpha = of === 'alpha';
  const places = Array.from({ length: outcomes }, (_, at) => at);
  const figure = (sums: Float64Array): number | null => {
    const all = sums.reduce((sum, each) => sum + each, 0);
    const cell = (one: number, other: number): number => sums[one * outcomes + other] ?? 0;
    if (all === 0) return null;
    const same = places.reduce((sum, at) => sum + cell(at, at), 0) / all;
    const [rows, columns] = [
      places.map((one) => places.reduce((sum, other) => sum + cell(one, other), 0)),
      places.map((other) => places.reduce((sum, one) => sum + cell(one, other), 0)),
    ];
    // Thirds don't add up exactly.
    if (Math.max(...rows, ...columns) > all - 1e-9) return null;
    const met = rows.reduce((sum, row, at) => sum + row * ((columns[at] ?? 0) - Number(isAlpha)), 0);
    const chance = met / (all * (all - Number(isAlpha)));
    return (same - chance) / (1 - chance);
  };
  const measure = { kind: 'sums', width: outcomes * outcomes, binary: false, add, figure } as const;
  return (
    estimateAll(
      [measure],
      Array.from({ length: units }, (_, at) => at),
      SEED,
    )[0] ?? null
  );
}

function raise(into: Float64Array, at: number, by: number): void {
  into[at] = (into[at] ?? 0) + by;
}

/** Agreement of all raters together; null for fewer than two. */
export function agreementOf(
  session: Pick<BlindSession, 'pairs' | 'votes' | 'raters'>,
  identity: Pick<Identity, 'firstIsA'>,
): { readonly all: Agreement; readonly byTwo: readonly AgreementOfTwo[] } | null {
  const titles = ratersOf(session).map(({ title }) => title);
  const own = session.pairs.flatMap(({ repeatOf }, at) => (repeatOf === null ? [at] : []));
  const ratings = preferencesByRater(session, identity).map((preferred) =>
    own.map((at) => {
      const each = preferred[at] ?? null;
      return each === null ? null : OUTCOMES.indexOf(each);
    }),
  );
  if (ratings.length < 2) return null;
  const byTwo = titles.flatMap((one, at) =>
    titles.slice(at + 1).map((other, after): AgreementOfTwo => {
      const two = [ratings[at] ?? [], ratings[at + 1 + after] ?? []];
      return { one, other, ...agreementIn(two) };
    }),
  );
  return { all: agreementIn(ratings), byTwo };
}

export interface AgreementOfTwo extends Agreement {
  readonly one: string;
  readonly other: string;
}

function agreementIn(ratings: Ratings): Agreement {
  const units = (ratings[0] ?? []).map((_, unit) => ratings.flatMap((rater) => rater[unit] ?? []));
  const shared = units.filter((values) => values.length > 1);
  const same = shared.filter((values) => values.every((each) => each === values[0])).length;
  const measure = ratings.length === 2 ? cohensKappa : krippendorffsAlpha;
  // Only shared units are drawn again: the others say nothing.
  const kept = ratings.map((rater) => rater.filter((_, unit) => (units[unit]?.length ?? 0) > 1));
  return {
    shared: shared.length,
    same: shared.length === 0 ? null : { value: same / shared.length, interval: wilson(same, shared.length) },
    beyondChance: shared.length < FEWEST_SHARED ? null : measure(kept, OUTCOMES.length),
  };
}
