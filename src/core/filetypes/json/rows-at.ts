/** One step on the way from a JSON document to its rows. */
export type RowStep =
  | { readonly kind: 'key'; readonly key: string }
  | { readonly kind: 'elements' }
  | { readonly kind: 'members' }
  /** Each element is a list whose cells are columns; `header`: the first list names them. */
  | { readonly kind: 'cells'; readonly header: boolean }
  /** The members are columns, each with a cell for every row. */
  | { readonly kind: 'columns' }
  /** One member has the names of the columns, another the rows as lists of cells. */
  | { readonly kind: 'table'; readonly names: string; readonly rows: string };

const QUOTED = String.raw`"(?:[^"\\]|\\.)*"`;
const NAME = String.raw`${QUOTED}|[\w-]+`;
const STEP = new RegExp(
  String.raw`\.?(?:(?<quoted>${QUOTED})|(?<plain>[^.[\]{}"]+)|(?<elements>\[\])|(?<members>\{\})|(?<columns>\{columns\})|\{(?<names>${NAME}), (?<rows>${NAME})\}|(?<header>\[header, cells\])|(?<cells>\[cells\]))`,
  'y',
);
const PLAIN_KEY = /^[^.[\]{}"]+$/;
const PLAIN_NAME = /^[\w-]+$/;

/**
 * Where the rows of a document are, as `ReadSettings.rowsAt` spells it: `examples[]` is each element of the array under
 * that key, `[]` each element of the document, `{}` each member with its key, nothing the document itself. `[cells]`
 * is each list with its cells as columns, `[header, cells]` the same where the first names them, `{columns}` each row
 * across columns that stand side by side, `{columns, data}` rows as lists under one key and their names under another.
 * Throws for any other text.
 */
export function parseRowsAt(rowsAt: string): RowStep[] {
  const steps: RowStep[] = [];
  STEP.lastIndex = 0;
  while (STEP.lastIndex < rowsAt.length) {
    const match = STEP.exec(rowsAt);
    if (match === null) throw new Error(`rows at ${rowsAt}: no such place`);
    steps.push(stepOf(match.groups ?? {}));
  }
  return steps;
}

function stepOf(found: Readonly<Record<string, string | undefined>>): RowStep {
  const { quoted, plain, elements, members, columns, names, rows, header } = found;
  if (quoted !== undefined) return { kind: 'key', key: unquoted(quoted) };
  if (plain !== undefined) return { kind: 'key', key: plain };
  if (elements !== undefined) return { kind: 'elements' };
  if (members !== undefined) return { kind: 'members' };
  if (columns !== undefined) return { kind: 'columns' };
  if (names !== undefined && rows !== undefined) return { kind: 'table', names: unquoted(names), rows: unquoted(rows) };
  return { kind: 'cells', header: header !== undefined };
}

/** The text that `parseRowsAt` reads as these steps. */
export function spellRowsAt(steps: readonly RowStep[]): string {
  let text = '';
  for (const step of steps) {
    if (step.kind === 'key')
      text += (text === '' ? '' : '.') + (PLAIN_KEY.test(step.key) ? step.key : JSON.stringify(step.key));
    else if (step.kind === 'table') text += `{${nameOf(step.names)}, ${nameOf(step.rows)}}`;
    else if (step.kind === 'cells') text += step.header ? '[header, cells]' : '[cells]';
    else text += { elements: '[]', members: '{}', columns: '{columns}' }[step.kind];
  }
  return text;
}

function nameOf(key: string): string {
  return PLAIN_NAME.test(key) ? key : JSON.stringify(key);
}

function unquoted(name: string): string {
  // A string's text parses to nothing but a string.
  return name.startsWith('"') ? (JSON.parse(name) as string) : name;
}
