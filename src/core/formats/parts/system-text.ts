import type { Turn } from '../../example/example.ts';
import type { Json, JsonObject } from '../../json.ts';
import type { Field } from '../format.ts';
import { memberOf } from './rest.ts';
import { textTurn } from './text-turn.ts';

/** A system prompt that stands as a text beside the conversation; none where it is missing or empty. */
export function systemText(row: Json, name = 'system'): Turn[] {
  const text = memberOf(row, name);
  return typeof text === 'string' && text !== '' ? [textTurn('system', text)] : [];
}

/**
 * The system prompt as a text beside the conversation where the row it came from has such a member, and the turns that are
 * left; all of them where it has none or the prompt is more than a text.
 */
export function splitSystemText(
  turns: readonly Turn[],
  own: JsonObject | null,
): { readonly system: JsonObject; readonly rest: readonly Turn[] } {
  const [first, ...rest] = turns;
  const [part, ...more] = first?.role === 'system' ? first.parts : [];
  const isHere = typeof own?.['system'] === 'string' && part?.kind === 'text' && more.length === 0;
  return isHere ? { system: { system: part.text }, rest } : { system: {}, rest: turns };
}

export function systemTextFields(row: Json, name = 'system'): Field[] {
  const text = memberOf(row, name);
  return typeof text === 'string' && text !== '' ? [{ path: [name], role: 'system', text }] : [];
}
