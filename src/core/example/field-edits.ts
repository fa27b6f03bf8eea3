import type { Field } from '../formats/format.ts';
import type { Json } from '../json.ts';
import type { Edit, Path } from '../row/edit.ts';
import { valueAt } from '../row/value-at.ts';

/**
 * The edits that write changed texts back: one for each string, also where several fields are parts of it. A field of
 * which the row spells something else is left alone, such as a number that is read as a text and stays a number.
 */
export function fieldEdits(row: Json, fields: readonly Field[], change: (field: Field) => string): Edit[] {
  const edits: { op: 'set'; path: Path; value: string }[] = [];
  /** How much longer the string of the last edit has become by its parts so far. */
  let grown = 0;
  for (const field of fields) {
    const { path, text, from } = field;
    const whole = valueAt(row, path);
    if (typeof whole !== 'string' || (from === undefined ? whole !== text : !whole.startsWith(text, from))) continue;
    const value = change(field);
    if (value === text) continue;
    if (from === undefined) {
      edits.push({ op: 'set', path, value });
      continue;
    }
    let last = edits.at(-1);
    if (!last || !isSamePath(last.path, path)) {
      last = { op: 'set', path, value: whole };
      edits.push(last);
      grown = 0;
    }
    const at = from + grown;
    last.value = last.value.slice(0, at) + value + last.value.slice(at + text.length);
    grown += value.length - text.length;
  }
  return edits;
}

function isSamePath(one: Path, other: Path): boolean {
  return one.length === other.length && one.every((key, at) => key === other[at]);
}
