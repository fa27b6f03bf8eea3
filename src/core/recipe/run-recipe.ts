import { GuessedColumns } from './guessed-columns.ts';
import { ok, type Result } from '../failure.ts';
import { hashHex } from '../hash/text-hash.ts';
import { countPlan, requireJoin } from './apply-plan.ts';
import { comparePairs, requireCompare } from './compare-pairs.ts';
import { type Decider, type Phase, prepareRecipe } from './phases.ts';
import { checkPlan, keepRows, keptPositions, type PlannedJoin } from './plan.ts';
import { Row } from '../row/row.ts';
import { type Ask, Drop, type Join, type StepContext, type Survey } from './step.ts';
import { countChange, countDrop, countSplit, emptyTally, type StepTally, toLog } from './tally.ts';
import type { RowSource } from '../version/changes.ts';
import type { MarkValues } from '../version/mark.ts';
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
    const { index = 0, apply, keep } = phase.applies[at] ?? {};
    const next = apply?.(current);
    if (next === undefined || next === current) continue;
    const tally = tallies[index];
    if (!tally) throw new Error(`step ${index} has no tally`);
    if (next instanceof Drop) {
      if (keep?.has(hashHex(current.text))) continue;
      countDrop(tally, current, next.reason);
      return new Dropped(index, next.reason);
    }
    if (!(next instanceof Row)) {
      countSplit(tally, current, next);
      return next.flatMap((piece) => applyPhase(phase, piece, tallies, at + 1));
    }
    // A change that spells the same text is none.
    if (next.equals(current)) continue;
    countChange(tally, current, next);
    current = next;
  }
  return current;
}

/**
 * The rows that a row has become when it comes to a step of the phase, and that the step drops: one, where no step before
 * makes several of it.
 */
export function rowsMetBy(phase: Phase, row: Row, step: number): readonly Row[] {
  let rows: readonly Row[] = [row];
  for (const { index, apply } of phase.applies) {
    if (index === step) return rows.filter((each) => apply(each) instanceof Drop);
    rows = rows.flatMap((each) => {
      const next = apply(each);
      return next instanceof Drop ? [] : next instanceof Row ? [next] : next;
    });
  }
  return rows;
}

/** A row in memory, and the index of the row that it was at the start. */
interface Descendant {
  readonly row: Row;
  readonly origin: number;
}

/** What a recipe made of rows in memory, and what they mean now. */
export interface RecipeRun extends StepContext {
  readonly rows: readonly string[];
  /** For each of `rows` the index of the one that it was at the start. */
  readonly from: readonly number[];
  /** By name, the value of each of `rows`; null where it has none. */
  readonly marks: Readonly<Record<string, readonly (string | null)[]>>;
  readonly log: StepLog[];
}

/** What is known of rows in memory before a recipe runs, by their index. */
export interface KnownRows {
  readonly sourceOf: (index: number) => RowSource;
  readonly markOf: (name: string, index: number) => string | null;
}

/** Rows of which nobody has said anything. */
const UNKNOWN: KnownRows = { sourceOf: (index) => ({ file: '', row: index + 1 }), markOf: () => null };

/** Runs a recipe over rows in memory: for the sample on the screen, and the plain truth that the workers are held to. */
export async function runRecipe(
  recipe: readonly RecipeStep[],
  context: StepContext,
  texts: readonly string[],
  known = UNKNOWN,
): Promise<Result<RecipeRun>> {
  const prepared = prepareRecipe(recipe, context);
  if (!prepared.ok) return prepared;
  const { phases, titles, columns, mapping, format } = prepared.value;
  const tallies = recipe.map(emptyTally);
  const guessed = new GuessedColumns(prepared.value.guessed);
  const run = await runPhases(phases, texts, tallies, { guessed, known });
  const log = toLog(recipe, titles, tallies, texts.length);
  return ok({ ...run, log, columns: guessed.trim(columns), mapping, format });
}

