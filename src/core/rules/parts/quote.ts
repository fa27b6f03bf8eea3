import type { Json } from '../../json.ts';

const LENGTH = 60;

/** A value for a message: its JSON, cut where it is long. */
export function quote(value: Json | undefined): string {
  const text = value === undefined ? 'nothing' : JSON.stringify(value);
  return text.length <= LENGTH ? text : `${text.slice(0, LENGTH)}…`;
}
