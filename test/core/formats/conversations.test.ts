import { describe, expect, it } from 'vitest';
import type { Example, Part } from '../../../src/core/example/example.ts';
import { ShapeError, type Format } from '../../../src/core/formats/format.ts';
import { findFormat } from '../../../src/core/formats/index.ts';
import type { Json } from '../../../src/core/json.ts';

function formatOf(id: string): Format {
  return findFormat(id) ?? expect.unreachable(`format ${id} is not there`);
}

function said(parts: readonly Part[]): string {
  return parts.map((part) => ('text' in part ? part.text : part.kind)).join(' + ');
}

function turnsOf({ turns }: Example): string[] {
  return turns.map(({ role, parts }) => `${role}: ${said(parts)}`);
}

const dialogue = ['system: Be brief.', 'user: Hi', 'model: Hello!', 'user: Why?', 'model: So.'];
const messages = [
  { role: 'user', content: 'Hi' },
  { role: 'assistant', content: 'Hello!' },
  { role: 'user', content: 'Why?' },
  { role: 'assistant', content: 'So.' },
];
const withSystem = [{ role: 'system', content: 'Be brief.' }, ...messages];
const contents = messages.map(({ role, content }) => ({
  role: role === 'user' ? 'user' : 'model',
  parts: [{ text: content }],
}));
const shareGpt = messages.map(({ role, content }) => ({ from: role === 'user' ? 'human' : 'gpt', value: content }));

/** The same conversation in every family. */
const ROWS: Readonly<Record<string, Json>> = {
  'agent-platform-sft': { systemInstruction: { parts: [{ text: 'Be brief.' }] }, contents },
  'contents-completion': {
    system_instruction: { parts: [{ text: 'Be brief.' }] },
    contents: contents.slice(0, 3),
    completion: contents[3] ?? null,
  },
  'openai-chat': { messages: withSystem },
  sharegpt: { conversations: shareGpt, system: 'Be brief.' },
  'hugging-face-chat': { conversations: withSystem },
  openchat: { items: messages, system: 'Be brief.' },
  'lmsys-chat': { conversation: withSystem },
  'pair-turns': {
    system: 'Be brief.',
    conversation: [
      { human: 'Hi', assistant: 'Hello!' },
      { human: 'Why?', assistant: 'So.' },
    ],
  },
  'message-list': withSystem,
};

describe.each(Object.keys(ROWS))('%s', (id) => {
  const example = formatOf(id).toExample(ROWS[id] ?? null);

  it('says who says what', () => {
    expect(turnsOf(example)).toEqual(dialogue);
    expect(example.meta).toMatchObject({ format: id, rest: '{}' });
  });

  it('names the texts by their roles, in reading order', () => {
    const roles = formatOf(id)
      .fields(ROWS[id] ?? null)
      .map(({ role, text }) => `${role}: ${text}`);
    const expected = ['system: Be brief.', 'input: Hi', 'output: Hello!', 'input: Why?', 'output: So.'];
    expect(roles).toEqual(expected);
  });

  it.each(Object.keys(ROWS))('is written as %s', (other) => {
    const row = formatOf(other).fromExample(example);
    expect(turnsOf(formatOf(other).toExample(row))).toEqual(dialogue);
  });
});

