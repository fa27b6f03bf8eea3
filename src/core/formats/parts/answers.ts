import type { Turn } from '../../example/example.ts';
import type { Json } from '../../json.ts';
import type { Field, FieldRole } from '../format.ts';
import { areMessages, messageFields, readMessages } from './messages/messages.ts';
import { textTurn, turnText } from './text-turn.ts';
import { ShapeError } from '../format.ts';

/** True for what a prompt or an answer may be: a text or messages. */
export function isSaid(value: Json | undefined): value is Json {
  return typeof value === 'string' || areMessages(value);
}

/** A prompt or an answer as turns: messages, or a text of `role`. */
export function readSaid(value: Json | undefined, name: string, role: Turn['role']): Turn[] {
  return typeof value === 'string' ? [textTurn(role, value)] : readMessages(value, [name]);
}

/** What turns of one text say; undefined where they are more than `readSaid` makes of a text. */
export function saidText(turns: readonly Turn[], role: Turn['role']): string | undefined {
  const [only, ...more] = turns;
  const [part, ...parts] = only?.parts ?? [];
  const isText = only?.role === role && more.length === 0 && part?.kind === 'text' && parts.length === 0;
  return isText ? part.text : undefined;
}

export function saidFields(value: Json | undefined, name: string, role: FieldRole): Field[] {
  if (typeof value === 'string') return [{ path: [name], role, text: value }];
  return messageFields(value, [name], role === 'input' ? 'output' : role);
}

/** An answer of one text. Throws `ShapeError` where it is more. */
export function answerText(turns: readonly Turn[], title: string): string {
  const [only, ...more] = turns;
  if (only && more.length === 0 && only.role === 'model') return turnText(only, title);
  throw new ShapeError([], `${title} holds answers of one turn, and one has ${turns.length}`);
}
