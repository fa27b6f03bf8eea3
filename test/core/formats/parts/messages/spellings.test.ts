import { describe, expect, it } from 'vitest';
import type { Part } from '../../../../../src/core/example/example.ts';
import { findFormat } from '../../../../../src/core/formats/index.ts';
import { readPart } from '../../../../../src/core/formats/parts/messages/message-content.ts';
import { messageFields, readMessages, writeMessages } from '../../../../../src/core/formats/parts/messages/messages.ts';
import { weightOf } from '../../../../../src/core/formats/parts/messages/weight.ts';
import type { Json, JsonObject } from '../../../../../src/core/json.ts';

const PNG: Part = { kind: 'media', mimeType: 'image/png', data: 'AAAA' };
const AT: Part = { kind: 'media', mimeType: 'image/png', uri: 'https://gems.example/1.png' };

describe('a part', () => {
  it.each<[string, Json, Part]>([
    ['a bare text', 'Why?', { kind: 'text', text: 'Why?' }],
    ['a text without a type', { text: 'Why?' }, { kind: 'text', text: 'Why?' }],
    ['OpenAI’s newer input', { type: 'input_text', text: 'Why?' }, { kind: 'text', text: 'Why?' }],
    ['a text under content', { type: 'text', content: 'Why?' }, { kind: 'text', text: 'Why?' }],
    ['a refusal', { type: 'refusal', refusal: 'No.' }, { kind: 'text', text: 'No.' }],
    ['Anthropic’s thinking', { type: 'thinking', thinking: 'Hm.', signature: 'x' }, { kind: 'thought', text: 'Hm.' }],
    ['Bedrock’s', { reasoningContent: { reasoningText: { text: 'Hm.' } } }, { kind: 'thought', text: 'Hm.' }],
    ['an address as a text', { type: 'image_url', image_url: 'data:image/png;base64,AAAA' }, PNG],
    ['an address without a type', { image_url: { url: 'data:image/png;base64,AAAA' } }, PNG],
    ['an input image', { type: 'input_image', image_url: 'https://gems.example/1.png' }, AT],
    ['Hugging Face’s image', { type: 'image', url: 'https://gems.example/1.png' }, AT],
    ['Anthropic’s image', { type: 'image', source: { type: 'base64', media_type: 'image/png', data: 'AAAA' } }, PNG],
    ['Anthropic’s address', { type: 'image', source: { type: 'url', url: 'https://gems.example/1.png' } }, AT],
    ['Bedrock’s image', { image: { format: 'png', source: { bytes: 'AAAA' } } }, PNG],
    [
      'Bedrock’s place',
      { image: { format: 'jpeg', source: { s3Location: { uri: 's3://gems/1.jpg' } } } },
      { kind: 'media', mimeType: 'image/jpeg', uri: 's3://gems/1.jpg' },
    ],
    [
      'a file',
      { type: 'file', file: { filename: 'a.pdf', file_data: 'data:application/pdf;base64,AAAA' } },
      { kind: 'media', mimeType: 'application/pdf', data: 'AAAA' },
    ],
    ['Gemini’s bytes', { inline_data: { mime_type: 'image/png', data: 'AAAA' } }, PNG],
    [
      'Anthropic’s call',
      { type: 'tool_use', id: 't1', name: 'look', input: { a: 1 } },
      { kind: 'call', name: 'look', args: { a: 1 }, id: 't1' },
    ],
    [
      'Bedrock’s call',
      { toolUse: { toolUseId: 't1', name: 'look', input: { a: 1 } } },
      { kind: 'call', name: 'look', args: { a: 1 }, id: 't1' },
    ],
    [
      'Anthropic’s result',
      { type: 'tool_result', tool_use_id: 't1', content: [{ type: 'text', text: '2' }] },
      { kind: 'response', name: '', response: '2', id: 't1' },
    ],
    [
      'Bedrock’s result',
      { toolResult: { toolUseId: 't1', content: [{ json: { m: 2 } }] } },
      { kind: 'response', name: '', response: { m: 2 }, id: 't1' },
    ],
    ['what nobody knows', { type: 'image' }, { kind: 'raw', json: '{"type":"image"}' }],
  ])('%s', (_, part, read) => {
    expect(readPart(part)).toEqual(read);
  });
});

