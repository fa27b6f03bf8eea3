import { STEP_GROUPS, type Step, type StepGroup } from './step.ts';

/** Steps that are listed together. */
export interface StepList {
  readonly group: StepGroup | 'Recent' | 'Found';
  readonly steps: readonly Step[];
}

/**
 * The steps that a query finds, the most likely first: by title, then by the other words that people use for them, then by
 * summary. Case, spaces and hyphens don't count: "white space" and "De-dup" find what they mean. Each word of the query must
 * be found.
 */
export function searchSteps(steps: readonly Step[], query: string): readonly Step[] {
  const words = query
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  if (words.length === 0) return steps;
  const ranked = steps.map((step) => ({ step, rank: rankOf(step, query, words) }));
  return ranked
    .filter(({ rank }) => rank < Infinity)
    .sort((one, other) => one.rank - other.rank)
    .map(({ step }) => step);
}

/** All steps by group; those that were used last come first, and only there. `recent`: ids, the last one first. */
export function groupSteps(steps: readonly Step[], recent: readonly string[]): readonly StepList[] {
  const used = recent.flatMap((id) => steps.filter((step) => step.id === id));
  const groups = STEP_GROUPS.map((group): StepList => {
    return { group, steps: steps.filter((step) => (step.group ?? 'Other') === group && !used.includes(step)) };
  });
  return [{ group: 'Recent', steps: used } as const, ...groups].filter((list) => list.steps.length > 0);
}

function rankOf(step: Step, query: string, words: readonly string[]): number {
  const whole = rankOfWord(step, plain(query));
  if (whole < Infinity) return whole;
  const ranks = words.map((word) => rankOfWord(step, plain(word)));
  return Math.max(...ranks) + 0.5;
}

function rankOfWord({ title, summary, keywords = [] }: Step, word: string): number {
  if (word === '') return Infinity;
  if (plain(title).startsWith(word)) return 0;
  if (
    title
      .toLowerCase()
      .split(/\s+/)
      .some((part) => plain(part).startsWith(word))
  )
    return 1;
  // A step names first what it is best for.
  const known = keywords.map(plain);
  const nth = (at: number): number => at / 100;
  const exact = known.indexOf(word);
  if (exact >= 0) return 2 + nth(exact);
  const begun = known.findIndex((keyword) => keyword.startsWith(word));
  if (begun >= 0) return 3 + nth(begun);
  if (plain(title).includes(word) || known.some((keyword) => keyword.includes(word))) return 4;
  if (plain(summary).includes(word)) return 5;
  return Infinity;
}

/** Letters and digits alone. */
function plain(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
}
