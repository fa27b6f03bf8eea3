import { RowTexts } from '../example/row-texts.ts';
import type { Field, FieldRole } from '../formats/format.ts';
import type { StepContext } from '../recipe/step.ts';
import type { Path } from '../row/edit.ts';
import { type Row, VALUE_COLUMN } from '../row/row.ts';

/** Who says the texts of a role in a conversation. */
const SPEAKERS: Readonly<Record<FieldRole, string>> = {
  system: 'System',
  input: 'User',
  output: 'Model',
  chosen: 'Chosen',
  rejected: 'Rejected',
  context: 'Context',
  label: 'Label',
  other: 'Text',
};

/** What a person calls the places of one row: its columns, and in a conversation "Model, turn 3". */
export class FieldNames {
  readonly #byPath: ReadonlyMap<string, Field>;

  constructor(row: Row, context: StepContext) {
    this.#byPath = new Map(
      RowTexts.for(context)
        .fields(row)
        .map((field) => [keyOf(field.path), field]),
    );
  }

  /** The name of a value's place: "output", "Model, turn 3", "turn 2 · weight", "meta.tags[2]". */
  of(path: Path): string {
    const [column] = path;
    if (column === undefined) return 'row';
    if (path.length === 1 && typeof column === 'string') return column === '' ? '(no name)' : column;
    const role = this.#byPath.get(keyOf(path))?.role;
    const turn = turnOf(path);
    if (role !== undefined && role !== 'other' && turn !== null) return `${SPEAKERS[role]}, turn ${turn + 1}`;
    if (turn !== null && this.#isTurn(path)) return `turn ${turn + 1} · ${pathWords(path.slice(turnAt(path) + 1))}`;
    return pathWords(path);
  }

  /** Whether a text of a role is in the same item of the list. */
  #isTurn(path: Path): boolean {
    const item = path.slice(0, turnAt(path) + 1);
    if (item.length === path.length) return false;
    const start = `${keyOf(item).slice(0, -1)},`;
    for (const [key, { role }] of this.#byPath) if (role !== 'other' && key.startsWith(start)) return true;
    return false;
  }
}

function turnAt(path: Path): number {
  return path.findIndex((part) => typeof part === 'number');
}

/** The index of the item of the first list on the way; null where there is none. */
function turnOf(path: Path): number | null {
  const item = path[turnAt(path)];
  return typeof item === 'number' ? item : null;
}

/** "meta.tags[2]" */
export function pathWords(path: Path): string {
  const words = path.map((part, index) =>
    typeof part === 'number' ? `[${part + 1}]` : `${index > 0 ? '.' : ''}${part}`,
  );
  return words.join('') || VALUE_COLUMN;
}

function keyOf(path: Path): string {
  return JSON.stringify(path);
}
