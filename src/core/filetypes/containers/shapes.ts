import { type Part, partsOf } from '../json/json-outline.ts';
import type { RowStep } from '../json/rows-at.ts';

/** A place where rows may be. */
export interface Candidate {
  readonly steps: readonly RowStep[];
  /** Rows, as far as the text shows them. */
  readonly rows: number;
  /** Characters of all of them. */
  readonly length: number;
  readonly holds: 'objects' | 'turns' | 'others';
  /** How many objects lie around it. */
  readonly depth: number;
}

/** Rows that are counted; more are more than anything else in the same text. */
const COUNTED = 10_000;
/** Members and elements that a judgement rests on. */
const LOOKED_AT = 20;
const NAMES = ['columns', 'header', 'headers', 'fields', 'column_names', 'columnNames', 'names'];
const ROWS = ['data', 'rows', 'values', 'records', 'table'];
/** Names of columns that tell a first list from the others. */
const KNOWN_NAMES =
  /^(?:id|text|label|prompt|completion|question|answer|input|output|instruction|response|user|assistant|source|target|category|context|name)s?$/i;

/** What an array holds, judged by its first elements. */
export function holds(text: string, start: number): Candidate['holds'] {
  const first = partsOf(text, start, 3);
  if (first.length === 0 || first.some((part) => text[part.start] !== '{')) return 'others';
  const isTurn = (part: Part): boolean => {
    const keys = partsOf(text, part.start, LOOKED_AT).map((member) => member.key);
    return keys.includes('role') || (keys.includes('from') && keys.includes('value'));
  };
  return first.every(isTurn) ? 'turns' : 'objects';
}

/** An array as rows: its elements, what each has under `row`, or its lists of cells. */
export function arrayCandidate(text: string, { start, end }: Part, path: readonly RowStep[]): Candidate {
  const rows = partsOf(text, start, COUNTED);
  const common = { rows: rows.length, length: end - start, depth: path.length };
  const elements: RowStep = { kind: 'elements' };
  if (areViewed(text, rows)) {
    return { ...common, steps: [...path, elements, { kind: 'key', key: 'row' }], holds: 'objects' };
  }
  const cells = cellsStep(text, rows);
  if (cells) return { ...common, steps: [...path, cells], holds: 'objects' };
  return { ...common, steps: [...path, elements], holds: holds(text, start) };
}

/** An object as rows: its columns side by side, its columns and data, or its members. Null where it is none of these. */
export function objectCandidate(text: string, start: number, path: readonly RowStep[]): Candidate | null {
  const members = partsOf(text, start, COUNTED);
  const table = namedTable(text, members);
  const common = { length: (members.at(-1)?.end ?? start) - start, depth: path.length, holds: 'objects' as const };
  if (table) return { ...common, steps: [...path, table.step], rows: table.rows };
  const across = columnsOfLists(text, members) ?? columnsOfObjects(text, members);
  if (across !== null) return { ...common, steps: [...path, { kind: 'columns' }], rows: across };
  if (!areAlike(text, members)) return null;
  return { ...common, steps: [...path, { kind: 'members' }], rows: members.length };
}

/** True where all members are objects with a key in common. */
function areAlike(text: string, members: readonly Part[]): boolean {
  if (members.length < 2 || members.some(({ start }) => text[start] !== '{')) return false;
  const [first = [], ...others] = members.slice(0, LOOKED_AT).map(({ start }) => keysOf(text, start));
  return first.some((key) => others.every((keys) => keys.includes(key)));
}

/** The rows of Hugging Face’s viewer: each beside its number. */
function areViewed(text: string, rows: readonly Part[]): boolean {
  return (
    rows.length > 0 &&
    rows.slice(0, LOOKED_AT).every(({ start }) => {
      const members = text[start] === '{' ? partsOf(text, start, LOOKED_AT) : [];
      const row = members.find(({ key }) => key === 'row');
      return row !== undefined && text[row.start] === '{' && members.some(({ key }) => key === 'row_idx');
    })
  );
}

/** Lists of equally many cells, of which none is an object. */
function cellsStep(text: string, rows: readonly Part[]): RowStep | null {
  if (rows.length < 2 || rows.some(({ start }) => text[start] !== '[')) return null;
  const lists = rows
    .filter(({ isWhole }) => isWhole)
    .slice(0, LOOKED_AT)
    .map(({ start }) => partsOf(text, start, 100));
  const [first = [], ...others] = lists;
  const isFlat = lists.every((cells) => cells.length === first.length && cells.every((cell) => isScalar(text, cell)));
  if (!isFlat || first.length < 2 || lists.length < 2) return null;
  const isName = (cell: Part): boolean => text[cell.start] === '"' && cell.end - cell.start < 40;
  const isOther = first.some((cell, index) => isName(cell) && others.every((cells) => !isText(text, cells[index])));
  const areKnown = first.some((cell) => KNOWN_NAMES.test(text.slice(cell.start + 1, cell.end - 1)));
  return { kind: 'cells', header: first.every(isName) && (isOther || areKnown) };
}

function namedTable(text: string, members: readonly Part[]): { step: RowStep; rows: number } | null {
  const names = members.find(({ key, start }) => NAMES.includes(key) && text[start] === '[');
  const data = members.find(({ key, start }) => ROWS.includes(key) && text[start] === '[');
  if (!names || !data || holds(text, names.start) === 'objects') return null;
  const width = partsOf(text, names.start, COUNTED).length;
  const rows = partsOf(text, data.start, COUNTED);
  const fits = rows.slice(0, LOOKED_AT).every(({ start, isWhole }) => {
    return text[start] === '[' && (!isWhole || partsOf(text, start, COUNTED).length === width);
  });
  return fits && rows.length > 0
    ? { step: { kind: 'table', names: names.key, rows: data.key }, rows: rows.length }
    : null;
}

/** The rows of columns that are lists of equal length; null where they are none. */
function columnsOfLists(text: string, members: readonly Part[]): number | null {
  if (members.length < 2 || members.some(({ start }) => text[start] !== '[')) return null;
  const kinds = members.map(({ start }) => holds(text, start));
  // Lists of objects alone are splits; turns are one conversation.
  if (kinds.includes('turns') || !kinds.includes('others')) return null;
  const counts = members.filter(({ isWhole }) => isWhole).map(({ start }) => partsOf(text, start, COUNTED).length);
  const [rows = 0] = counts;
  return rows > 1 && counts.every((count) => count === rows) ? rows : null;
}

/** The same of columns that are objects with a member for each row, numbered or not. */
function columnsOfObjects(text: string, members: readonly Part[]): number | null {
  if (members.length === 0 || members.some(({ start }) => text[start] !== '{')) return null;
  if (members.every(({ key }) => isNumber(key))) return null;
  const [first] = members;
  const rows = first ? keysOf(text, first.start, COUNTED) : [];
  if (rows.length < (members.length === 1 ? 2 : 1) || !rows.every(isNumber)) return null;
  const isSame = members.slice(0, LOOKED_AT).every(({ start, isWhole }) => {
    return !isWhole || keysOf(text, start, LOOKED_AT).join() === rows.slice(0, LOOKED_AT).join();
  });
  return isSame ? rows.length : null;
}

function keysOf(text: string, start: number, most = 100): string[] {
  return partsOf(text, start, most).map(({ key }) => key);
}

function isNumber(key: string): boolean {
  return /^\d+$/.test(key);
}

function isScalar(text: string, { start }: Part): boolean {
  return text[start] !== '{' && text[start] !== '[';
}

function isText(text: string, cell: Part | undefined): boolean {
  return cell !== undefined && text[cell.start] === '"';
}
