import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Json, JsonObject } from '../../../src/core/json.ts';
import { checkParams } from '../../../src/core/recipe/params.ts';
import type { PreparedStep, Step, StepExample } from '../../../src/core/recipe/step.ts';
import { Row } from '../../../src/core/row/row.ts';
import { contextOf, outcomeOf, prepareStep } from './run.ts';

/** The tests that every step must pass, those of templates too. */
export function testPromises(step: Step): void {
  it('says what it is and what each parameter means', () => {
    expect(step.summary).toMatch(/^[A-Z].*\.$/);
    for (const spec of Object.values(step.params)) expect(spec.label).toMatch(/^[A-Z]/);
    expect(step.examples.length).toBeGreaterThan(0);
  });

  it('has initial values and example parameters that its own specs accept', () => {
    const initial = Object.fromEntries(Object.entries(step.params).map(([name, spec]) => [name, spec.initial]));
    // What is stored is JSON, which is all that specs hold.
    expect(checkParams(step, initial as JsonObject)).toBeNull();
    for (const { params } of step.examples) expect(checkParams(step, params ?? {})).toBeNull();
  });

  it('does what its examples say', async () => {
    for (const example of step.examples) {
      const { rows, marks } = await outcomeOf(prepared(step, example), rowsOf(example.before));
      expect(rows.map((row) => row?.value ?? null)).toEqual(example.after);
      expect(marks).toEqual(example.marks ?? {});
    }
  });

  it('changes no input, answers the same twice, and hands back unchanged rows as they are', async () => {
    await eachRun(step, async (prepare, rows) => {
      for (const row of rows) freeze(row.value);
      const before = rows.map((row) => row.text);
      const after = await outcomeOf(prepare(), rows);
      const again = await outcomeOf(
        prepare(),
        rows.map((row) => new Row(row.text)),
      );
      expect(again.rows.map((row) => row?.text)).toEqual(after.rows.map((row) => row?.text));
      expect(again.marks).toEqual(after.marks);
      expect(rows.map((row) => JSON.stringify(row.value))).toEqual(
        before.map((text) => JSON.stringify(JSON.parse(text))),
      );
      for (const [index, row] of after.rows.entries()) {
        if (row === null) continue;
        if (after.isOrdered) expect(rows.includes(row) || !before.includes(row.text)).toBe(true);
        else if (row.text === before[index]) expect(row).toBe(rows[index]);
      }
    });
  });

  // A step that says it may change its own result is not asked to leave it.
  it.runIf(step.settles !== false)('leaves its own result as it is', async () => {
    await eachRun(step, async (prepare, rows) => {
      const once = (await outcomeOf(prepare(), rows)).rows.filter((row) => row !== null);
      const twice = (await outcomeOf(prepare(), once)).rows;
      expect(twice.map((row) => row?.text)).toEqual(once.map((row) => row.text));
    });
  });

  it('says which columns it leaves', async () => {
    await eachRun(step, async (prepare, rows) => {
      const { columns } = prepare();
      if (columns === undefined) return;
      const left = (await outcomeOf(prepare(), rows)).rows.flatMap((row) => Object.keys(row?.value ?? {}));
      expect(columns).toEqual(expect.arrayContaining([...new Set(left)]));
    });
  });
}

function prepared(step: Step, example: StepExample): PreparedStep {
  return prepareStep(step, example.params ?? {}, contextOf(example.before.map((row) => JSON.stringify(row))));
}

function rowsOf(values: readonly JsonObject[]): Row[] {
  return values.map((value) => new Row(JSON.stringify(value)));
}

/** Each example's parameters over random rows that hold the example's columns and values among others. */
async function eachRun(
  step: Step,
  check: (prepare: () => PreparedStep, rows: readonly Row[]) => Promise<void>,
): Promise<void> {
  for (const example of step.examples) {
    const columns = [...new Set(example.before.flatMap((row) => Object.keys(row)))];
    const known = example.before.flatMap((row) => Object.values(row));
    const text = fc.string({ unit: fc.constantFrom('a', 'B', ' ', '\t', '\x1c', '.', 'é', '語', '1'), maxLength: 8 });
    const value = fc.oneof(fc.constantFrom<Json>(...known), text, fc.jsonValue({ maxDepth: 1 }) as fc.Arbitrary<Json>);
    const cells = fc.array(fc.tuple(fc.constantFrom(...columns), value), { maxLength: columns.length + 1 });
    const record = cells.map((entries): JsonObject => Object.fromEntries(entries));
    const row = fc.oneof(fc.constantFrom(...example.before), record);
    await fc.assert(
      fc.asyncProperty(fc.array(row, { maxLength: 8 }), (values) => {
        return check(() => prepared(step, example), rowsOf(values));
      }),
    );
  }
  expect(step.examples).not.toEqual([]);
}

function freeze(value: Json): void {
  if (typeof value !== 'object' || value === null) return;
  Object.freeze(value);
  for (const inner of Object.values(value as Record<string, Json>)) freeze(inner);
}
