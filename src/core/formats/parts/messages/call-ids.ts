import type { Part, Turn } from '../../../example/example.ts';

type Call = Extract<Part, { kind: 'call' }>;
type Response = Extract<Part, { kind: 'response' }>;

/**
 * Gives every call an id, and every answer the id of the call it belongs to: the first of its name that is still open. Where
 * all have one, the same list.
 */
export function withCallIds(turns: readonly Turn[]): readonly Turn[] {
  if (!turns.some(({ parts }) => parts.some(isNameless))) return turns;
  const taken = new Set(turns.flatMap(({ parts }) => parts.flatMap((part) => ('id' in part ? [part.id ?? ''] : []))));
  const open: Required<Call>[] = [];
  const name = (part: Part): Part => {
    if (part.kind === 'call') {
      const call = { ...part, id: part.id ?? freeId(part.name, taken) };
      open.push(call);
      return call;
    }
    return part.kind === 'response' ? { ...part, id: takeId(part, open) } : part;
  };
  return turns.map((turn) => ({ ...turn, parts: turn.parts.map(name) }));
}

function isNameless(part: Part): boolean {
  return (part.kind === 'call' || part.kind === 'response') && part.id === undefined;
}

function freeId(name: string, taken: Set<string>): string {
  let id = `call_${name}`;
  for (let count = 2; taken.has(id); count++) id = `call_${name}_${count}`;
  taken.add(id);
  return id;
}

function takeId({ id, name }: Response, open: Required<Call>[]): string {
  const at = open.findIndex((call) => (id === undefined ? name === '' || name === call.name : id === call.id));
  const [call] = at === -1 ? [] : open.splice(at, 1);
  return id ?? call?.id ?? `call_${name}`;
}
