import type { Turn } from '../../example.ts';
import type { Json } from '../../json.ts';
import type { Field } from '../format.ts';
import { memberOf } from './rest.ts';
import { textTurn } from './text-turn.ts';

/** A system prompt that stands as a text beside the conversation; none where it is missing or empty. */
export function systemText(row: Json, name = 'system'): Turn[] {
  const text = memberOf(row, name);
  return typeof text === 'string' && text !== '' ? [textTurn('system', text)] : [];
}

export function systemTextFields(row: Json, name = 'system'): Field[] {
  const text = memberOf(row, name);
  return typeof text === 'string' && text !== '' ? [{ path: [name], role: 'system', text }] : [];
}
