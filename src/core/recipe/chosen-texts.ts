import { fieldEdits } from '../example/field-edits.ts';
import { reachesInside } from '../example/mapping.ts';
import { FIELD_ROLES } from '../example/field-roles.ts';
import type { FieldRole } from '../formats/format.ts';
import { findFormat } from '../formats/index.ts';
import { isObject } from '../json.ts';
import type { Path } from '../row/edit.ts';
import { isFlat, mapMembers, mapStrings, stringEdits, type SpelledChange } from '../row/column-values.ts';
import { VALUE_COLUMN, type Row } from '../row/row.ts';
import { RowTexts } from '../example/row-texts.ts';
import type { StepContext, TextChoice } from './step.ts';

/** The choices that are names of columns. */
export function chosenColumns(choices: readonly TextChoice[]): readonly string[] {
  return choices.filter((choice) => typeof choice === 'string');
}

/** The choices that are roles. */
export function chosenRoles(choices: readonly TextChoice[]): readonly FieldRole[] {
  return choices.flatMap((choice) => (typeof choice === 'string' ? [] : [choice.role]));
}

/** Whether each row's format must be asked for its texts. Columns alone are found without, which is much quicker. */
export function needsFormat(choices: readonly TextChoice[], context: StepContext): boolean {
  return context.format !== undefined || reachesInside(context.mapping) || chosenRoles(choices).length > 0;
}

/**
 * The roles that texts of a dataset's format have, in the order that forms list them, and whether they are inside lists,
 * objects or longer texts, where no column reaches them. None without a format.
 */
export function formatRoles({ format: id, mapping }: Pick<StepContext, 'format' | 'mapping'>): {
  readonly roles: readonly FieldRole[];
  readonly nested: boolean;
} {
  const format = id === undefined ? undefined : findFormat(id);
  if (!format && reachesInside(mapping)) return { roles: FIELD_ROLES, nested: true };
  if (!format) return { roles: [], nested: false };
  const found = new Set(format.samples.flatMap((row) => format.fields(row).map(({ role }) => role)));
  const plainest = format.fields(format.samples[0] ?? null);
  return {
    roles: FIELD_ROLES.filter((role) => role === 'other' || found.has(role)),
    nested: plainest.some(({ path, from }) => path.length > 1 || from !== undefined),
  };
}

/**
 * Makes the function that changes the chosen texts of a row (none chosen: all) and hands back the same row where nothing
 * changes. A column that is a list or object means the texts inside that the row's format knows. `spelled` says what
 * `change` does to texts of the row itself, without decoding them.
 */
export function textMapper(
  choices: readonly TextChoice[],
  context: StepContext,
  change: (text: string) => string,
  spelled?: SpelledChange,
): (row: Row) => Row {
  const names = chosenColumns(choices);
  const roles = new Set(chosenRoles(choices));
  const columns = choices.length === 0 ? null : [...new Set(names)];
  if (!needsFormat(choices, context)) return (row) => mapStrings(row, columns, change, spelled);
  const texts = RowTexts.for(context);
  return (row) => {
    // A column of texts alone needs no format to find them.
    if (roles.size === 0 && isFlat(row)) return mapStrings(row, columns, change, spelled);
    const flat = texts.flat(row);
    if (flat) {
      const named = columns?.map((column) => flat.members.find(column)) ?? flat.members.shape.sorted;
      const ofRoles = [...roles].flatMap((role) => flat.of(role));
      return mapMembers(row, flat.members, [...new Set([...named, ...ofRoles])], change, spelled);
    }
    const inside = texts.fields(row).filter(({ path, role }) => {
      const isNamed = columns === null || columns.includes(columnAt(path, row));
      return isNamed ? path.length > 1 || Array.isArray(row.value) : roles.has(role);
    });
    const changed = fieldEdits(row.value, inside, ({ text }) => change(text));
    return row.edit([...stringEdits(row, columns, change), ...changed]);
  };
}

/** The column that a path begins in. */
function columnAt(path: Path, row: Row): string {
  return isObject(row.value) ? String(path[0]) : VALUE_COLUMN;
}
