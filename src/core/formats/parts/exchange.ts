import type { Example, Turn } from '../../example/example.ts';
import { ShapeError } from '../format.ts';

/** The turns of an example that is one question and one answer at most. */
export interface Exchange {
  readonly system?: Turn;
  readonly prompt?: Turn;
  readonly answer?: Turn;
}

/**
 * Takes an example apart that is a system prompt, a question and an answer, each of which may be missing. Throws
 * `ShapeError` where there is more. `title` names who asks: "Alpaca".
 */
export function oneExchange({ turns, tools }: Example, title: string): Exchange {
  refuseTools(tools, title);
  const left = [...turns];
  const take = (role: Turn['role']): Turn | undefined => (left[0]?.role === role ? left.shift() : undefined);
  const system = take('system');
  const prompt = take('user');
  const answer = take('model');
  if (left.length > 0) {
    const roles = turns.map((turn) => turn.role).join(', ');
    throw new ShapeError([], `${title} holds one question and one answer, and the turns are ${roles}`);
  }
  return { ...(system && { system }), ...(prompt && { prompt }), ...(answer && { answer }) };
}

/** Throws `ShapeError` where there are tools. */
export function refuseTools(tools: Example['tools'], title: string): void {
  if (tools && tools.length > 0) {
    throw new ShapeError([], `${title} has no place for tools, and the example declares ${tools.length}`);
  }
}

/** Throws `ShapeError` where an example has more than turns. */
export function refuseMore({ tools, completions, label }: Example, title: string): void {
  refuseTools(tools, title);
  if (completions ?? label !== undefined) {
    throw new ShapeError([], `${title} has no place for labels or answers to compare`);
  }
}
