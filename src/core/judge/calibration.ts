/** What a judge said about something that somebody has voted on. */
export interface Rated {
  /** Of each outcome, in order; they sum to 1. */
  readonly probabilities: readonly number[];
  /** Index of the outcome that the person chose. */
  readonly vote: number;
}

/** How a judge's verdicts compare with people's. */
export interface Calibration {
  readonly votes: number;
  /** Share of votes that the judge's likeliest outcome equals. */
  readonly agreement: number;
  /** Cohen's κ: 1 is full agreement, 0 what chance alone would give. Null where everybody always says the same. */
  readonly kappa: number | null;
  /** F1 of each outcome that people chose, averaged. */
  readonly f1: number;
  /** Brier score: 0 is sure and right, 1 sure and wrong; 0.25 is what "50%" gets of two outcomes. */
  readonly brier: number;
  readonly bins: readonly ReliabilityBin[];
}

/** Verdicts of about the same probability. */
export interface ReliabilityBin {
  /** From `low` up to `high`; the last one includes 1. */
  readonly low: number;
  readonly high: number;
  readonly votes: number;
  /** The judge's mean probability, and how often people agreed; null where the bin is empty. */
  readonly said: number | null;
  readonly found: number | null;
}

const BINS = 5;

/** The index of the largest figure, the first of several. */
export function likeliest(probabilities: readonly number[]): number {
  return probabilities.indexOf(Math.max(...probabilities));
}

/**
 * Compares verdicts with votes; null without votes. κ: Cohen, 1960, "A coefficient of agreement for nominal scales". F1: macro
 * over the outcomes that people chose, as scikit-learn with those labels. Brier, 1950: the squared error over all outcomes, halved, so that of two outcomes it
 * is (p − y)². Reliability: of two outcomes by the probability of the first; of more by that of the likeliest.
 */
export function calibrate(rated: readonly Rated[]): Calibration | null {
  const votes = rated.length;
  if (votes === 0) return null;
  const outcomes = rated[0]?.probabilities.length ?? 0;
  const [said, voted, both] = [0, 1, 2].map(() => new Array<number>(outcomes).fill(0));
  let [equal, squared] = [0, 0];
  for (const { probabilities, vote } of rated) {
    const verdict = likeliest(probabilities);
    if (verdict === vote) equal++;
    raise(said, verdict);
    raise(voted, vote);
    if (verdict === vote) raise(both, vote);
    squared += probabilities.reduce((sum, each, at) => sum + (each - Number(at === vote)) ** 2, 0) / 2;
  }
  const agreement = equal / votes;
  const chance = (said ?? []).reduce((sum, each, at) => sum + (each / votes) * ((voted?.[at] ?? 0) / votes), 0);
  return {
    votes,
    agreement,
    kappa: chance >= 1 ? null : (agreement - chance) / (1 - chance),
    f1: macroF1(said ?? [], voted ?? [], both ?? []),
    brier: squared / votes,
    bins: reliability(rated),
  };
}

function raise(counts: number[] | undefined, at: number): void {
  if (counts) counts[at] = (counts[at] ?? 0) + 1;
}

function macroF1(said: readonly number[], voted: readonly number[], both: readonly number[]): number {
  const scores = voted.flatMap((wanted, at) =>
    wanted === 0 ? [] : [(2 * (both[at] ?? 0)) / (wanted + (said[at] ?? 0))],
  );
  return scores.reduce((sum, score) => sum + score, 0) / Math.max(1, scores.length);
}

function reliability(rated: readonly Rated[]): ReliabilityBin[] {
  const points = rated.map(({ probabilities, vote }) => {
    const about = probabilities.length === 2 ? 0 : likeliest(probabilities);
    return { said: probabilities[about] ?? 0, found: Number(vote === about) };
  });
  return Array.from({ length: BINS }, (_, bin) => {
    const inside = points.filter(({ said }) => Math.min(BINS - 1, Math.floor(said * BINS)) === bin);
    const mean = (pick: (point: (typeof points)[number]) => number): number | null =>
      inside.length === 0 ? null : inside.reduce((sum, point) => sum + pick(point), 0) / inside.length;
    return {
      ...{ low: bin / BINS, high: (bin + 1) / BINS, votes: inside.length },
      ...{ said: mean(({ said }) => said), found: mean(({ found }) => found) },
    };
  });
}

/** Votes that a judge needs before it is believed. */
export const FEWEST_VOTES = 50;
/** "Substantial" agreement begins here. Source: Landis and Koch, 1977. */
export const LEAST_KAPPA = 0.6;

/** Why a judge's figures are not believed; null where they are. */
export type Doubt = 'no-votes' | 'few-votes' | 'one-sided' | 'disagrees';

export function doubtOf(calibration: Calibration | null): Doubt | null {
  if (calibration === null) return 'no-votes';
  if (calibration.votes < FEWEST_VOTES) return 'few-votes';
  if (calibration.kappa === null) return 'one-sided';
  return calibration.kappa < LEAST_KAPPA ? 'disagrees' : null;
}
