import type { Row } from '../row/row.ts';
import { cutExample, cutPair } from './example-pair.ts';
import type { ExamplePair, RecipeStep, StepLog } from '../version/version.ts';

/** Examples that a version's log keeps for each step. */
export const KEPT_EXAMPLES = 3;

/** What one step did to the rows of one task: plain numbers that add up in any order, examples in order of the tasks. */
export interface StepTally {
  changed: number;
  added: number;
  /** Rows that went into another one. */
  joined: number;
  /** Rows that got a value of a mark, or lost one. */
  marked: number;
  /** Rows that came to another place. */
  moved: number;
  dropped: Record<string, number>;
  examples: ExamplePair[];
}

export function emptyTally(): StepTally {
  return { changed: 0, added: 0, joined: 0, marked: 0, moved: 0, dropped: {}, examples: [] };
}

/** A row, of which nothing but its text is asked. */
type Texted = Pick<Row, 'text'>;

/** Rows are decoded for the examples alone. */
export function countChange(tally: StepTally, before: Texted, after: Texted | undefined): void {
  tally.changed++;
  if (tally.examples.length < KEPT_EXAMPLES) {
    tally.examples.push(after ? cutPair(before.text, after.text) : { before: cutExample(before.text), after: '' });
  }
}

/** One row became several; the example shows the first. */
export function countSplit(tally: StepTally, before: Texted, after: readonly Texted[]): void {
  countChange(tally, before, after[0]);
  tally.added += after.length - 1;
}

export function countDrop(tally: StepTally, before: Texted, reason: string): void {
  tally.dropped[reason] = (tally.dropped[reason] ?? 0) + 1;
  if (tally.examples.length < KEPT_EXAMPLES) {
    tally.examples.push({ before: cutExample(before.text), after: null, reason });
  }
}

export function addTally(sum: StepTally, part: StepTally): void {
  sum.changed += part.changed;
  sum.added += part.added;
  sum.joined += part.joined;
  sum.marked += part.marked;
  sum.moved += part.moved;
  for (const [reason, count] of Object.entries(part.dropped)) {
    sum.dropped[reason] = (sum.dropped[reason] ?? 0) + count;
  }
  sum.examples.push(...part.examples.slice(0, KEPT_EXAMPLES - sum.examples.length));
}

/** The log of a run: each step gets the rows that the one before it left. */
export function toLog(
  recipe: readonly RecipeStep[],
  titles: readonly string[],
  tallies: readonly StepTally[],
  rows: number,
): StepLog[] {
  let rowsIn = rows;
  return recipe.map((entry, index) => {
    const tally = tallies[index] ?? emptyTally();
    const grown = rowsIn + tally.added - tally.joined;
    const rowsOut = Object.values(tally.dropped).reduce((left, count) => left - count, grown);
    const line = { ...entry, title: titles[index] ?? entry.step, rowsIn, rowsOut, ...tally };
    rowsIn = rowsOut;
    return line;
  });
}
