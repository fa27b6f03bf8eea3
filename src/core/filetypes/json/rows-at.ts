/** One step on the way from a JSON document to its rows. */
export type RowStep =
  { readonly kind: 'key'; readonly key: string } | { readonly kind: 'elements' } | { readonly kind: 'members' };

const STEP = /\.?(?:("(?:[^"\\]|\\.)*")|([^.[\]{}"]+))|(\[\])|\{\}/y;
const PLAIN_KEY = /^[^.[\]{}"]+$/;

/**
 * Where the rows of a document are, as `ReadSettings.rowsAt` spells it: `examples[]` is each element of the array under
 * that key, `[]` each element of the document, `{}` each member with its key, nothing the document itself. Throws for
 * any other text.
 */
export function parseRowsAt(rowsAt: string): RowStep[] {
  const steps: RowStep[] = [];
  STEP.lastIndex = 0;
  while (STEP.lastIndex < rowsAt.length) {
    const match = STEP.exec(rowsAt);
    if (match === null) throw new Error(`rows at ${rowsAt}: no such place`);
    const [, quoted, plain, elements] = match;
    // A string's text parses to nothing but a string.
    const key = quoted === undefined ? plain : (JSON.parse(quoted) as string);
    if (key !== undefined) steps.push({ kind: 'key', key });
    else steps.push({ kind: elements === undefined ? 'members' : 'elements' });
  }
  return steps;
}

/** The text that `parseRowsAt` reads as these steps. */
export function spellRowsAt(steps: readonly RowStep[]): string {
  let text = '';
  for (const step of steps) {
    if (step.kind !== 'key') text += step.kind === 'elements' ? '[]' : '{}';
    else text += (text === '' ? '' : '.') + (PLAIN_KEY.test(step.key) ? step.key : JSON.stringify(step.key));
  }
  return text;
}
