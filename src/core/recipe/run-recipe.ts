import { ok, type Result } from '../failure.ts';
import { prepareRecipe, type Phase } from './phases.ts';
import { Row } from '../row/row.ts';
import { Drop, type StepContext } from './step.ts';
import { countChange, countDrop, countSplit, emptyTally, type StepTally, toLog } from './tally.ts';
import type { RecipeStep, StepLog } from '../version/version.ts';

/** A row that left, and the index of the step that sent it away. */
export class Dropped {
  readonly step: number;
  readonly reason: string;
  constructor(step: number, reason: string) {
    this.step = step;
    this.reason = reason;
  }
}

/** What became of one row: itself, another, none, or several where a step made several of it. */
export type Outcome = Row | Dropped | readonly (Row | Dropped)[];

/** Takes one row through the steps of a phase that look at each row alone, from the step at `from` on. */
export function applyPhase(phase: Phase, row: Row, tallies: readonly StepTally[], from = 0): Outcome {
  let current = row;
  for (let at = from; at < phase.applies.length; at++) {
    const { index = 0, apply } = phase.applies[at] ?? {};
    const next = apply?.(current);
    if (next === undefined || next === current) continue;
    const tally = tallies[index];
    if (!tally) throw new Error(`step ${index} has no tally`);
    if (next instanceof Drop) {
      countDrop(tally, current.text, next.reason);
      return new Dropped(index, next.reason);
    }
    if (!(next instanceof Row)) {
      countSplit(
        tally,
        current.text,
        next.map(({ text }) => text),
      );
      return next.flatMap((piece) => applyPhase(phase, piece, tallies, at + 1));
    }
    // A change that spells the same text is none.
    if (next.text === current.text) continue;
    countChange(tally, current.text, next.text);
    current = next;
  }
  return current;
}

/** What a recipe made of rows in memory. */
export interface RecipeRun extends StepContext {
  readonly rows: readonly string[];
  /** For each row the index of the one that it was at the start. */
  readonly from: readonly number[];
  readonly log: StepLog[];
}

/** A row and the index of the one that it was at the start. */
interface Traced {
  readonly row: Row;
  readonly from: number;
}

/** Runs a recipe over rows in memory: for the sample on the screen, and the plain truth that the workers are held to. */
export function runRecipe(
  recipe: readonly RecipeStep[],
  context: StepContext,
  texts: readonly string[],
): Result<RecipeRun> {
  const prepared = prepareRecipe(recipe, context);
  if (!prepared.ok) return prepared;
  const { phases, titles, columns, mapping, format } = prepared.value;
  const tallies = recipe.map(emptyTally);
  let rows = texts.map((text, from): Traced => ({ row: new Row(text), from }));
  for (const phase of phases) rows = decidePhase(phase, applyRows(phase, rows, tallies), tallies);
  const log = toLog(recipe, titles, tallies, texts.length);
  const left = { rows: rows.map(({ row }) => row.text), from: rows.map(({ from }) => from) };
  return ok({ ...left, log, columns, mapping, format });
}

function applyRows(phase: Phase, rows: readonly Traced[], tallies: readonly StepTally[]): Traced[] {
  return rows.flatMap(({ row, from }) => {
    const outcomes = [applyPhase(phase, row, tallies)].flat();
    return outcomes.filter((outcome) => outcome instanceof Row).map((left) => ({ row: left, from }));
  });
}

function decidePhase({ survey, decide }: Phase, rows: Traced[], tallies: readonly StepTally[]): Traced[] {
  if (!decide) return rows;
  const words = survey?.words ?? 0;
  const surveys = new Uint32Array(rows.length * words);
  rows.forEach(({ row }, position) => survey?.read(row, surveys, position * words));
  const { dropped, reason } = decide.decide(surveys, rows.length);
  const gone = new Set(dropped);
  const tally = tallies[decide.index];
  for (const position of dropped) {
    const traced = rows[position];
    if (tally && traced) countDrop(tally, traced.row.text, reason);
  }
  return rows.filter((_, position) => !gone.has(position));
}
