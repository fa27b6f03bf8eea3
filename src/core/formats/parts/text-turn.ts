import type { Part, Role, Turn } from '../../example/example.ts';
import type { JsonObject } from '../../json.ts';
import { ShapeError } from '../format.ts';

/** A turn of one text. */
export function textTurn(role: Role, text: string, extra?: JsonObject): Turn {
  const turn: Turn = { role, parts: [{ kind: 'text', text }] };
  return extra ? { ...turn, extra } : turn;
}

/** A model's turn: what it thought, where that is known, then its answer. */
export function answerTurn(text: string, thought?: string): Turn {
  const turn = textTurn('model', text);
  return thought === undefined ? turn : { ...turn, parts: [{ kind: 'thought', text: thought }, ...turn.parts] };
}

/** The text of a turn that holds texts alone, its parts joined by a blank line. */
export function turnText(turn: Turn, title: string): string {
  return turn.parts.map((part) => partText(part, turn.role, title)).join('\n\n');
}

function partText(part: Part, role: Role, title: string): string {
  if (part.kind === 'text') return part.text;
  if (part.kind === 'thought') {
    throw new ShapeError([], `${title} has no place for thoughts: strip them or move them into the answer`);
  }
  throw new ShapeError([], `${title} holds texts alone, and the ${role} turn has a ${part.kind} part`);
}

/** The thoughts of a turn and its other parts, each as one text. */
export function splitThought(turn: Turn, title: string): { readonly text: string; readonly thought?: string } {
  const thoughts = turn.parts.flatMap((part) => (part.kind === 'thought' ? [part.text] : []));
  const text = turnText({ ...turn, parts: turn.parts.filter((part) => part.kind !== 'thought') }, title);
  return thoughts.length === 0 ? { text } : { text, thought: thoughts.join('\n\n') };
}
