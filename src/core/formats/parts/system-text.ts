import type { Turn } from '../../example/example.ts';
import { isObject, type Json, type JsonObject } from '../../json.ts';
import { type Field, ShapeError } from '../format.ts';
import { contentTexts, readContent } from './messages/message-content.ts';
import { splitParts } from './messages/message-parts.ts';
import { memberOf } from './rest.ts';

/** Names under which rows keep a system prompt beside what is said, without regard to case, spaces, `_` and `-`. */
const SYSTEM_NAMES = [
  ...['system', 'systemprompt', 'systemmessage', 'systeminstruction', 'systeminstructions', 'systemcontent'],
  ...['systemtext', 'preamble', 'instructions', 'developer', 'developermessage', '系统', '系统提示', '系统提示词'],
];

/** Whether a member's name says that it is a system prompt. */
function isSystemName(name: string): boolean {
  return SYSTEM_NAMES.includes(simplified(name));
}

function simplified(name: string): string {
  return name.toLowerCase().replace(/[\s_-]+/g, '');
}

/** The member that holds a row's system prompt, as text or parts of text; undefined where none does or it is empty. */
export function systemName(row: Json): string | undefined {
  if (!isObject(row)) return undefined;
  const named = Object.keys(row).filter((name) => isSystemName(name) && readSystem(row[name]) !== null);
  const place = (name: string): number => SYSTEM_NAMES.indexOf(simplified(name));
  return named.toSorted((one, other) => place(one) - place(other))[0];
}

/** The names of the members that hold it, for `restOf`. */
export function systemMembers(row: Json): readonly string[] {
  const name = systemName(row);
  return name === undefined ? [] : [name];
}

/** A system prompt that is beside the conversation in any spelling; none where it is missing or empty. */
export function systemText(row: Json): Turn[] {
  const turn = readSystem(memberOf(row, systemName(row) ?? ''));
  return turn ? [turn] : [];
}

/** A text, a list of texts or of `{ text }`, or one of these under `parts` or `content`; null where it says nothing. */
function readSystem(value: Json | undefined): Turn | null {
  const content = isObject(value) ? (value['parts'] ?? value['content'] ?? value) : (value ?? null);
  if (typeof content !== 'string' && typeof content !== 'object') return null;
  try {
    const parts = readContent(content, []);
    const isSaid = parts.some((part) => part.kind === 'text' && part.text !== '');
    return isSaid && parts.every(({ kind }) => kind === 'text') ? { role: 'system', parts } : null;
  } catch (error) {
    // What is no content says nothing.
    if (error instanceof ShapeError) return null;
    throw error;
  }
}

/**
 * The system prompt beside the conversation where the row it came from has such a member, spelled as it is there, and the
 * turns that are left; all of them where it has none or the prompt is more than text.
 */
export function splitSystemText(
  turns: readonly Turn[],
  own: JsonObject | null,
): { readonly system: JsonObject; readonly rest: readonly Turn[] } {
  const [first, ...rest] = turns;
  const name = own ? systemName(own) : undefined;
  const isText = first?.role === 'system' && first.parts.every(({ kind }) => kind === 'text');
  if (!own || !first || name === undefined || !isText) return { system: {}, rest: turns };
  return { system: { [name]: writeSystem(first, own[name] ?? null) }, rest };
}

function writeSystem(turn: Turn, before: Json): Json {
  const within = isObject(before) ? ['parts', 'content'].find((name) => Object.hasOwn(before, name)) : undefined;
  if (!isObject(before) || within === undefined) return splitParts(turn.parts, before).content;
  return { ...before, [within]: splitParts(turn.parts, before[within]).content };
}

export function systemTextFields(row: Json): Field[] {
  const name = systemName(row);
  const value = name === undefined ? undefined : memberOf(row, name);
  const within = isObject(value) ? ['parts', 'content'].find((each) => Object.hasOwn(value, each)) : undefined;
  if (name === undefined) return [];
  const texts =
    isObject(value) && within !== undefined ? contentTexts(value[within], [name, within]) : contentTexts(value, [name]);
  return texts.map(({ path, text }): Field => ({ path, role: 'system', text }));
}
