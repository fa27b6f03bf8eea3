import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../../src/core/json.ts';
import { Row } from '../../../src/core/row/row.ts';
import { allSteps, checkParams, findStep, steps } from '../../../src/core/steps/index.ts';
import type { PreparedStep, Step, StepExample } from '../../../src/core/recipe/step.ts';
import { contextOf, prepareStep, runRows } from './run.ts';

// index.ts has no default export.
const files = import.meta.glob<Step | undefined>('../../../src/core/steps/*.ts', { eager: true, import: 'default' });

describe('the registry', () => {
  it('has every file of the folder under its name', () => {
    const names = Object.entries(files).flatMap(([path, step]) => {
      if (!step) return [];
      const version = step.version === 1 ? '' : `.v${step.version}`;
      return [[path.replace(/^.*\//, ''), `${step.id}${version}.ts`]];
    });
    expect(names.length).toBe(Object.keys(files).length - 1);
    expect(names.length).toBe(allSteps.length);
    for (const [file, name] of names) expect(file).toBe(name);
  });

  it('lists the steps that can be added by title', () => {
    expect(steps.map((step) => step.title)).toEqual([
      'Convert format',
      'Drop columns',
      'Drop empty rows',
      'Drop matching rows',
      'Drop short outputs',
      'Find and replace',
      'Keep columns',
      'Normalise Unicode',
      'Remove duplicates',
      'Rename columns',
      'Take first rows',
      'Trim whitespace',
      'Vary the prompt template',
    ]);
  });

  it('finds what a stored recipe names, and nothing else', () => {
    expect(findStep('trim-whitespace', 1)?.title).toBe('Trim whitespace');
    expect(findStep('trim-whitespace', 2)).toBeUndefined();
    expect(findStep('toString', 1)).toBeUndefined();
  });
});

describe.each(allSteps.map((step) => ({ name: step.title, step })))('$name', ({ step }) => {
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

  it('does what its examples say', () => {
    for (const example of step.examples) {
      const after = runRows(prepared(step, example), rowsOf(example.before));
      expect(after.map((row) => row?.value ?? null)).toEqual(example.after);
    }
  });

  it('changes no input, answers the same twice, and hands back unchanged rows as they are', () => {
    eachRun(step, (prepare, rows) => {
      for (const row of rows) freeze(row.value);
      const before = rows.map((row) => row.text);
      const after = runRows(prepare(), rows);
      const again = runRows(
        prepare(),
        rows.map((row) => new Row(row.text)),
      );
      expect(again.map((row) => row?.text)).toEqual(after.map((row) => row?.text));
      expect(rows.map((row) => JSON.stringify(row.value))).toEqual(
        before.map((text) => JSON.stringify(JSON.parse(text))),
      );
      for (const [index, row] of after.entries()) {
        if (row !== null && row.text === before[index]) expect(row).toBe(rows[index]);
      }
    });
  });

  // A step that says it may change its own result is not asked to leave it.
  it.runIf(step.settles !== false)('leaves its own result as it is', () => {
    eachRun(step, (prepare, rows) => {
      const once = runRows(prepare(), rows).filter((row) => row !== null);
      const twice = runRows(prepare(), once);
      expect(twice.map((row) => row?.text)).toEqual(once.map((row) => row.text));
    });
  });

  it('says which columns it leaves', () => {
    eachRun(step, (prepare, rows) => {
      const { columns } = prepare();
      if (columns === undefined) return;
      const left = runRows(prepare(), rows).flatMap((row) => Object.keys(row?.value ?? {}));
      expect(columns).toEqual(expect.arrayContaining([...new Set(left)]));
    });
  });
});

function prepared(step: Step, example: StepExample): PreparedStep {
  return prepareStep(step, example.params ?? {}, contextOf(example.before.map((row) => JSON.stringify(row))));
}

function rowsOf(values: readonly JsonObject[]): Row[] {
  return values.map((value) => new Row(JSON.stringify(value)));
}

/** Each example's parameters over random rows that hold the example's columns and values among others. */
function eachRun(step: Step, check: (prepare: () => PreparedStep, rows: readonly Row[]) => void): void {
  for (const example of step.examples) {
    const columns = [...new Set(example.before.flatMap((row) => Object.keys(row)))];
    const known = example.before.flatMap((row) => Object.values(row));
    const text = fc.string({ unit: fc.constantFrom('a', 'B', ' ', '\t', '\x1c', '.', 'é', '語', '1'), maxLength: 8 });
    const value = fc.oneof(fc.constantFrom<Json>(...known), text, fc.jsonValue({ maxDepth: 1 }) as fc.Arbitrary<Json>);
    const cells = fc.array(fc.tuple(fc.constantFrom(...columns), value), { maxLength: columns.length + 1 });
    const record = cells.map((entries): JsonObject => Object.fromEntries(entries));
    const row = fc.oneof(fc.constantFrom(...example.before), record);
    fc.assert(
      fc.property(fc.array(row, { maxLength: 8 }), (values) => {
        check(() => prepared(step, example), rowsOf(values));
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
