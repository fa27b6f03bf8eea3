import { ok, type Result } from './failure.ts';
import { prepareRecipe, type Phase } from './phases.ts';
import { Row } from './row/row.ts';
import { Drop, type StepContext } from './step.ts';
import { countChange, countDrop, emptyTally, type StepTally, toLog } from './tally.ts';
import type { RecipeStep, StepLog } from './version.ts';

/** A row that left, and the index of the step that sent it away. */
export class Dropped {
  readonly step: number;
  readonly reason: string;
  constructor(step: number, reason: string) {
    this.step = step;
    this.reason = reason;
  }
}

/** Takes one row through the steps of a phase that look at each row alone. */
export function applyPhase(phase: Phase, row: Row, tallies: readonly StepTally[]): Row | Dropped {
  let current = row;
  for (const { index, apply } of phase.applies) {
    const next = apply(current);
    if (next === current) continue;
    const tally = tallies[index];
    if (!tally) throw new Error(`step ${index} has no tally`);
    if (next instanceof Drop) {
      countDrop(tally, current.text, next.reason);
      return new Dropped(index, next.reason);
    }
    // A change that spells the same text is none.
    if (next.text === current.text) continue;
    countChange(tally, current.text, next.text);
    current = next;
  }
  return current;
}

/** Runs a recipe over rows in memory: for the sample on the screen, and the plain truth that the workers are held to. */
export function runRecipe(
  recipe: readonly RecipeStep[],
  context: StepContext,
  texts: readonly string[],
): Result<{ readonly rows: readonly string[]; readonly log: StepLog[] }> {
  const prepared = prepareRecipe(recipe, context);
  if (!prepared.ok) return prepared;
  const { phases, titles } = prepared.value;
  const tallies = recipe.map(emptyTally);
  let rows = texts.map((text) => new Row(text));
  for (const phase of phases) rows = decidePhase(phase, applyRows(phase, rows, tallies), tallies);
  return ok({ rows: rows.map((row) => row.text), log: toLog(recipe, titles, tallies, texts.length) });
}

function applyRows(phase: Phase, rows: readonly Row[], tallies: readonly StepTally[]): Row[] {
  return rows.flatMap((row) => {
    const result = applyPhase(phase, row, tallies);
    return result instanceof Dropped ? [] : [result];
  });
}

function decidePhase({ survey, decide }: Phase, rows: Row[], tallies: readonly StepTally[]): Row[] {
  if (!decide) return rows;
  const words = survey?.words ?? 0;
  const surveys = new Uint32Array(rows.length * words);
  rows.forEach((row, position) => survey?.read(row, surveys, position * words));
  const { dropped, reason } = decide.decide(surveys, rows.length);
  const gone = new Set(dropped);
  const tally = tallies[decide.index];
  for (const position of dropped) {
    const row = rows[position];
    if (tally && row) countDrop(tally, row.text, reason);
  }
  return rows.filter((_, position) => !gone.has(position));
}
