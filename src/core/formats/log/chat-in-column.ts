import { isObject, type Json } from '../../json.ts';
import { areMessages } from '../parts/messages/messages.ts';
import { readChatTools } from '../parts/messages/chat-tools.ts';
import { roleOf } from '../parts/messages/roles.ts';
import { memberOf } from '../parts/rest.ts';
import { readJsonText } from '../parts/said/json-text.ts';
import { logFormat } from '../parts/said/log-format.ts';
import type { Said } from '../parts/said/said.ts';
import type { Path } from '../../row/edit.ts';
import { ShapeError } from '../format.ts';

const INNER = ['messages', 'conversation', 'conversations', 'chat', 'dialogue', 'dialog', 'thread', 'history'];

export default logFormat({
  id: 'chat-in-column',
  title: 'OpenAI chat in a column',
  summary: 'Messages that a column holds: as a text of JSON, as Python shows them, or in an object of their own.',
  order: 345,
  samples: [
    {
      case: 1,
      conversation: {
        messages: [
          { role: 'user', content: 'Name a green gem.' },
          { role: 'assistant', content: 'Emerald.' },
        ],
      },
    },
    { body: { messages: [{ role: 'user', content: 'And a red one?' }] } },
  ],
  find(row) {
    if (!isObject(row)) return null;
    for (const [name, value] of Object.entries(row)) {
      const found = chatIn(value, [name], 2);
      if (!found) continue;
      const body = memberOf(row, name) ?? null;
      const tools = isObject(body) ? toolsOf(body) : undefined;
      const isText = found.isPlaced === false;
      return {
        reason: isText ? `messages as a text in ${name}` : `messages in ${name}`,
        said: [found],
        known: [name],
        ...(tools && { tools }),
      };
    }
    return null;
  },
});

function toolsOf(body: Json): NonNullable<ReturnType<typeof readChatTools>>['tools'] | undefined {
  try {
    return readChatTools(body)?.tools;
  } catch (error) {
    // A request may also use tools of the service, which no row declares.
    if (error instanceof ShapeError) return undefined;
    throw error;
  }
}

/** A conversation in a value: some message is not the model's, so that a list of answers is none. */
function chatIn(value: Json, path: Path, depth: number): (Said & { readonly kind: 'messages' }) | null {
  const read = typeof value === 'string' ? readJsonText(value) : value;
  if (read === undefined || depth < 0) return null;
  const placed = typeof value === 'string' ? { isPlaced: false } : {};
  if (areMessages(read) && read.some(isAsked)) return { path, kind: 'messages', messages: read, ...placed };
  if (!isObject(read)) return null;
  for (const name of INNER) {
    const inner = Object.hasOwn(read, name) ? chatIn(read[name] ?? null, [...path, name], depth - 1) : null;
    if (inner) return { ...inner, ...placed };
  }
  return null;
}

function isAsked({ role }: { readonly role?: Json }): boolean {
  return typeof role === 'string' && roleOf(role) === 'user';
}