describe('OpenAI chat', () => {
  const declared = [{ name: 'weigh', parameters: { type: 'object' } }];

  it.each<[string, Json]>([
    ['a list', { tools: [{ type: 'function', function: declared[0] ?? null }] }],
    ['a text', { tools: JSON.stringify(declared) }],
    ['the functions of older files', { functions: declared }],
  ])('has tools that are %s', (_, tools) => {
    const row = { messages, ...(tools as object) }; // Each is an object.
    const example = formatOf('openai-chat').toExample(row);
    expect(example.tools).toEqual(declared);
    expect(formatOf('agent-platform-sft').fromExample(example)).toMatchObject({
      tools: [{ functionDeclarations: [{ name: 'weigh', parameters: { type: 'OBJECT' } }] }],
    });
  });

  it('keeps a text that lists no tools as it is', () => {
    const { tools, meta } = formatOf('openai-chat').toExample({ messages, tools: 'none' });
    expect([tools, meta.rest]).toEqual([undefined, '{"tools":"none"}']);
  });

  it('notes which turns are not to be learned from, and who speaks', () => {
    const row = {
      messages: [
        { role: 'user', content: 'Hi', name: 'ada' },
        { role: 'model', content: 'Hello!', weight: 0 },
      ],
    };
    const [user, model] = formatOf('openai-chat').toExample(row).turns;
    expect([user?.name, model?.weight, model?.role]).toEqual(['ada', 0, 'model']);
  });
});

describe('Agent Platform SFT', () => {
  it('is written in camel case from any other format', () => {
    const { conversations } = {
      conversations: [
        { role: 'system', content: 'Be brief.' },
        { role: 'user', content: [{ type: 'image_url', image_url: { url: 'gs://gems/1.png' } }] },
        { role: 'assistant', content: 'Jade.' },
      ],
    };
    const example = formatOf('hugging-face-chat').toExample({ conversations });
    expect(formatOf('agent-platform-sft').fromExample(example)).toEqual({
      systemInstruction: { role: 'system', parts: [{ text: 'Be brief.' }] },
      contents: [
        { role: 'user', parts: [{ fileData: { mimeType: 'image/png', fileUri: 'gs://gems/1.png' } }] },
        { role: 'model', parts: [{ text: 'Jade.' }] },
      ],
    });
  });

  it('says whose a system instruction is that it writes again, and leaves one that it has as it is', () => {
    const sft = formatOf('agent-platform-sft');
    const [system, ...others] = formatOf('openai-chat').toExample({ messages: withSystem }).turns;
    if (!system) throw new Error('there is no system turn');
    const own = sft.toExample({ contents });
    const told = { role: 'system', parts: [{ text: 'Be brief.' }] };
    expect(sft.fromExample({ ...own, turns: [system, ...own.turns] })).toEqual({ systemInstruction: told, contents });
    const bare = sft.toExample({ systemInstruction: { parts: [{ text: 'Be kind.' }] }, contents });
    expect(sft.fromExample({ ...bare, turns: [system, ...others] })).toEqual({
      systemInstruction: { parts: [{ text: 'Be brief.' }] },
      contents,
    });
  });

  it('has one system turn, at the top', () => {
    const turns = [...withSystem, { role: 'system', content: 'Now rhyme.' }];
    const example = formatOf('openai-chat').toExample({ messages: turns });
    expect(() => formatOf('agent-platform-sft').fromExample(example)).toThrow('several system turns');
  });

  it.each(['Be brief.', { parts: { text: 'Be brief.' } }, { role: 'user', parts: [{ text: 'Be brief.' }] }])(
    'reads a system instruction that is %j',
    (systemInstruction) => {
      expect(turnsOf(formatOf('agent-platform-sft').toExample({ systemInstruction, contents }))).toEqual(dialogue);
    },
  );
});

describe('what is thought', () => {
  const row = { user: 'Name a gem.', analysis: 'A blue one.', final: 'Sapphire.' };

  it('stands before the answer', () => {
    expect(formatOf('multilingual-thinking').toExample(row).turns[1]?.parts).toEqual([
      { kind: 'thought', text: 'A blue one.' },
      { kind: 'text', text: 'Sapphire.' },
    ]);
  });

  it('has no place in what services learn from', () => {
    const example = formatOf('multilingual-thinking').toExample(row);
    for (const id of ['openai-chat', 'sharegpt', 'agent-platform-sft', 'ultrachat']) {
      expect(() => formatOf(id).fromExample(example)).toThrow(ShapeError);
    }
  });
});