/** Runs phases over rows in memory; `tallies` has one entry a step. */
export async function runPhases(
  phases: readonly Phase[],
  texts: readonly string[],
  tallies: readonly StepTally[],
  { guessed = new GuessedColumns([]), known = UNKNOWN }: { guessed?: GuessedColumns; known?: KnownRows } = {},
): Promise<Pick<RecipeRun, 'rows' | 'from' | 'marks'>> {
  const marks = new Map<string, Map<number, string>>();
  let rows = texts.map((text, origin): Descendant => ({ row: new Row(text), origin }));
  for (const phase of phases) {
    rows = applyRows(phase, rows, tallies, guessed);
    if (phase.decide) rows = await decideRows(phase.survey, phase.decide, rows, { tallies, marks, known });
  }
  const from = rows.map(({ origin }) => origin);
  const values = [...marks].map(([name, byOrigin]) => {
    return [name, from.map((origin) => byOrigin.get(origin) ?? null)] as const;
  });
  return { rows: rows.map(({ row }) => row.text), from, marks: Object.fromEntries(values) };
}

function applyRows(
  phase: Phase,
  rows: readonly Descendant[],
  tallies: readonly StepTally[],
  guessed: GuessedColumns,
): Descendant[] {
  return rows.flatMap(({ row, origin }) => {
    const outcomes = [applyPhase(phase, row, tallies)].flat();
    return outcomes.flatMap((outcome) => {
      if (!(outcome instanceof Row)) return [];
      if (outcome !== row) guessed.look(outcome);
      return [{ row: outcome, origin }];
    });
  });
}

async function decideRows(
  survey: Survey | null,
  decider: Decider,
  rows: readonly Descendant[],
  {
    tallies,
    marks,
    known,
  }: {
    readonly tallies: readonly StepTally[];
    readonly marks: Map<string, Map<number, string>>;
    readonly known: KnownRows;
  },
): Promise<Descendant[]> {
  const words = survey?.words ?? 0;
  const surveys = new Uint32Array(rows.length * words);
  rows.forEach(({ row }, position) => survey?.read(row, surveys, position * words));
  const rowAt = (position: number): Row => requireRow(rows, position).row;
  const ask: Ask = (pairs, compare) =>
    Promise.resolve(comparePairs(pairs, requireCompare(decider.compares, compare), rowAt));
  const originAt = (position: number): number => requireRow(rows, position).origin;
  const decided = await decider.decide(surveys, rows.length, ask, {
    sources: () => Promise.resolve((position) => known.sourceOf(originAt(position))),
    mark: (name) =>
      Promise.resolve((position) => {
        const origin = originAt(position);
        return marks.get(name)?.get(origin) ?? known.markOf(name, origin);
      }),
  });
  checkPlan(decided, rows.length);
  const { keep } = decider;
  const plan = keep ? keepRows(decided, (position) => keep.has(hashHex(rowAt(position).text))) : decided;
  const tally = tallies[decider.index];
  const { join } = decider;
  if (tally) await countPlan(tally, plan, rows.length, { textAt: (position) => rowAt(position).text, join });
  for (const change of plan.marks ?? []) markRows(marks, change, rows);
  const joined = plan.join ? joinGroups(plan.join, rowAt, requireJoin(join)) : new Map<number, Row>();
  return Array.from(keptPositions(plan, rows.length), (position) => {
    const { row, origin } = requireRow(rows, position);
    return { row: joined.get(position) ?? row, origin };
  });
}

/** The row of each group, by its place. */
function joinGroups({ rows, sizes }: PlannedJoin, rowAt: (position: number) => Row, join: Join): Map<number, Row> {
  const joined = new Map<number, Row>();
  let at = 0;
  for (const size of sizes) {
    joined.set(rows[at] ?? 0, join(Array.from(rows.subarray(at, at + size), rowAt)));
    at += size;
  }
  return joined;
}

function markRows(
  marks: Map<string, Map<number, string>>,
  { name, dictionary, rows: positions, values }: MarkValues,
  rows: readonly Descendant[],
): void {
  const byOrigin = marks.get(name) ?? new Map<number, string>();
  marks.set(name, byOrigin);
  for (const [at, position] of positions.entries()) {
    const { origin } = requireRow(rows, position);
    const value = dictionary[(values[at] ?? 0) - 1];
    if (value === undefined) byOrigin.delete(origin);
    else byOrigin.set(origin, value);
  }
}

function requireRow(rows: readonly Descendant[], position: number): Descendant {
  const found = rows[position];
  if (!found) throw new RangeError(`position ${position} is outside of ${rows.length} rows`);
  return found;
}
