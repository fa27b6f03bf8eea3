import type { Role, Turn } from './example.ts';

/** Who speaks after somebody, in most conversations. */
const NEXT: Readonly<Record<Role, Role>> = { system: 'user', user: 'model', model: 'user', tool: 'model' };

/** The turns with another text in one part of one of them. */
export function setTurnText(turns: readonly Turn[], index: number, part: number, text: string): readonly Turn[] {
  return turns.map((turn, at) =>
    at === index ? { ...turn, parts: turn.parts.map((each, n) => (n === part ? withText(each, text) : each)) } : turn,
  );
}

function withText(part: Turn['parts'][number], text: string): Turn['parts'][number] {
  return part.kind === 'text' || part.kind === 'thought' ? { ...part, text } : part;
}

export function setTurnRole(turns: readonly Turn[], index: number, role: Role): readonly Turn[] {
  return turns.map((turn, at) => (at === index ? { ...turn, role } : turn));
}

/** An empty turn before `index`, of the one whose turn it is. */
export function addTurn(turns: readonly Turn[], index: number, role?: Role): readonly Turn[] {
  const before = turns[index - 1];
  const speaker = role ?? (before ? NEXT[before.role] : 'user');
  return turns.toSpliced(index, 0, { role: speaker, parts: [{ kind: 'text', text: '' }] });
}

export function removeTurn(turns: readonly Turn[], index: number): readonly Turn[] {
  return turns.toSpliced(index, 1);
}

/** A turn that changes places with the one before or after it. */
export function moveTurn(turns: readonly Turn[], index: number, by: -1 | 1): readonly Turn[] {
  const turn = turns[index];
  if (!turn || index + by < 0 || index + by >= turns.length) return turns;
  return turns.toSpliced(index, 1).toSpliced(index + by, 0, turn);
}

/**
 * A turn cut in two within one of its texts: what comes after becomes a turn of whoever speaks next, with the parts that
 * follow. White space around the cut goes. The same turns where there would be nothing on one side.
 */
export function splitTurn(turns: readonly Turn[], index: number, part: number, at: number): readonly Turn[] {
  const turn = turns[index];
  const cut = turn?.parts[part];
  if (!turn || cut?.kind !== 'text') return turns;
  const [start, end] = [cut.text.slice(0, at).trimEnd(), cut.text.slice(at).trimStart()];
  const before = [...turn.parts.slice(0, part), ...(start === '' ? [] : [{ ...cut, text: start }])];
  const after = [...(end === '' ? [] : [{ ...cut, text: end }]), ...turn.parts.slice(part + 1)];
  if (before.length === 0 || after.length === 0) return turns;
  const next: Turn = { role: NEXT[turn.role], parts: after };
  return turns.toSpliced(index, 1, { ...turn, parts: before }, next);
}
