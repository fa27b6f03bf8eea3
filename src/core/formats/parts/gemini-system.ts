import type { Turn } from '../../example.ts';
import type { Json, JsonObject } from '../../json.ts';
import { type Field, ShapeError } from '../format.ts';
import { oneContentFields, readContent, writeContent } from './gemini-turn.ts';
import { memberOf } from './rest.ts';

const NAMES = ['systemInstruction', 'system_instruction'];

/** Every spelling under which a row may hold its system prompt. */
export const SYSTEM_MEMBERS: readonly string[] = NAMES;

export function readSystem(row: Json): Turn[] {
  return NAMES.flatMap((name) => {
    const value = memberOf(row, name);
    return value === undefined || value === null ? [] : [readContent(value, [name], 'system')];
  });
}

/** The system prompt at the top, and the other turns. Throws `ShapeError` where there are several. */
export function splitSystem(
  turns: readonly Turn[],
  own: boolean,
): { readonly system: JsonObject; readonly rest: readonly Turn[] } {
  const [first, ...rest] = turns;
  if (first?.role !== 'system') return { system: {}, rest: turns };
  if (rest.some(({ role }) => role === 'system')) {
    throw new ShapeError([], 'several system turns: join them at the top or fold them into the user’s');
  }
  const { parts } = writeContent(first, own);
  return { system: { systemInstruction: { parts: parts ?? [], ...(own && first.extra) } }, rest };
}

export function systemFields(row: Json): Field[] {
  return NAMES.flatMap((name) => oneContentFields(memberOf(row, name), [name], 'system'));
}
