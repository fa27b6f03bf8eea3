import { detectMapping } from '../../../src/core/example/detect-mapping.ts';
import type { JsonObject } from '../../../src/core/json.ts';
import { topLevelKeys } from '../../../src/core/row/keys.ts';
import { Row } from '../../../src/core/row/row.ts';
import { completeParams, newestStep } from '../../../src/core/steps/index.ts';
import { comparePairs, requireCompare } from '../../../src/core/recipe/compare-pairs.ts';
import { checkPlan, keptPositions, type Plan } from '../../../src/core/recipe/plan.ts';
import { type Ask, Drop, type PreparedStep, type Step, type StepContext } from '../../../src/core/recipe/step.ts';

/** What a dataset of these rows would tell a step. */
export function contextOf(texts: readonly string[]): StepContext {
  const columns = [...new Set(texts.flatMap(topLevelKeys))];
  return { columns, mapping: detectMapping(columns) };
}

/** Makes the newest version of a step ready by its id, with initial values for what is not given. */
export function prepare(id: string, params: JsonObject, context: StepContext): PreparedStep {
  const step = newestStep(id);
  if (!step) throw new Error(`step ${id} is not there`);
  return prepareStep(step, params, context);
}

export function prepareStep(step: Step, params: JsonObject, context: StepContext): PreparedStep {
  return step.prepare(completeParams(step, params), context);
}

/** Each row after the step, in its place: the same object where unchanged, null where it was dropped. */
export function runRows(step: PreparedStep, rows: readonly Row[]): (Row | null)[] {
  const after = applyRows(step, rows);
  const plan = decide(
    step,
    after.filter((row) => row !== null),
  );
  return inPlace(after, plan ?? {});
}

function applyRows({ apply }: PreparedStep, rows: readonly Row[]): (Row | null)[] {
  return rows.map((row) => {
    const result = apply ? apply(row) : row;
    if (result instanceof Drop) return null;
    if (result instanceof Row) return result;
    throw new Error(`${row.text} became ${result.length} rows: test this step with runRecipe`);
  });
}

function inPlace(after: readonly (Row | null)[], { drop }: Plan): (Row | null)[] {
  const gone = new Set(drop?.rows);
  let position = 0;
  return after.map((row) => (row === null || gone.has(position++) ? null : row));
}

/** The plan of a step that needs no time to think; undefined where the step decides nothing. */
export function decide(step: PreparedStep, rows: readonly Row[]): Plan | undefined {
  const plan = planOf(step, rows);
  if (plan instanceof Promise) throw new Error('the step decides later: await its outcome');
  if (plan) checkPlan(plan, rows.length);
  return plan;
}

function planOf(step: PreparedStep, rows: readonly Row[]): ReturnType<NonNullable<PreparedStep['decide']>> | undefined {
  const words = step.survey?.words ?? 0;
  const surveys = new Uint32Array(rows.length * words);
  rows.forEach((row, position) => step.survey?.read(row, surveys, position * words));
  const ask: Ask = (pairs, name) => {
    const compare = requireCompare(step.compares ?? {}, name);
    return Promise.resolve(comparePairs(pairs, compare, (position) => rows[position]!));
  };
  return step.decide?.(surveys, rows.length, ask, {
    sources: () => Promise.resolve((position) => ({ file: 'test.jsonl', row: position + 1 })),
    mark: () => Promise.resolve(() => null),
  });
}

/** What a step made of rows. */
interface StepOutcome {
  /** Each row in its place, null where it was dropped; of a step that orders or joins rows those that are left, in their order. */
  readonly rows: readonly (Row | null)[];
  readonly isOrdered: boolean;
  /** By name, the value of each row that is left in the order of the list before; null where it has none. */
  readonly marks: Readonly<Record<string, readonly (string | null)[]>>;
}

/** The same for any step, whatever it plans. */
export async function outcomeOf(step: PreparedStep, rows: readonly Row[]): Promise<StepOutcome> {
  const after = applyRows(step, rows);
  const left = after.filter((row) => row !== null);
  const plan = (await planOf(step, left)) ?? {};
  checkPlan(plan, left.length);
  const marks = (plan.marks ?? []).map(({ name, dictionary, rows: marked, values }) => {
    const byPosition = new Map([...marked].map((position, at) => [position, dictionary[values[at]! - 1] ?? null]));
    return [name, left.map((_, position) => byPosition.get(position) ?? null)] as const;
  });
  const { order, join } = plan;
  return {
    rows: order
      ? [...order].map((position) => left[position]!)
      : join
        ? joinedRows(step, plan, left)
        : inPlace(after, plan),
    isOrdered: order !== undefined || join !== undefined,
    marks: Object.fromEntries(marks),
  };
}

/** The rows that a plan leaves, those of its groups as one. */
function joinedRows({ join }: PreparedStep, plan: Plan, rows: readonly Row[]): Row[] {
  const groups = new Map<number, Row>();
  let at = 0;
  for (const size of plan.join?.sizes ?? []) {
    const places = [...(plan.join?.rows.subarray(at, at + size) ?? [])];
    groups.set(places[0]!, join!(places.map((place) => rows[place]!)));
    at += size;
  }
  return [...keptPositions(plan, rows.length)].map((position) => groups.get(position) ?? rows[position]!);
}

/** The texts of the rows after a step, null where one was dropped. */
export function run(id: string, params: JsonObject, texts: readonly string[]): (string | null)[] {
  const step = prepare(id, params, contextOf(texts));
  return runRows(
    step,
    texts.map((text) => new Row(text)),
  ).map((row) => row?.text ?? null);
}

/** Why a row was dropped; undefined where it stays. */
export function reasonFor(id: string, params: JsonObject, text: string): string | undefined {
  const result = prepare(id, params, contextOf([text])).apply?.(new Row(text));
  return result instanceof Drop ? result.reason : undefined;
}
