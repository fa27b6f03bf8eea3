import type { Completion, Example } from '../../example/example.ts';
import { Drop } from '../../recipe/step.ts';

const UNSCORED = new Drop('answers without scores');
const TIED = new Drop('answers with equal scores');
const TOO_FEW = new Drop('fewer than two answers to compare');
const NONE = new Drop('no answers to compare');

/** The prompt with its best answer, of equally good ones the first; a class beside them says nothing of that answer. */
export function toChosen(example: Example): Example | Drop {
  const { completions, turns, tools, meta } = example;
  if (!completions) return example;
  const [best] = rank(completions) ?? [];
  if (!best) return completions.length === 0 ? NONE : UNSCORED;
  return { turns: [...turns, ...best.turns], ...(tools && { tools }), meta };
}

/** A chosen and a rejected answer: the best against the worst, or each better one against each worse one. */
export function toPairs(example: Example, which: 'best-worst' | 'all'): Example | readonly Example[] | Drop {
  const { completions } = example;
  if (!completions) return NONE;
  if (completions.length < 2) return TOO_FEW;
  if (isPair(completions)) return example;
  const ranked = rank(completions);
  if (!ranked) return UNSCORED;
  const pairs = ranked.flatMap((better, at) => {
    const worse = ranked.slice(at + 1).filter(({ score }) => score !== better.score);
    return worse.map((other) => ({ ...example, completions: [scored(better, 1), scored(other, 0)] }));
  });
  const extremes = pairs.find(({ completions: [, worse] }) => worse?.turns === ranked.at(-1)?.turns);
  if (!extremes) return TIED;
  return which === 'all' ? pairs : extremes;
}

/** Each answer by itself, labelled good or bad. */
export function toUnpaired(example: Example): readonly Example[] | Drop {
  const pair = toPairs(example, 'best-worst');
  if (pair instanceof Drop) return pair;
  return [pair]
    .flat()
    .flatMap(({ completions = [], ...prompt }) =>
      completions.map(({ turns, score }) => ({ ...prompt, turns: [...prompt.turns, ...turns], label: score === 1 })),
    );
}

function isPair([one, other, ...more]: readonly Completion[]): boolean {
  return more.length === 0 && (one?.score ?? 0) + (other?.score ?? 0) === 1 && (one?.score === 1 || one?.score === 0);
}

/** From best to worst, equal ones in their order; undefined where one has no score. */
function rank(completions: readonly Completion[]): readonly Completion[] | undefined {
  if (completions.some(({ score }) => score === undefined)) return undefined;
  return completions.toSorted((one, other) => (other.score ?? 0) - (one.score ?? 0));
}

function scored(completion: Completion, score: number): Completion {
  return completion.score === score ? completion : { ...completion, score };
}
