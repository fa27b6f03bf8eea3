import type { Part, Role, Turn } from '../../example/example.ts';
import { isObject, type Json, type JsonObject } from '../../json.ts';
import { ShapeError, type Field } from '../format.ts';
import { fieldRole } from '../parts/messages/messages.ts';
import { roleOf } from '../parts/messages/roles.ts';
import { onlyRead } from '../parts/only-read.ts';
import { listMember, memberOf, requireObject, restOf, textMember } from '../parts/rest.ts';

const ID = 'chatgpt-export';
const TITLE = 'ChatGPT export';
const MAPPING = 'mapping';

const node = (
  id: string,
  parent: string | null,
  children: readonly string[],
  role: string,
  content: JsonObject,
): JsonObject => {
  return { [id]: { id, parent, children, message: { id, author: { role }, content } } };
};

export default onlyRead({
  id: ID,
  title: TITLE,
  summary:
    'What ChatGPT exports: conversations.json, a tree of messages in `mapping`. The branch that was last open is read.',
  kind: 'conversation',
  order: 204,
  samples: [
    {
      title: 'Gems',
      [MAPPING]: {
        root: { id: 'root', message: null, parent: null, children: ['a'] },
        ...node('a', 'root', ['b'], 'user', { content_type: 'text', parts: ['Name a blue gem.'] }),
        ...node('b', 'a', [], 'assistant', { content_type: 'text', parts: ['Sapphire.'] }),
      },
      current_node: 'b',
    },
    {
      title: 'Again',
      [MAPPING]: {
        ...node('a', null, ['b', 'c'], 'user', { content_type: 'text', parts: ['And a red one?'] }),
        ...node('b', 'a', [], 'assistant', { content_type: 'text', parts: ['Glass.'] }),
        ...node('c', 'a', [], 'assistant', { content_type: 'text', parts: ['Ruby.'] }),
      },
      current_node: 'c',
    },
  ],
  detect: (row) =>
    branchOf(row).some((id) => messageAt(row, id)) ? 'a mapping of messages with parent and children' : null,
  toExample(row) {
    const branch = branchOf(row);
    if (branch.length === 0) throw new ShapeError([MAPPING], 'is no tree of messages');
    const turns = branch.flatMap((id) => readMessage(messageAt(row, id)));
    return { turns, meta: { format: ID, rest: restOf(requireObject(row), [MAPPING]) } };
  },
  fields: (row) => branchOf(row).flatMap((id) => messageTexts(row, id)),
});

/** The ids of the branch that was last open, from its root; else of the newest. Empty for what is no tree of messages. */
function branchOf(row: Json): readonly string[] {
  const tree = memberOf(row, MAPPING);
  if (!isObject(tree) || !Object.values(tree).every(isNode)) return [];
  const open = textMember(row, 'current_node');
  const ids: string[] = [];
  // A tree that bites its tail ends where it would begin again.
  const seen = new Set<string>();
  for (let id = Object.hasOwn(tree, open) ? open : newestLeaf(tree); id !== '' && !seen.has(id);) {
    seen.add(id);
    ids.push(id);
    const parent = textMember(memberOf(tree, id) ?? null, 'parent');
    id = Object.hasOwn(tree, parent) ? parent : '';
  }
  return ids.reverse();
}

function isNode(value: Json): boolean {
  return isObject(value) && 'message' in value && 'children' in value;
}

function newestLeaf(tree: JsonObject): string {
  let [id = ''] = Object.keys(tree).filter((each) => !Object.hasOwn(tree, textMember(tree[each] ?? null, 'parent')));
  const seen = new Set<string>();
  for (;;) {
    seen.add(id);
    const next = (listMember(tree[id] ?? null, 'children') ?? []).at(-1);
    if (typeof next !== 'string' || !Object.hasOwn(tree, next) || seen.has(next)) return id;
    id = next;
  }
}

/** The message at a node; undefined where there is none, or none that anybody saw. */
function messageAt(row: Json, id: string): JsonObject | undefined {
  const message = memberOf(memberOf(memberOf(row, MAPPING) ?? null, id) ?? null, 'message');
  if (!isObject(message) || roleIn(message) === undefined) return undefined;
  const isHidden = memberOf(memberOf(message, 'metadata') ?? null, 'is_visually_hidden_from_conversation') === true;
  return isHidden ? undefined : message;
}

function roleIn(message: JsonObject): Role | undefined {
  return roleOf(textMember(memberOf(message, 'author') ?? null, 'role'));
}

function readMessage(message: JsonObject | undefined): Turn[] {
  const role = message && roleIn(message);
  if (!message || !role) return [];
  const parts = readContent(memberOf(message, 'content') ?? null);
  const isSilent = parts.every((part) => part.kind === 'text' && part.text === '');
  if (isSilent && role !== 'model' && role !== 'user') return [];
  if (role === 'tool') return [{ role, parts: [readAnswer(message, parts)] }];
  const recipient = textMember(message, 'recipient');
  const isCall = role === 'model' && recipient !== '' && recipient !== 'all';
  return [{ role, parts: isCall ? [readCall(recipient, parts)] : parts }];
}

function readContent(content: Json): Part[] {
  const parts = listMember(content, 'parts');
  if (parts) return parts.map((part) => (typeof part === 'string' ? { kind: 'text', text: part } : readPart(part)));
  const thoughts = listMember(content, 'thoughts');
  if (thoughts) return thoughts.map((thought) => ({ kind: 'thought', text: textMember(thought, 'content') }));
  // How long it thought says nothing.
  if (textMember(content, 'content_type') === 'reasoning_recap') return [];
  const text = memberOf(content, 'text');
  return typeof text === 'string' ? [{ kind: 'text', text }] : [{ kind: 'raw', json: JSON.stringify(content) }];
}

function readPart(part: Json): Part {
  const text = memberOf(part, 'text');
  return typeof text === 'string' ? { kind: 'text', text } : { kind: 'raw', json: JSON.stringify(part) };
}

function readAnswer(message: JsonObject, parts: readonly Part[]): Part {
  return { kind: 'response', name: textMember(memberOf(message, 'author') ?? null, 'name'), response: textOf(parts) };
}

function readCall(name: string, parts: readonly Part[]): Part {
  const text = textOf(parts);
  return { kind: 'call', name, args: parseObject(text) ?? { input: text } };
}

function textOf(parts: readonly Part[]): string {
  return parts.map((part) => (part.kind === 'text' ? part.text : '')).join('\n');
}

function parseObject(text: string): JsonObject | undefined {
  try {
    // What JSON.parse gives is JSON.
    const value = JSON.parse(text) as Json;
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function messageTexts(row: Json, id: string): Field[] {
  const message = messageAt(row, id);
  const role = message && roleIn(message);
  if (!message || !role) return [];
  const content = memberOf(message, 'content') ?? null;
  const place = [MAPPING, id, 'message', 'content'];
  const parts = (listMember(content, 'parts') ?? []).flatMap((text, at): Field[] => {
    return typeof text === 'string' ? [{ path: [...place, 'parts', at], role: fieldRole(role), text }] : [];
  });
  const text = memberOf(content, 'text');
  return typeof text === 'string' ? [...parts, { path: [...place, 'text'], role: fieldRole(role), text }] : parts;
}
