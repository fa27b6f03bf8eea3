import type { Part, Turn } from '../../example/example.ts';

/** What is between two texts that become one. */
export const BREAK = '\n\n';

/** A turn's own words: its text parts, one after another. */
export function textOfTurn(turn: Turn): string {
  return turn.parts.flatMap((part) => (part.kind === 'text' ? [part.text] : [])).join('');
}

/** Two lists of parts as one; where texts meet they become one text. An empty text adds nothing. */
export function joinParts(before: readonly Part[], after: readonly Part[]): readonly Part[] {
  const last = before.at(-1);
  const [first, ...others] = after;
  if (last === undefined) return after;
  if (first === undefined) return before;
  if (last.kind !== 'text' || first.kind !== 'text') return [...before, ...after];
  const text = last.text === '' || first.text === '' ? last.text + first.text : last.text + BREAK + first.text;
  return [...before.slice(0, -1), { kind: 'text', text }, ...others];
}

/** A turn that says nothing but this. */
export function sayTurn(role: Turn['role'], text: string): Turn {
  return { role, parts: [{ kind: 'text', text }] };
}

/** The same list where `change` changes nothing, so that an untouched example stays the same object. */
export function mapSame<T>(list: readonly T[], change: (item: T) => T): readonly T[] {
  const changed = list.map(change);
  return changed.every((item, index) => item === list[index]) ? list : changed;
}
