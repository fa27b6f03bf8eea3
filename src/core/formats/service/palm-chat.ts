import type { Turn } from '../../example/example.ts';
import type { Json, JsonObject } from '../../json.ts';
import { ShapeError, type Field } from '../format.ts';
import { refuseChoice, requireTurns } from '../parts/completions.ts';
import { exact } from '../parts/exact.ts';
import { refuseTools } from '../parts/exchange.ts';
import { fieldRole } from '../parts/messages/messages.ts';
import { roleOf } from '../parts/messages/roles.ts';
import { listMember, memberOf, ownRest, ownRow, requireObject, restOf, textMember } from '../parts/rest.ts';
import { besideEach } from '../parts/source-list.ts';
import { textTurn, turnText } from '../parts/text-turn.ts';

const ID = 'palm-chat';
const TITLE = 'PaLM chat';
const NAMES = { user: 'user', model: 'assistant' } as const;

export default exact({
  id: ID,
  title: TITLE,
  summary: 'What chat-bison was tuned with: `messages` of `author` and `content`, and a `context` above them.',
  kind: 'conversation',
  order: 55,
  samples: [
    {
      messages: [
        { author: 'user', content: 'Name a green gem.' },
        { author: 'assistant', content: 'Emerald.' },
      ],
    },
    {
      context: 'You are a jeweller.',
      messages: [
        { author: 'user', content: 'And a red one?' },
        { author: 'bot', content: 'Ruby.', checked: true },
      ],
      id: 2,
    },
  ],
  detect: (row) => (areAuthored(row) ? 'messages of author and content' : null),
  toExample(row) {
    if (!areAuthored(row)) throw new ShapeError(['messages'], 'are no messages of author and content');
    const messages = listMember(row, 'messages') ?? [];
    const context = textMember(row, 'context');
    const turns = messages.map(readAuthored);
    const known = ['messages', ...(context === '' ? [] : ['context'])];
    return {
      turns: [...(context === '' ? [] : [textTurn('system', context)]), ...turns],
      meta: { format: ID, rest: restOf(requireObject(row), known) },
    };
  },
  fromExample(example) {
    refuseChoice(example, TITLE);
    refuseTools(example.tools, TITLE);
    const own = ownRow(example, ID);
    const [first, ...others] = example.turns;
    const context = first?.role === 'system' ? turnText(first, TITLE) : null;
    const before = listMember(own ?? {}, 'messages') ?? [];
    const messages = requireTurns(context === null ? example.turns : others, TITLE).map((turn, at): JsonObject => {
      return { author: authorOf(turn, before[at]), content: turnText(turn, TITLE) };
    });
    return {
      ...(context !== null && { context }),
      messages: besideEach(messages, before, ['author', 'content']),
      ...ownRest(example, ID),
    };
  },
  fields(row) {
    const context = memberOf(row, 'context');
    const texts = (listMember(row, 'messages') ?? []).flatMap((message, at): Field[] => {
      const role = roleOf(textMember(message, 'author'));
      return role
        ? [{ path: ['messages', at, 'content'], role: fieldRole(role), text: textMember(message, 'content') }]
        : [];
    });
    return [
      ...(typeof context === 'string' ? [{ path: ['context'], role: 'system', text: context } as const] : []),
      ...texts,
    ];
  },
});

function areAuthored(row: Json): boolean {
  const messages = listMember(row, 'messages') ?? [];
  return messages.length > 0 && messages.every(isAuthored);
}

function isAuthored(message: Json): boolean {
  const author = memberOf(message, 'author');
  return typeof author === 'string' && typeof memberOf(message, 'content') === 'string';
}

function readAuthored(message: Json, at: number): Turn {
  const author = textMember(message, 'author');
  const role = roleOf(author);
  if (role === 'user' || role === 'model') return textTurn(role, textMember(message, 'content'));
  throw new ShapeError(['messages', at, 'author'], `is ${JSON.stringify(author)}: no role that is known`);
}

/** The author as the row named them, where it is still the same one. */
function authorOf({ role }: Turn, before: Json | undefined): string {
  const named = textMember(before ?? null, 'author');
  if (roleOf(named) === role) return named;
  if (role === 'user' || role === 'model') return NAMES[role];
  throw new ShapeError([], `${TITLE} knows a user and an assistant, and there is a ${role} turn`);
}
