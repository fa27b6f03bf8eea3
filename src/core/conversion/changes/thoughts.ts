import type { Example, Part, Turn } from '../../example/example.ts';
import { trim } from '../../text/white-space.ts';
import { mapTurnLists } from './transform.ts';
import { mapSame } from './turn-text.ts';

const OPEN = '<think>';
const CLOSE = '</think>';

/** Without what the model thinks before it answers, in parts of its own or as `<think>…</think>` in the text. */
export function stripThoughts(example: Example): Example {
  return mapModelTurns(thoughtsToParts(example), (turn) => {
    const parts = turn.parts.filter(({ kind }) => kind !== 'thought');
    if (parts.length === turn.parts.length) return turn;
    return { ...turn, parts: parts.length > 0 ? parts : [{ kind: 'text', text: '' }] };
  });
}

/** `<think>…</think>` at the beginning of a model's text becomes a thought of its own. */
export function thoughtsToParts(example: Example): Example {
  return mapModelTurns(example, (turn) => {
    const at = turn.parts.findIndex(({ kind }) => kind === 'text');
    const part = turn.parts[at];
    const pieces = part?.kind === 'text' ? splitText(part.text) : undefined;
    return pieces ? { ...turn, parts: [...turn.parts.slice(0, at), ...pieces, ...turn.parts.slice(at + 1)] } : turn;
  });
}

/** Thoughts become `<think>…</think>` in the text. */
export function thoughtsToText(example: Example): Example {
  return mapModelTurns(example, (turn) => {
    if (!turn.parts.some(({ kind }) => kind === 'thought')) return turn;
    const thoughts = turn.parts.flatMap((part) => (part.kind === 'thought' ? [part.text] : []));
    const [first, ...others] = turn.parts.filter(({ kind }) => kind !== 'thought');
    const tagged = thoughts.map((text) => `${OPEN}\n${text}\n${CLOSE}\n\n`).join('');
    if (first?.kind === 'text') return { ...turn, parts: [{ kind: 'text', text: tagged + first.text }, ...others] };
    return { ...turn, parts: [{ kind: 'text', text: tagged }, ...(first ? [first] : []), ...others] };
  });
}

function mapModelTurns(example: Example, change: (turn: Turn) => Turn): Example {
  return mapTurnLists(example, (turns) => mapSame(turns, (turn) => (turn.role === 'model' ? change(turn) : turn)));
}

/** Undefined where the text begins with no finished thought: one that is only quoted further on is not the model's. */
function splitText(text: string): Part[] | undefined {
  const thoughts: Part[] = [];
  let rest = text;
  for (;;) {
    const begun = trim(rest);
    const close = begun.indexOf(CLOSE);
    if (!begun.startsWith(OPEN) || close === -1) break;
    thoughts.push({ kind: 'thought', text: begun.slice(OPEN.length, close).replace(/^\n/, '').replace(/\n$/, '') });
    const after = rest.indexOf(CLOSE) + CLOSE.length;
    rest = rest.slice(after).replace(/^\n{1,2}/, '');
  }
  if (thoughts.length === 0) return undefined;
  return rest === '' ? thoughts : [...thoughts, { kind: 'text', text: rest }];
}
