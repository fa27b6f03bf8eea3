import { isOpening } from './value-scanner.ts';
import { type Item, OPEN_BRACE, OPEN_BRACKET, readItems, skipSpace } from '../../row/scan.ts';
import type { RowStep } from './rows-at.ts';

/** The column that holds the key under which a row stood. */
const KEY_COLUMN = '_key';

interface Member {
  readonly key: string;
  /** The quoted key, and the value. */
  readonly name: string;
  readonly source: string;
}

/** A row of a value and the quoted key it is under: `{"_key":"a",…}`. */
export function keyedRow(key: string, line: string): string {
  const members = membersOf(line) ?? [{ key: 'value', name: '"value"', source: line }];
  let column = KEY_COLUMN;
  while (members.some((member) => member.key === column)) column = `_${column}`;
  return toObject([{ key: column, name: JSON.stringify(column), source: key }, ...members]);
}

/**
 * The rows that lie deeper in a value, as questions are in paragraphs: each begins with what is around it, unless
 * it has such a key itself. A value without any becomes one row as it is, so that nothing is lost.
 */
export function nestedRows(line: string, steps: readonly RowStep[]): string[] {
  const rows: string[] = [];
  collect(line, steps, [], rows);
  return rows;
}

function collect(text: string, steps: readonly RowStep[], around: readonly Member[], rows: string[]): void {
  const [step, ...rest] = steps;
  const members = membersOf(text);
  if (step === undefined) rows.push(joined(text, members, around));
  else if (step.kind === 'key') {
    const inner = members?.find(({ key }) => key === step.key);
    // Where only keys are left, the row is what they lead to.
    const isWay = rest.every(({ kind }) => kind === 'key');
    if (!inner || !(isWay || hasItems(inner.source))) rows.push(joined(text, members, around));
    else if (isWay) collect(inner.source, rest, around, rows);
    else collect(inner.source, rest, joinMembers(around, members?.filter((member) => member !== inner) ?? []), rows);
  } else if ((members === null) === (step.kind === 'elements') && itemsOf(text).length > 0) {
    for (const { source } of itemsOf(text)) collect(source, rest, around, rows);
  } else rows.push(joined(text, members, around));
}

/** Of equal keys the inner one stays. */
function joinMembers(around: readonly Member[], inner: readonly Member[]): Member[] {
  const keys = new Set(inner.map(({ key }) => key));
  return [...around.filter(({ key }) => !keys.has(key)), ...inner];
}

function joined(text: string, members: readonly Member[] | null, around: readonly Member[]): string {
  if (around.length === 0) return text;
  return toObject(joinMembers(around, members ?? [{ key: 'value', name: '"value"', source: text }]));
}

function toObject(members: readonly Member[]): string {
  return `{${members.map(({ name, source }) => `${name}:${source}`).join(',')}}`;
}

/** The members of an object's text; null for any other value. */
function membersOf(text: string): Member[] | null {
  return text.charCodeAt(skipSpace(text, 0)) === OPEN_BRACE ? itemsOf(text) : null;
}

function itemsOf(text: string): Member[] {
  const start = skipSpace(text, 0);
  if (!isOpening(text.charCodeAt(start))) return [];
  return readItems(text, start).map(({ key, keyStart, keyEnd, ...item }: Item) => ({
    key,
    name: text.slice(keyStart, keyEnd),
    source: text.slice(item.start, item.end),
  }));
}

function hasItems(text: string): boolean {
  return text.charCodeAt(skipSpace(text, 0)) === OPEN_BRACKET && itemsOf(text).length > 0;
}
