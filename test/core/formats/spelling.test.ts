import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Example, Role } from '../../../src/core/example/example.ts';
import { ShapeError, type Format } from '../../../src/core/formats/format.ts';
import { findFormat, formats } from '../../../src/core/formats/index.ts';
import { isObject, type Json } from '../../../src/core/json.ts';
import { detectFormat } from '../../../src/core/example/row-format.ts';
import { describeShared, type SharedFiles } from '../../support/real-files.ts';
import { brokenRows } from './broken-rows.ts';
import { expectChangedTextsInPlace } from './change-text.ts';

// HH-RLHF writes a changed transcript again, with a space after each name.
const written = formats.filter(
  ({ id, kind, readOnly }) =>
    readOnly !== true && (kind === 'conversation' || kind === 'preference') && id !== 'hh-rlhf',
);

describe('a text that is changed in an example', () => {
  it.each(written.map((format) => ({ name: format.id, format })))(
    '$name: all else stays as the row spelled it',
    ({ format }) => {
      const tried = format.samples.map((sample) => expectChangedTextsInPlace(format, sample));
      expect(tried.reduce((sum, count) => sum + count, 0)).toBeGreaterThan(1);
    },
  );

  it.each<[string, Json]>([
    [
      'a system instruction that is a bare text',
      { systemInstruction: 'Be brief.', contents: [{ role: 'user', parts: [{ text: 'Why?' }] }] },
    ],
    [
      'a system instruction of one part without a list',
      { system_instruction: { parts: { text: 'Be brief.' } }, contents: [{ role: 'user', parts: [{ text: 'Why?' }] }] },
    ],
    [
      'parts with members that nobody knows',
      {
        contents: [
          {
            role: 'user',
            parts: [
              { text: 'Why?', note: 1 },
              { file_data: { mime_type: 'video/mp4', file_uri: 'gs://gems/1.mp4' }, videoMetadata: { fps: 2 } },
              { executableCode: { code: 'x' } },
            ],
          },
          { role: 'model', parts: [{ text: 'So.' }] },
        ],
        tools: [{ function_declarations: [{ name: 'look' }] }],
        labels: { split: 'a' },
      },
    ],
    [
      'the calls of older files',
      {
        messages: [
          { role: 'user', content: 'How heavy?', name: 'ada' },
          { role: 'assistant', content: 'Wait.', function_call: { name: 'weigh', arguments: '{"stone": 1}' } },
          { role: 'function', name: 'weigh', content: '{"carat": 2}' },
          { role: 'assistant', content: 'Two carats.', function_call: null },
        ],
        functions: [{ name: 'weigh', parameters: { type: 'object' } }],
      },
    ],
    [
      'tools as a text, and calls among the contents',
      {
        messages: [
          { role: 'user', content: [{ type: 'text', value: 'How heavy?' }], loss_weight: 0 },
          {
            role: 'assistant',
            content: [
              { type: 'reasoning', value: 'I must weigh.' },
              { type: 'text', value: 'Wait.' },
              { type: 'tool_call', value: '{"name": "weigh", "arguments": {"stone": 1}}' },
            ],
            loss_weight: 1,
          },
          { role: 'tool', content: [{ type: 'text', value: '2 carats' }] },
          { role: 'assistant', content: [{ type: 'text', value: 'Two.' }] },
        ],
        tools: '[{"name": "weigh"}]',
      },
    ],
    [
      'roles by other names',
      {
        conversations: [
          { from: 'user', value: 'How heavy?', at: 1 },
          { from: 'tool_call', value: '{"name": "weigh", "arguments": {}}' },
          { from: 'tool', value: '2 carats' },
          { from: 'chatgpt', value: 'Two.', loss: true },
        ],
        system: 'Be brief.',
      },
    ],
    [
      'a prompt that both answers hold',
      {
        chosen: [
          { content: 'Why?', role: 'user' },
          { content: 'So.', role: 'assistant', by: 'Ada' },
        ],
        rejected: [
          { content: 'Why?', role: 'user' },
          { content: 'No idea.', role: 'assistant' },
        ],
        margin: 2,
      },
    ],
    [
      'an answer of several messages',
      {
        prompt: [{ role: 'user', content: 'How heavy?' }],
        completion: [
          { role: 'assistant', content: 'I weigh it.', tool_calls: [] },
          { role: 'assistant', content: 'Two carats.' },
        ],
        label: false,
      },
    ],
  ])('%s', (_, row) => {
    const format = detectFormat(row);
    if (!format) expect.unreachable();
    expect(format.fromExample(format.toExample(row))).toEqual(row);
    expect(expectChangedTextsInPlace(format, row)).toBeGreaterThan(1);
  });
});

