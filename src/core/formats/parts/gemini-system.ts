import type { Turn } from '../../example/example.ts';
import { isObject, type Json, type JsonObject } from '../../json.ts';
import { type Field, ShapeError } from '../format.ts';
import { oneContentFields, readContent, writeContent } from './gemini-turn.ts';
import { memberOf } from './rest.ts';
import { turnText } from './text-turn.ts';

const NAMES = ['systemInstruction', 'system_instruction'];

/** Every spelling under which a row may hold its system prompt. */
export const SYSTEM_MEMBERS: readonly string[] = NAMES;

export function readSystem(row: Json): Turn[] {
  return NAMES.flatMap((name) => {
    const value = memberOf(row, name) ?? null;
    return value === null ? [] : [readContent(asContent(value), [name], 'system')];
  });
}

/** The service's own examples have one part without a list at times, and people write the bare text. */
function asContent(value: Json): Json {
  if (typeof value === 'string') return { parts: [{ text: value }] };
  return isObject(value) && isObject(value['parts']) ? { ...value, parts: [value['parts']] } : value;
}

/**
 * The system prompt at the top, under the name that `own` has for it, and the other turns. `own`: the row that the turns
 * came from, or what is left of it; null where they came from another format. `role`: what a prompt says of itself in a
 * row that had none. Throws `ShapeError` where there are several.
 */
export function splitSystem(
  turns: readonly Turn[],
  own: JsonObject | null,
  role?: string,
): { readonly system: JsonObject; readonly rest: readonly Turn[] } {
  const [first, ...rest] = turns;
  if (first?.role !== 'system') return { system: {}, rest: turns };
  if (rest.some(({ role }) => role === 'system')) {
    throw new ShapeError([], 'several system turns: join them at the top or fold them into the user’s');
  }
  const name = NAMES.find((each) => own && Object.hasOwn(own, each)) ?? 'systemInstruction';
  const before = own?.[name];
  const written = writeSystem(first, before, own !== null);
  const isNamed = role !== undefined && before === undefined && isObject(written);
  return { system: { [name]: isNamed ? { role, ...written } : written }, rest };
}

function writeSystem(turn: Turn, before: Json | undefined, own: boolean): Json {
  const [part, ...more] = turn.parts;
  const isOne = part?.kind === 'text' && more.length === 0;
  if (typeof before === 'string' && isOne) return turnText(turn, 'A system instruction');
  const written = writeContent(turn, own);
  const isBare = isObject(before) && isObject(before['parts']);
  if (!isBare || !isOne || !Array.isArray(written['parts'])) return written;
  return { ...written, parts: (written['parts'][0] as Json | undefined) ?? [] }; // `Array.isArray` forgets what it holds.
}

export function systemFields(row: Json): Field[] {
  return NAMES.flatMap((name): Field[] => {
    const value = memberOf(row, name) ?? null;
    if (typeof value === 'string') return [{ path: [name], role: 'system', text: value }];
    const isBare = isObject(value) && isObject(value['parts']);
    const fields = oneContentFields(asContent(value), [name], 'system');
    return isBare ? fields.map((field) => ({ ...field, path: [name, 'parts', 'text'] })) : fields;
  });
}
