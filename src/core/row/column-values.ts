import type { Json } from '../json.ts';
import { isBlankUtf8 } from '../text/utf8-space.ts';
import { isBlank } from '../text/white-space.ts';
import type { Edit } from './edit.ts';
import { columnSources } from './keys.ts';
import { NULL, STRING, type Members, type SpelledText } from './members.ts';
import { replaceSpans, type Replacement } from './replace-spans.ts';
import { VALUE_COLUMN, type Row } from './row.ts';
import { OPEN_BRACE, OPEN_BRACKET, QUOTE, decodeString, readItems, skipSpace } from './scan.ts';
import type { ValueSpan } from './scan-bytes.ts';

const encoder = new TextEncoder();
const NOTHING = new Uint8Array(0);

/** The columns that a row has, in no order that may be shown. */
export function columnsOf(row: Row): readonly string[] {
  const { members } = row;
  return members ? [...members.shape.index.keys()] : [VALUE_COLUMN];
}

/** True for a row that holds no lists or objects. */
export function isFlat(row: Row): boolean {
  const { members } = row;
  return members ? members.isFlat : typeof row.value !== 'object' || row.value === null;
}

/** True for what holds nothing: missing, null, or a string of white space. */
export function isEmpty(value: Json | undefined): boolean {
  return value === undefined || value === null || (typeof value === 'string' && isBlank(value));
}

/** The same of a row's column, decoded in odd rows only. */
export function isColumnEmpty(row: Row, column: string): boolean {
  const { members } = row;
  if (!members) return isEmpty(row.column(column));
  const member = members.find(column);
  const kind = members.kindOf(member);
  if (member < 0) return isEmpty(row.column(column));
  return kind === NULL || (kind === STRING && isBlankUtf8(members.textOf(member)));
}

/** What a change of texts does to one as the row spells it, where that is sure: most texts need not be decoded. */
export interface SpelledChange {
  /** True for a text that stays as it is. */
  readonly keeps?: ((text: SpelledText) => boolean) | undefined;
  /** The stretch that stays, spelled as `JSON.stringify` would, or the very text; null where only decoding it can tell. */
  readonly cut?: ((text: SpelledText) => ValueSpan | null) | undefined;
}

const NOTHING_SURE: SpelledChange = {};

/** Changes the strings in these columns, none named twice (null: in all of the row); the same row where none changes. */
export function mapStrings(
  row: Row,
  columns: readonly string[] | null,
  change: (text: string) => string,
  spelled?: SpelledChange,
): Row {
  const { members } = row;
  if (!members) return row.edit(stringEdits(row, columns, change));
  const { sorted } = members.shape;
  const chosen = columns === null ? sorted : columns.map((column) => members.find(column));
  return mapMembers(row, members, chosen, change, spelled);
}

/** Changes the strings among these members, in any order but none twice; the same row where none changes. */
export function mapMembers(
  row: Row,
  members: Members,
  chosen: readonly number[],
  change: (text: string) => string,
  { keeps, cut }: SpelledChange = NOTHING_SURE,
): Row {
  let changed: Replacement[] | undefined;
  // A loop: this runs for each of a million rows.
  for (const member of chosen) {
    if (members.kindOf(member) !== STRING) continue;
    const text = members.spelledOf(member);
    if (keeps?.(text) === true) continue;
    const stays = cut?.(text);
    if (stays === text) continue;
    changed ??= [];
    if (stays) {
      if (text.start < stays.start) changed.push({ from: text.start, to: stays.start, value: NOTHING });
      if (stays.end < text.end) changed.push({ from: stays.end, to: text.end, value: NOTHING });
      continue;
    }
    const before = members.stringOf(member);
    const after = change(before);
    if (after === before) continue;
    // With its quotes.
    changed.push({ from: text.start - 1, to: text.end + 1, value: encoder.encode(JSON.stringify(after)) });
  }
  return changed && changed.length > 0 ? replaceSpans(row, changed) : row;
}

/** What `mapStrings` would do to a row, one edit for each column that changes. */
export function stringEdits(row: Row, columns: readonly string[] | null, change: (text: string) => string): Edit[] {
  const edits: Edit[] = [];
  for (const column of columns ?? columnsOf(row)) {
    const before = row.column(column);
    if (typeof before !== 'string') continue;
    const after = change(before);
    if (after !== before) edits.push({ op: 'set', path: row.pathOf(column), value: after });
  }
  return edits;
}

/**
 * The texts in a column: a string itself, a number or boolean as the row spells it, in lists and objects those of all
 * values inside. Missing and null have none.
 */
export function textsOf(row: Row, column: string): readonly string[] {
  const value = row.column(column);
  if (typeof value === 'string') return [value];
  if (value === undefined || value === null) return [];
  if (typeof value === 'boolean') return [String(value)];
  return leafTexts(columnSources(row.text).get(column) ?? '');
}

/** Numbers are read from the source, because parsing forgets how they were spelled. */
function leafTexts(source: string): readonly string[] {
  const start = skipSpace(source, 0);
  const first = source.charCodeAt(start);
  if (first === QUOTE) return [decodeString(source, start, source.trimEnd().length)];
  if (first === OPEN_BRACE || first === OPEN_BRACKET) {
    return readItems(source, start).flatMap((item) => leafTexts(source.slice(item.start, item.end)));
  }
  const scalar = source.trim();
  return scalar === 'null' ? [] : [scalar];
}
