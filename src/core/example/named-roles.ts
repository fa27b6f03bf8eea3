import type { Role } from './example.ts';
import type { Format } from '../formats/format.ts';
import { roleOf } from '../formats/parts/messages/roles.ts';
import { isList, isObject, type Json, type JsonObject } from '../json.ts';
import { spokenTurns } from '../turns/any-turns.ts';

/** Who speaks under names of a dataset's own, in lower case. */
export type NamedRoles = Readonly<Record<string, Role>>;

/** A name in the turns of some rows that no format knows. */
export interface UnknownRole {
  readonly name: string;
  /** Turns under it. */
  readonly turns: number;
}

const DEEPEST = 6;
/** Names beyond these are people or ids, not roles. */
const MOST_NAMES = 20;

/** The names of speakers that nobody knows, the most frequent first. */
export function unknownRoles(rows: readonly Json[]): readonly UnknownRole[] {
  const counts = new Map<string, number>();
  for (const row of rows) countUnknown(row, 0, counts);
  const found = [...counts].map(([name, turns]) => ({ name, turns }));
  // Stable, so that equal ones come in the order of the rows.
  return found.sort((one, other) => other.turns - one.turns).slice(0, MOST_NAMES);
}

function countUnknown(value: Json, depth: number, counts: Map<string, number>): void {
  if (depth > DEEPEST || typeof value !== 'object' || value === null) return;
  for (const { name } of spokenTurns(value) ?? []) {
    const folded = foldName(name);
    if (folded !== '' && roleOf(name) === undefined) counts.set(folded, (counts.get(folded) ?? 0) + 1);
  }
  for (const inner of Object.values(value)) countUnknown(inner, depth + 1, counts);
}

/** Names as they are compared. */
function foldName(name: string): string {
  return name.trim().toLowerCase();
}

/** Names that every format of turns knows. Gemini has one of its own for the model. */
const SPELLED: Readonly<Record<Role, string>> = { system: 'system', user: 'user', model: 'assistant', tool: 'tool' };

/** A row in which everybody speaks under a name that formats know; the same row where nobody is renamed. */
export function renameSpeakers(row: Json, roles: NamedRoles, depth = 0): Json {
  if (depth > DEEPEST || typeof row !== 'object' || row === null) return row;
  const turns = spokenTurns(row);
  if (turns?.some(({ name }) => Object.hasOwn(roles, foldName(name)))) {
    return turns.map(({ turn, member, name }): JsonObject => {
      const role = Object.hasOwn(roles, foldName(name)) ? roles[foldName(name)] : undefined;
      if (role === undefined) return turn;
      return { ...turn, [member]: role === 'model' && 'parts' in turn ? 'model' : SPELLED[role] };
    });
  }
  if (isList(row)) return mapSame(row, (item) => renameSpeakers(item, roles, depth + 1));
  if (!isObject(row)) return row;
  const names = Object.keys(row);
  const before = Object.values(row);
  const after = mapSame(before, (item) => renameSpeakers(item, roles, depth + 1));
  return after === before ? row : Object.fromEntries(names.map((name, at) => [name, after[at] ?? null]));
}

/** The same list where no item changes. */
function mapSame(items: readonly Json[], change: (item: Json) => Json): readonly Json[] {
  const changed = items.map(change);
  return changed.some((item, at) => item !== items[at]) ? changed : items;
}

const wrapped = new WeakMap<NamedRoles, Map<Format, Format>>();

/** A format that reads rows in which some speak under names of their own. Texts are at the same paths as before. */
export function withRoles(format: Format, roles: NamedRoles | undefined): Format {
  if (!roles || Object.keys(roles).length === 0) return format;
  let known = wrapped.get(roles);
  if (!known) wrapped.set(roles, (known = new Map<Format, Format>()));
  let made = known.get(format);
  if (!made) {
    made = {
      ...format,
      detect: (row) => format.detect(renameSpeakers(row, roles)),
      toExample: (row) => format.toExample(renameSpeakers(row, roles)),
      fields: (row) => format.fields(renameSpeakers(row, roles)),
    };
    known.set(format, made);
  }
  return made;
}
