import { memberOf, textMember } from '../formats/parts/rest.ts';
import { isList, isObject, type Json } from '../json.ts';
import { ARRAY, FALSE, NULL, NUMBER, OBJECT, STRING, TRUE, type Members } from '../row/members.ts';
import type { Row } from '../row/row.ts';
import { isBlankUtf8 } from '../text/utf8-space.ts';
import type { TurnColumns } from './turn-columns.ts';

/** Members of a message in which something is said without a text. */
const CALLS = ['tool_calls', 'function_call'];

/** The columns without which a row is no turn, in the order in which they are missed. */
const NEEDED = ['conversation', 'speaker', 'text'] as const;

/** Which of its columns a row lacks: missing, null or blank; null where it is a turn. A call may stand for the text. */
export function lackingColumn(row: Row, columns: TurnColumns): keyof TurnColumns | null {
  const { members } = row;
  if (!members) return 'conversation';
  const found = NEEDED.find((part) => {
    const isWhole = part === 'conversation' && columns.conversation === '';
    return !isWhole && isBlank(members, columns[part]);
  });
  if (found === 'text' && CALLS.some((name) => !isBlank(members, name))) return null;
  return found ?? null;
}

function isBlank(members: Members, column: string): boolean {
  const member = members.find(column);
  const kind = members.kindOf(member);
  return kind === 0 || kind === NULL || (kind === STRING && isBlankUtf8(members.textOf(member)));
}

/** What a row says as one turn: values as the row spells them. */
export interface TurnRow {
  readonly speaker: string;
  readonly text: string;
  /** Its conversation, and whatever else it has, by column. */
  readonly beside: ReadonlyMap<string, string>;
}

export function readTurnRow(row: Row, { speaker, text }: TurnColumns): TurnRow {
  const { members } = row;
  if (!members) throw new Error(`${row.text.slice(0, 80)} is no turn: it has no columns`);
  const beside = new Map<string, string>();
  for (const [name, member] of members.shape.index) {
    if (name !== speaker && name !== text) beside.set(name, members.sourceOf(member));
  }
  const said = members.find(text);
  return {
    speaker: speakerText(members, members.find(speaker)),
    text: said < 0 ? 'null' : spellContent(members, said),
    beside,
  };
}

/** Chat programs have more to say of a speaker than a name. */
const NAMES = ['role', 'name', 'nickname', 'global_name', 'real_name', 'username', 'id'];

function speakerText(members: Members, member: number): string {
  switch (members.kindOf(member)) {
    case STRING:
      return members.stringOf(member);
    case OBJECT: {
      const speaker = members.jsonOf(member) ?? null;
      const name = NAMES.map((each) => textMember(speaker, each)).find((text) => text !== '');
      return name ?? members.sourceOf(member);
    }
    default:
      return members.sourceOf(member);
  }
}

/** A message holds a text or a list of parts; anything else is shown as its text. */
function spellContent(members: Members, member: number): string {
  const source = members.sourceOf(member);
  switch (members.kindOf(member)) {
    case NUMBER:
    case TRUE:
    case FALSE:
      return JSON.stringify(source);
    case NULL:
    case STRING:
      return source;
    case ARRAY:
      return spellList(members.jsonOf(member) ?? null, source);
    default:
      return JSON.stringify(source);
  }
}

/** Telegram's texts are lists in which a stretch with a link or bold letters is an object. */
function spellList(list: Json, source: string): string {
  const stretches = isList(list) ? list.map((item) => (isObject(item) ? memberOf(item, 'text') : item)) : [];
  const isText = isList(list) && list.some((item) => typeof item === 'string') && stretches.every(isString);
  return isText ? JSON.stringify(stretches.join('')) : source;
}

function isString(value: Json | undefined): value is string {
  return typeof value === 'string';
}
