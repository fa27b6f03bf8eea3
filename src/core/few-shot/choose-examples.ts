import { isBlank } from '../text/white-space.ts';
import { FarthestFirst } from './k-centre.ts';
import { sampleByLabel } from './sample-by-label.ts';
import { seededRandom } from '../hash/seeded-random.ts';
import { sketchTexts } from './sketch-texts.ts';

/** A row that may become an example of a few-shot pack. */
export interface Candidate {
  readonly position: number;
  readonly input: string;
  readonly output: string;
  /** Its class, where it has one: examples are taken from all classes in turn. */
  readonly label?: string;
  /** What it costs in the prompt. */
  readonly tokens: number;
}

export interface ChoiceLimits {
  /** The most examples. */
  readonly count: number;
  /** The most tokens that all of them together may have. */
  readonly tokens: number;
  readonly seed: number;
}

/** Why no more examples were taken. */
export type StopReason =
  /** As many as were asked for. */
  | 'count'
  /** What is left doesn't fit into the tokens. */
  | 'tokens'
  /** What is left says the same as what was taken. */
  | 'near-duplicates'
  /** All were taken. */
  | 'all-taken';

export interface ChosenExamples {
  /** How many candidates there were, and how many were compared: a seeded sample of more than SAMPLE_SIZE. */
  readonly seen: number;
  readonly compared: number;
  /** Candidates without an output, which show a model nothing. */
  readonly withoutOutput: number;
  /** In the order in which they were taken: the first ones alone are diverse, too. */
  readonly positions: readonly number[];
  readonly tokens: number;
  readonly stopped: StopReason;
}

/** Comparing more takes seconds, and adds little to a handful of examples. */
export const SAMPLE_SIZE = 10_000;
/** Nearer ones are near-duplicates, of which never two are taken: four shingles in five are the same. */
export const NEAR_DISTANCE = 0.2;

/**
 * Diverse examples within limits, the same for the same candidates and seed: farthest-first over the words of the inputs
 * (of outputs where there is no input), the first one by chance, labels in turn.
 */
export function chooseExamples(candidates: readonly Candidate[], limits: ChoiceLimits): ChosenExamples {
  const usable = candidates.filter(({ output }) => !isBlank(output));
  const sample = sampleByLabel(usable, SAMPLE_SIZE, seededRandom(limits.seed));
  const sketches = sketchTexts(sample.map(({ input, output }) => (isBlank(input) ? output : input)));
  const choice = takeInTurn(sample, new FarthestFirst(sketches), limits);
  const tokens = choice.taken.reduce((sum, index) => sum + (sample[index]?.tokens ?? 0), 0);
  return {
    seen: candidates.length,
    compared: sample.length,
    withoutOutput: candidates.length - usable.length,
    positions: choice.taken.flatMap((index) => sample[index]?.position ?? []),
    tokens,
    stopped: choice.stopped,
  };
}

interface Choice {
  readonly taken: readonly number[];
  readonly stopped: StopReason;
}

function takeInTurn(sample: readonly Candidate[], search: FarthestFirst, limits: ChoiceLimits): Choice {
  const taken: number[] = [];
  const takenOf = new Map<string | undefined, number>();
  let left = limits.tokens;
  let open: readonly number[] = sample.map((_, index) => index);
  let wasTooNear = false;
  while (taken.length < limits.count) {
    const far = open.filter((index) => search.distanceTo(index) >= NEAR_DISTANCE);
    wasTooNear ||= far.length < open.length;
    // Tokens only become fewer and chosen ones nearer, so what doesn't qualify now never will.
    open = far.filter((index) => (sample[index]?.tokens ?? 0) <= left);
    const next = search.farthest(ofRarest(open, sample, takenOf));
    if (next === null) return { taken, stopped: stopReason(far.length, taken.length, sample.length, wasTooNear) };
    taken.push(next);
    left -= sample[next]?.tokens ?? 0;
    const label = sample[next]?.label;
    takenOf.set(label, (takenOf.get(label) ?? 0) + 1);
    search.choose(next);
    open = open.filter((index) => index !== next);
  }
  return { taken, stopped: 'count' };
}

/** The open candidates of the label that was taken least, among equals the one that comes first. */
function ofRarest(
  open: readonly number[],
  sample: readonly Candidate[],
  takenOf: ReadonlyMap<string | undefined, number>,
): readonly number[] {
  const count = (index: number): number => takenOf.get(sample[index]?.label) ?? 0;
  const [first, ...rest] = open;
  if (first === undefined) return [];
  const rarest = rest.reduce((best, index) => (count(index) < count(best) ? index : best), first);
  return open.filter((index) => sample[index]?.label === sample[rarest]?.label);
}

function stopReason(tooLong: number, taken: number, all: number, wasTooNear: boolean): StopReason {
  if (tooLong > 0) return 'tokens';
  if (taken === all) return 'all-taken';
  return wasTooNear ? 'near-duplicates' : 'tokens';
}