describe('a system turn that is taken away', () => {
  const samples = written.flatMap((format) => format.samples.map((sample) => ({ name: format.id, format, sample })));
  const withSystem = samples.filter(({ format, sample }) => format.toExample(sample).turns[0]?.role === 'system');

  it.each(withSystem)('$name: the others stay where they are', ({ format, sample }) => {
    const example = format.toExample(sample);
    const row = format.fromExample({ ...example, turns: example.turns.slice(1) });
    expect(detectFormat(row)).toBe(format);
    expect(namesOf(row)).toEqual(namesOf(sample).filter((name) => !isSystem(name, format)));
    const left = format.fields(sample).filter(({ role }) => role !== 'system');
    expect(format.fields(row).map(({ text }) => text)).toEqual(left.map(({ text }) => text));
  });

  it('is in a sample of most families', () => {
    expect(new Set(withSystem.map(({ name }) => name)).size).toBeGreaterThan(10);
  });
});

/** PaLM calls it the context. */
function isSystem(name: string, { id }: Format): boolean {
  return name.startsWith('system') || (id === 'palm-chat' && name === 'context');
}

function namesOf(row: Json): string[] {
  return isObject(row) ? Object.keys(row).sort() : [];
}

describe('a row of odd values that is changed', () => {
  it.each(written.map((format) => ({ name: format.id, format })))(
    '$name: is written or refused in words',
    ({ format }) => {
      fc.assert(
        fc.property(brokenRows(format.samples), fc.nat(), (row, nth) => {
          const example = attempt(() => format.toExample(row));
          if (!example) return;
          for (const changed of changesOf(example, nth)) {
            const after = attempt(() => format.fromExample(changed));
            if (after !== undefined) expect(JSON.parse(JSON.stringify(after))).toEqual(after);
          }
          expect(format.fromExample(example)).toEqual(row);
        }),
      );
    },
  );
});

/** A turn that is gone, texts that are others, roles that are others. */
function changesOf(example: Example, nth: number): Example[] {
  const { turns } = example;
  const at = nth % Math.max(1, turns.length);
  const roles: readonly Role[] = ['user', 'model', 'system', 'tool'];
  return [
    { ...example, turns: turns.filter((_, index) => index !== at) },
    { ...example, turns: turns.map((turn) => ({ ...turn, parts: [{ kind: 'text', text: 'Other.' }] })) },
    { ...example, turns: turns.map((turn, index) => (index === at ? { ...turn, parts: [] } : turn)) },
    { ...example, turns: turns.map((turn, index) => ({ ...turn, role: roles[(index + nth) % 4] ?? 'user' })) },
  ];
}

/** Undefined where the format refuses in words; anything else thrown is a fault. */
function attempt<T>(make: () => T): T | undefined {
  try {
    return make();
  } catch (error) {
    expect(error).toBeInstanceOf(ShapeError);
    return undefined;
  }
}

/** Files whose rows have spellings of their own. */
const FILES: Readonly<Record<string, readonly string[]>> = {
  'llama-factory': [
    'dpo_en_demo.json',
    'kto_en_demo.json',
    'glaive_toolcall_en_demo.json',
    'mllm_demo.json',
    'mllm_audio_demo.json',
    'v1_sft_demo.jsonl',
    'v1_dpo_demo.jsonl',
    'reason_tool_use_demo_50.jsonl',
    'v1_multimodal_demo.jsonl',
  ],
  'llms-from-scratch': ['instruction-data-with-preference.json'],
  fastchat: ['dummy_conversation.json'],
  'openai-cookbook': ['toy_chat_fine_tuning.jsonl'],
};

for (const [folder, names] of Object.entries(FILES)) {
  describeShared(folder, (files) => {
    it.each(names)('%s: a changed text changes nothing else', (name) => {
      const rows = readRows(files, name).slice(0, 40);
      const tried = rows.map((row) => expectChangedTextsInPlace(requireFormat(row), row));
      expect(tried.reduce((sum, count) => sum + count, 0)).toBeGreaterThan(rows.length / 2);
    });
  });
}

function requireFormat(row: Json): Format {
  return findFormat(detectFormat(row)?.id ?? '') ?? expect.unreachable('the row has no format');
}

function readRows(files: SharedFiles, name: string): readonly Json[] {
  const text = new TextDecoder().decode(files.bytes(name));
  const lines = name.endsWith('.jsonl') ? text.split('\n').filter((line) => line.trim() !== '') : [];
  // The files are lists of rows by their catalogue.
  return name.endsWith('.jsonl') ? lines.map((line) => JSON.parse(line) as Json) : (JSON.parse(text) as Json[]);
}
