import { detectMapping } from '../../../src/core/example/detect-mapping.ts';
import type { JsonObject } from '../../../src/core/json.ts';
import { topLevelKeys } from '../../../src/core/row/keys.ts';
import { Row } from '../../../src/core/row/row.ts';
import { completeParams, findStep } from '../../../src/core/steps/index.ts';
import { type Decision, Drop, type PreparedStep, type Step, type StepContext } from '../../../src/core/recipe/step.ts';

/** What a dataset of these rows would tell a step. */
export function contextOf(texts: readonly string[]): StepContext {
  const columns = [...new Set(texts.flatMap(topLevelKeys))];
  return { columns, mapping: detectMapping(columns) };
}

/** Makes a step ready by its id, with initial values for what is not given. */
export function prepare(id: string, params: JsonObject, context: StepContext): PreparedStep {
  const step = findStep(id, 1);
  if (!step) throw new Error(`step ${id} is not there`);
  return prepareStep(step, params, context);
}

export function prepareStep(step: Step, params: JsonObject, context: StepContext): PreparedStep {
  return step.prepare(completeParams(step, params), context);
}

/** Each row after the step, in its place: the same object where unchanged, null where it was dropped. */
export function runRows(step: PreparedStep, rows: readonly Row[]): (Row | null)[] {
  const { apply } = step;
  const after = rows.map((row) => {
    const result = apply ? apply(row) : row;
    if (result instanceof Drop) return null;
    if (result instanceof Row) return result;
    throw new Error(`${row.text} became ${result.length} rows: test this step with runRecipe`);
  });
  const decision = decide(
    step,
    after.filter((row) => row !== null),
  );
  const gone = new Set(decision?.dropped);
  let position = 0;
  return after.map((row) => (row === null || gone.has(position++) ? null : row));
}

export function decide(step: PreparedStep, rows: readonly Row[]): Decision | undefined {
  const words = step.survey?.words ?? 0;
  const surveys = new Uint32Array(rows.length * words);
  rows.forEach((row, position) => step.survey?.read(row, surveys, position * words));
  return step.decide?.(surveys, rows.length);
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
