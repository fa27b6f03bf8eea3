import type { Example, Part, Turn } from '../../example/example.ts';
import { Drop } from '../../recipe/step.ts';
import { withTurns } from './transform.ts';
import { mapSame } from './turn-text.ts';

const NO_CALL = new Drop('an answer of a tool without its call');

/**
 * Gives answers of tools that name no call the name and id of the first call before them that has none yet: some formats
 * tell by their order what others tell by name or id. Refuses an answer to a call that nobody made.
 */
export function linkCalls(example: Example): Example | Drop {
  const open: Call[] = [];
  const orphans: Part[] = [];
  const link = (part: Part): Part => {
    if (part.kind === 'call') open.push(part);
    if (part.kind !== 'response') return part;
    const at = open.findIndex((call) => answers(part, call));
    const [call] = at === -1 ? [] : open.splice(at, 1);
    if (!call) orphans.push(part);
    if (!call || (part.name !== '' && (part.id !== undefined || call.id === undefined))) return part;
    return { ...part, name: call.name, ...(call.id !== undefined && { id: call.id }) };
  };
  const linkTurn = (turn: Turn): Turn => {
    const parts = mapSame(turn.parts, link);
    return parts === turn.parts ? turn : { ...turn, parts };
  };
  const linked = withTurns(example, mapSame(example.turns, linkTurn));
  return orphans.length === 0 ? linked : NO_CALL;
}

type Call = Extract<Part, { kind: 'call' }>;

function answers(part: Extract<Part, { kind: 'response' }>, call: Call): boolean {
  if (part.id !== undefined) return part.id === call.id;
  return part.name === '' || part.name === call.name;
}
