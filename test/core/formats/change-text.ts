import { expect } from 'vitest';
import { fieldEdits } from '../../../src/core/example/field-edits.ts';
import type { Completion, Example, Turn } from '../../../src/core/example/example.ts';
import { ShapeError, type Field, type Format } from '../../../src/core/formats/format.ts';
import type { Json } from '../../../src/core/json.ts';
import { Row } from '../../../src/core/row/row.ts';

/**
 * Gives every text that a row has just once another wording, in the example and not in the row, and expects the row that is
 * written to be the old one with this wording in its place. Returns how many texts were tried.
 */
export function expectChangedTextsInPlace(format: Format, row: Json): number {
  const before = format.toExample(row);
  let tried = 0;
  for (const field of onlyOnce(format.fields(row))) {
    const wanted = new Row(JSON.stringify(row)).edit(fieldEdits(row, [field], ({ text }) => `new ${text}`)).value;
    const after = readOrNull(format, wanted);
    const changed = after && withParts(before, after);
    if (!changed) continue;
    tried++;
    expect(format.fromExample(structuredClone(changed)), `${format.id} ${field.path.join('/')}`).toEqual(wanted);
  }
  return tried;
}

function onlyOnce(fields: readonly Field[]): readonly Field[] {
  return fields.filter(({ text }) => fields.filter((other) => other.text === text).length === 1);
}

function readOrNull(format: Format, row: Json): Example | null {
  try {
    return format.toExample(row);
  } catch (error) {
    expect(error).toBeInstanceOf(ShapeError);
    return null;
  }
}

/** One example with the parts of another: what a step changes, and nothing that the other's row brought. */
function withParts(before: Example, after: Example): Example | null {
  const turns = carryParts(before.turns, after.turns);
  const completions = before.completions?.map((completion, index): Completion | null => {
    const carried = carryParts(completion.turns, after.completions?.[index]?.turns ?? []);
    return carried && { ...completion, turns: carried };
  });
  const kept = completions?.filter((completion) => completion !== null);
  if (!turns || kept?.length !== completions?.length) return null;
  const changed = { ...before, turns, ...(kept && { completions: kept }) };
  return JSON.stringify(changed) === JSON.stringify(before) ? null : changed;
}

function carryParts(before: readonly Turn[], after: readonly Turn[]): Turn[] | null {
  if (before.length !== after.length) return null;
  return before.map((turn, index) => ({ ...turn, parts: after[index]?.parts ?? [] }));
}
