import type { Turn } from '../../example/example.ts';
import { isObject, type Json, type JsonObject } from '../../json.ts';
import type { Path } from '../../row/edit.ts';
import { ShapeError, type Field } from '../format.ts';
import { fieldRole } from '../parts/messages/messages.ts';
import { roleOf } from '../parts/messages/roles.ts';
import { onlyRead } from '../parts/only-read.ts';
import { listMember, memberOf, requireObject, restOf, textMember } from '../parts/rest.ts';
import { textTurn } from '../parts/text-turn.ts';

const ID = 'oasst-tree';
const TITLE = 'Open Assistant tree';
const PROMPT = 'prompt';

export default onlyRead({
  id: ID,
  title: TITLE,
  summary:
    'Open Assistant: a `prompt` with `replies` in replies. At each place the best ranked one is read; ranked answers at the end are compared.',
  kind: 'conversation',
  order: 208,
  samples: [
    {
      message_tree_id: 't1',
      [PROMPT]: {
        ...{ message_id: 't1', text: 'Name a blue gem.', role: 'prompter', rank: null },
        replies: [
          { message_id: 'a', text: 'Glass.', role: 'assistant', rank: 1, replies: [] },
          { message_id: 'b', text: 'Sapphire.', role: 'assistant', rank: 0, replies: [] },
        ],
      },
    },
    {
      message_tree_id: 't2',
      tree_state: 'ready_for_export',
      [PROMPT]: { text: 'And red?', role: 'prompter', replies: [{ text: 'Ruby.', role: 'assistant' }] },
    },
  ],
  detect: (row) => (branchOf(row).length > 1 ? 'a prompt with replies' : null),
  toExample(row) {
    const branch = branchOf(row);
    if (branch.length === 0) throw new ShapeError([PROMPT], 'is no message with replies');
    const turns = branch.map(({ message, path }) => readMessage(message, path));
    const meta = { format: ID, rest: restOf(requireObject(row), [PROMPT]) };
    const ranked = rankedAtEnd(branch);
    if (ranked.length < 2) return { turns, meta };
    // A rank counts down from the best, a score up.
    const completions = ranked.map(({ message, path }) => {
      return { turns: [readMessage(message, path)], score: 0 - rankOf(message) };
    });
    return { turns: turns.slice(0, -1), completions, meta };
  },
  fields(row) {
    const branch = branchOf(row);
    const ranked = rankedAtEnd(branch);
    const isCompared = ranked.length > 1;
    const said = (isCompared ? branch.slice(0, -1) : branch).flatMap(({ message, path }): Field[] => {
      const role = roleOf(textMember(message, 'role'));
      return role ? [{ path: [...path, 'text'], role: fieldRole(role), text: textMember(message, 'text') }] : [];
    });
    if (!isCompared) return said;
    const best = Math.min(...ranked.map(({ message }) => rankOf(message)));
    const answers = ranked.map(({ message, path }): Field => {
      const role = rankOf(message) === best ? 'chosen' : 'rejected';
      return { path: [...path, 'text'], role, text: textMember(message, 'text') };
    });
    return [...said, ...answers];
  },
});

interface Placed {
  readonly message: JsonObject;
  readonly path: Path;
}

/** The messages from the prompt on, at each place the best ranked reply. Empty for what is no tree. */
function branchOf(row: Json): readonly Placed[] {
  const branch: Placed[] = [];
  let next: Placed | undefined = placed(memberOf(row, PROMPT), [PROMPT]);
  while (next) {
    branch.push(next);
    next = repliesTo(next).toSorted((one, other) => rankOf(one.message) - rankOf(other.message))[0];
  }
  return branch;
}

function repliesTo({ message, path }: Placed): readonly Placed[] {
  return (listMember(message, 'replies') ?? []).flatMap((reply, at): Placed[] => {
    const found = placed(reply, [...path, 'replies', at]);
    return found && found.message['deleted'] !== true ? [found] : [];
  });
}

/** The answers among which people ranked the last one of a branch, in the row's order. */
function rankedAtEnd(branch: readonly Placed[]): readonly Placed[] {
  const [asked, last] = [branch.at(-2), branch.at(-1)];
  if (!asked || !last || roleOf(textMember(last.message, 'role')) !== 'model') return [];
  const ranked = repliesTo(asked).filter(({ message }) => typeof message['rank'] === 'number');
  return new Set(ranked.map(({ message }) => message['rank'])).size > 1 ? ranked : [];
}

function placed(message: Json | undefined, path: Path): Placed | undefined {
  if (!isObject(message) || typeof message['text'] !== 'string' || typeof message['role'] !== 'string')
    return undefined;
  return { message, path };
}

/** The best is 0; one that nobody ranked comes last. */
function rankOf({ rank }: JsonObject): number {
  return typeof rank === 'number' ? rank : Number.MAX_SAFE_INTEGER;
}

function readMessage(message: JsonObject, path: Path): Turn {
  const role = roleOf(textMember(message, 'role'));
  if (!role) throw new ShapeError([...path, 'role'], `is ${JSON.stringify(message['role'])}: no role that is known`);
  return textTurn(role, textMember(message, 'text'));
}
