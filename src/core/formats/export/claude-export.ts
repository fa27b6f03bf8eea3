import type { Part, Turn } from '../../example/example.ts';
import { isList, isObject, type Json, type JsonObject } from '../../json.ts';
import type { Path } from '../../row/edit.ts';
import { ShapeError, type Field } from '../format.ts';
import { fieldRole } from '../parts/messages/messages.ts';
import { roleOf } from '../parts/messages/roles.ts';
import { onlyRead } from '../parts/only-read.ts';
import { listMember, memberOf, requireObject, restOf, textMember } from '../parts/rest.ts';

const ID = 'claude-export';
const TITLE = 'Claude export';
const MESSAGES = 'chat_messages';

export default onlyRead({
  id: ID,
  title: TITLE,
  summary: 'What claude.ai exports: conversations.json, with `chat_messages` by a `sender`.',
  kind: 'conversation',
  order: 202,
  samples: [
    {
      uuid: 'c1',
      name: 'Gems',
      [MESSAGES]: [
        {
          uuid: 'm1',
          sender: 'human',
          text: 'Name a blue gem.',
          content: [{ type: 'text', text: 'Name a blue gem.' }],
        },
        { uuid: 'm2', sender: 'assistant', text: 'Sapphire.', attachments: [], files: [] },
      ],
    },
    {
      uuid: 'c2',
      name: '',
      [MESSAGES]: [
        {
          sender: 'human',
          text: 'Weigh it.',
          attachments: [{ file_name: 'list.txt', extracted_content: 'One opal.' }],
        },
        {
          sender: 'assistant',
          text: '',
          content: [
            { type: 'thinking', thinking: 'I need a scale.' },
            { type: 'tool_use', id: 't1', name: 'weigh', input: { stone: 'opal' } },
            { type: 'tool_result', tool_use_id: 't1', name: 'weigh', content: [{ type: 'text', text: '2 carats' }] },
            { type: 'text', text: 'Two carats.' },
          ],
        },
      ],
    },
  ],
  detect: (row) => (isExport(row) ? 'chat_messages by a sender' : null),
  toExample(row) {
    const turns = requireMessages(row).flatMap((message, at) => readMessage(message, [MESSAGES, at]));
    return { turns, meta: { format: ID, rest: restOf(requireObject(row), [MESSAGES]) } };
  },
  fields: (row) => (listMember(row, MESSAGES) ?? []).flatMap((message, at) => messageTexts(message, [MESSAGES, at])),
});

function isExport(row: Json): boolean {
  const messages = listMember(row, MESSAGES);
  return messages?.every((message) => typeof memberOf(message, 'sender') === 'string') ?? false;
}

function requireMessages(row: Json): readonly Json[] {
  const messages = listMember(row, MESSAGES);
  if (!messages) throw new ShapeError([MESSAGES], 'is not a list of messages');
  return messages;
}

/** A message is several turns where a tool answered in the middle of it. */
function readMessage(message: Json, path: Path): Turn[] {
  const sender = textMember(message, 'sender');
  const role = roleOf(sender);
  if (!role) throw new ShapeError([...path, 'sender'], `is ${JSON.stringify(sender)}: no role that is known`);
  const calls = new Map<string, string>();
  const turns: Turn[] = [];
  for (const part of [...attached(message), ...said(message, calls)]) {
    const speaker = part.kind === 'response' ? 'tool' : role;
    const last = turns.at(-1);
    if (last?.role === speaker) turns[turns.length - 1] = { ...last, parts: [...last.parts, part] };
    else turns.push({ role: speaker, parts: [part] });
  }
  return turns;
}

/** What was pasted as a file is part of what was asked. */
function attached(message: Json): Part[] {
  return (listMember(message, 'attachments') ?? []).flatMap((file): Part[] => {
    const text = textMember(file, 'extracted_content');
    return text === '' ? [] : [{ kind: 'text', text }];
  });
}

function said(message: Json, calls: Map<string, string>): Part[] {
  const blocks = listMember(message, 'content') ?? [];
  if (blocks.length === 0) return [{ kind: 'text', text: textMember(message, 'text') }];
  return blocks.map((block) => readBlock(block, calls));
}

function readBlock(block: Json, calls: Map<string, string>): Part {
  const known = isObject(block) ? readKnown(block, calls) : undefined;
  return known ?? { kind: 'raw', json: JSON.stringify(block) };
}

function readKnown(block: JsonObject, calls: Map<string, string>): Part | undefined {
  const id = textMember(block, 'id');
  const callId = textMember(block, 'tool_use_id');
  switch (block['type']) {
    case 'text':
      return typeof block['text'] === 'string' ? { kind: 'text', text: block['text'] } : undefined;
    case 'thinking':
      return typeof block['thinking'] === 'string' ? { kind: 'thought', text: block['thinking'] } : undefined;
    case 'tool_use':
      calls.set(id, textMember(block, 'name'));
      return { kind: 'call', name: textMember(block, 'name'), args: block['input'] ?? {}, ...(id !== '' && { id }) };
    case 'tool_result': {
      const name = textMember(block, 'name') || (calls.get(callId) ?? '');
      return { kind: 'response', name, response: resultOf(block['content']), ...(callId !== '' && { id: callId }) };
    }
    default:
      return undefined;
  }
}

/** Texts alone as one; all else as it is spelled. */
function resultOf(content: Json | undefined): Json {
  if (!isList(content)) return content ?? '';
  const texts = content.map((part) => memberOf(part, 'text'));
  return texts.every((text) => typeof text === 'string') ? texts.join('\n') : content;
}

function messageTexts(message: Json, path: Path): Field[] {
  const role = roleOf(textMember(message, 'sender'));
  if (!role) return [];
  const blocks = listMember(message, 'content') ?? [];
  const files = (listMember(message, 'attachments') ?? []).map(
    (file, at) => [file, ['attachments', at, 'extracted_content']] as const,
  );
  const parts =
    blocks.length > 0
      ? blocks.map((block, at) => [block, ['content', at, 'text']] as const)
      : [[message, ['text']] as const];
  return [...files, ...parts].flatMap(([holder, place]): Field[] => {
    const text = memberOf(holder, String(place.at(-1)));
    return typeof text === 'string' ? [{ path: [...path, ...place], role: fieldRole(role), text }] : [];
  });
}