describe('a message', () => {
  it.each<[string, Json, readonly Part[]]>([
    ['a number', 7, [{ kind: 'text', text: '7' }]],
    ['one part without a list', { type: 'text', text: 'Why?' }, [{ kind: 'text', text: 'Why?' }]],
    ['texts in a list', ['Why?', 'So?'], ['Why?', 'So?'].map((text) => ({ kind: 'text', text }))],
  ])('whose content is %s', (_, content, parts) => {
    const messages = [{ role: 'user', content }];
    expect(readMessages(messages, [])[0]?.parts).toEqual(parts);
    expect(writeMessages(readMessages(messages, []), true)).toEqual(messages);
  });

  it('keeps a text that changed where it stood', () => {
    const messages = [
      { role: 'user', content: ['Why?'] },
      { role: 'assistant', content: { type: 'text', text: 'So.' } },
      { role: 'user', content: [{ text: 'And?' }] },
    ];
    const turns = readMessages(messages, []).map((turn) => ({
      ...turn,
      parts: turn.parts.map((part): Part => (part.kind === 'text' ? { kind: 'text', text: `${part.text}!` } : part)),
    }));
    expect(writeMessages(turns, true)).toEqual([
      { role: 'user', content: ['Why?!'] },
      { role: 'assistant', content: { type: 'text', text: 'So.!' } },
      { role: 'user', content: [{ text: 'And?!' }] },
    ]);
    expect(messageFields(messages, []).map(({ path }) => path)).toEqual([
      [0, 'content', 0],
      [1, 'content', 'text'],
      [2, 'content', 0, 'text'],
    ]);
  });

  it.each(['thinking', 'reasoning_content', 'reasoning'])('has thoughts under %s', (name) => {
    const messages = [
      { role: 'user', content: 'Why?', [name]: '' },
      { role: 'assistant', content: 'So.', [name]: 'Hm.' },
    ];
    const turns = readMessages(messages, []);
    expect(turns.map(({ parts }) => parts.map(({ kind }) => kind))).toEqual([['text'], ['thought', 'text']]);
    expect(writeMessages(turns, true)).toEqual(messages);
  });

  it('of the user that is a tool’s answer names the call, and what the user adds is said after it', () => {
    const messages = [
      { role: 'assistant', content: [{ type: 'tool_use', id: 't1', name: 'look', input: {} }] },
      {
        role: 'user',
        content: [
          { type: 'tool_result', tool_use_id: 't1', content: '2' },
          { type: 'text', text: 'And?' },
        ],
      },
      { role: 'assistant', content: [{ type: 'tool_use', id: 't2', name: 'weigh', input: {} }] },
      { role: 'user', content: [{ type: 'tool_result', tool_use_id: 't2', content: '3' }] },
    ];
    const turns = readMessages(messages, []);
    expect(turns.map(({ role }) => role)).toEqual(['model', 'user', 'model', 'tool']);
    expect(turns[1]?.parts[0]).toEqual({ kind: 'response', name: 'look', response: '2', id: 't1' });
    const plain = turns.map(({ role, parts }) => ({ role, parts }));
    expect(writeMessages(plain, false).map(({ role, content }) => [role, content])).toEqual([
      ['assistant', null],
      ['tool', '2'],
      ['user', 'And?'],
      ['assistant', null],
      ['tool', '3'],
    ]);
  });
});

describe('the weight of a turn', () => {
  it.each<[JsonObject, number | undefined]>([
    [{ weight: 0 }, 0],
    [{ weight: 0.5 }, 0.5],
    [{ loss_weight: 1 }, undefined],
    [{ loss_weight: 0 }, 0],
    [{ loss: false }, 0],
    [{ train: false }, 0],
    [{ trainable: true }, undefined],
    [{ weight: 'heavy' }, undefined],
    [{}, undefined],
  ])('%j: %j', (members, weight) => {
    expect(weightOf(members, 'model')).toBe(weight);
    const messages = [{ role: 'assistant', content: 'So.', ...members }];
    const [turn] = readMessages(messages, []);
    expect(turn?.weight).toBe(weight);
    const changed = turn ? [{ ...turn, parts: [{ kind: 'text', text: 'No.' } as const] }] : [];
    expect(writeMessages(changed, true)).toEqual([{ role: 'assistant', content: 'No.', ...members }]);
  });
});

describe('a system prompt beside the messages', () => {
  const messages = [
    { role: 'user', content: 'Why?' },
    { role: 'assistant', content: 'So.' },
  ];
  it.each<[string, Json, number]>([
    ['system', 'Be brief.', 1],
    ['system_prompt', 'Be brief.', 1],
    ['system', [{ text: 'Be brief.' }], 1],
    ['system', [{ type: 'text', text: 'Be brief.', cache_control: { type: 'ephemeral' } }], 1],
    ['system', ['Be brief.'], 1],
    ['systemInstruction', { parts: [{ text: 'Be brief.' }] }, 1],
    ['system', { role: 'system', content: 'Be brief.' }, 1],
    ['system', '', 0],
    ['system', null, 0],
    ['system', [], 0],
    ['system', 3, 0],
    ['system', { version: 'Be brief.' }, 0],
  ])('as %s %j', (name, value, count) => {
    for (const id of ['openai-chat', 'hugging-face-chat']) {
      const format = findFormat(id);
      if (!format) expect.unreachable(id);
      const row = { [name]: value, [id === 'openai-chat' ? 'messages' : 'conversations']: messages };
      const example = format.toExample(row);
      const system = example.turns.filter(({ role }) => role === 'system');
      expect(system.map(({ parts }) => parts)).toEqual(Array(count).fill([{ kind: 'text', text: 'Be brief.' }]));
      expect(format.fromExample(example)).toEqual(row);
      const fields = format.fields(row).filter(({ role }) => role === 'system');
      expect(fields.map(({ text }) => text)).toEqual(Array(count).fill('Be brief.'));
    }
  });
});
