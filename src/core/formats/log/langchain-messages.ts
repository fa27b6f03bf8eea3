import type { Role, Turn } from '../../example/example.ts';
import { isObject, type Json, type JsonObject } from '../../json.ts';
import type { Path } from '../../row/edit.ts';
import { ShapeError, type Field } from '../format.ts';
import { fieldRole } from '../parts/messages/messages.ts';
import { contentTexts, readContent } from '../parts/messages/message-content.ts';
import { roleOf } from '../parts/messages/roles.ts';
import { onlyRead } from '../parts/only-read.ts';
import { listMember, memberOf, restOf } from '../parts/rest.ts';

const ID = 'langchain-messages';
const LISTS = ['messages', 'history', 'chat_history', 'conversation', 'conversations'];
/** The last part of a class's name: `["langchain", "schema", "messages", "HumanMessage"]`. */
const CLASS = /^(Human|AI|System|Tool|Function)Message(Chunk)?$/;
const INNER = ['data', 'kwargs'];

/** One message, and where its content is. */
interface Message {
  readonly role: Role;
  readonly inner: string;
  readonly members: JsonObject;
}

/** How LangChain stores a conversation: each message under its type with the rest in `data`, or as a class with `kwargs`. */
export default onlyRead({
  id: ID,
  title: 'LangChain messages',
  summary: 'Messages as LangChain stores them: `type` and `data`, or a class and `kwargs`.',
  kind: 'conversation',
  order: 195,
  samples: [
    [
      { type: 'human', data: { content: 'Name a blue gem.', additional_kwargs: {} } },
      { type: 'ai', data: { content: 'Sapphire.', additional_kwargs: {} } },
    ],
    {
      session_id: 's1',
      history: [
        { type: 'system', data: { content: 'Be brief.' } },
        { type: 'human', data: { content: 'And a red one?' } },
        { type: 'ai', data: { content: 'Ruby.' } },
      ],
    },
    {
      messages: [
        { lc: 1, type: 'constructor', id: ['langchain', 'HumanMessage'], kwargs: { content: 'And a green one?' } },
        { lc: 1, type: 'constructor', id: ['langchain', 'AIMessage'], kwargs: { content: 'Jade.' } },
      ],
    },
  ],
  detect(row) {
    const path = pathOf(row);
    return path && (path.length === 0 ? 'LangChain messages' : `LangChain messages in ${path.join('.')}`);
  },
  toExample(row) {
    const path = pathOf(row);
    if (!path) throw new ShapeError([], 'has no list of LangChain messages');
    const turns = messagesAt(row, path).map(({ role, inner, members }, index): Turn => {
      return { role, parts: readContent(members['content'], [...path, index, inner, 'content']) };
    });
    const rest = isObject(row) ? restOf(row, path.map(String)) : '{}';
    return { turns, meta: { format: ID, rest } };
  },
  fields(row) {
    const path = pathOf(row);
    if (!path) return [];
    return messagesAt(row, path).flatMap(({ role, inner, members }, index): Field[] =>
      contentTexts(members['content'], [...path, index, inner, 'content']).map((text) => {
        return { ...text, role: fieldRole(role) };
      }),
    );
  },
});

function pathOf(row: Json): Path | null {
  if (areMessages(row)) return [];
  const name = LISTS.find((each) => areMessages(memberOf(row, each) ?? null));
  return name === undefined ? null : [name];
}

function areMessages(value: Json): boolean {
  if (!Array.isArray(value) || value.length === 0) return false;
  return value.every((item: Json) => messageOf(item) !== undefined);
}

function messagesAt(row: Json, [name]: Path): readonly Message[] {
  const list = name === undefined ? row : memberOf(row, String(name));
  return Array.isArray(list) ? list.flatMap((item: Json) => messageOf(item) ?? []) : [];
}

function messageOf(item: Json): Message | undefined {
  const inner = INNER.find((name) => isObject(memberOf(item, name)));
  const members = inner === undefined ? undefined : memberOf(item, inner);
  if (inner === undefined || !isObject(members) || !Object.hasOwn(members, 'content')) return undefined;
  const role = roleOf(nameOf(item));
  return role && { role, inner, members };
}

function nameOf(item: Json): string {
  const last = listMember(item, 'id')?.at(-1);
  const found = typeof last === 'string' ? CLASS.exec(last)?.[1] : undefined;
  const type = memberOf(item, 'type');
  return found ?? (typeof type === 'string' ? type : '');
}
