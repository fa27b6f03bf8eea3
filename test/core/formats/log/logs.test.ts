import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { detectFormat } from '../../../../src/core/example/row-format.ts';
import { ShapeError } from '../../../../src/core/formats/format.ts';
import { readJsonText } from '../../../../src/core/formats/parts/said/json-text.ts';
import type { Json } from '../../../../src/core/json.ts';

/** Who says what, by the format that the row has. */
function said(row: Json): string {
  const format = detectFormat(row);
  try {
    const { turns = [], completions } = format?.toExample(row) ?? {};
    const lines = turns.map(
      ({ role, parts }) => `${role}: ${parts.map((p) => ('text' in p ? p.text : p.kind)).join(' + ')}`,
    );
    const answers = (completions ?? []).map(({ turns: [turn], score }) => {
      const [part] = turn?.parts ?? [];
      return `${score ?? ''} ${part && 'text' in part ? part.text : ''}`;
    });
    return [format?.id, ...lines, ...answers].join(' | ');
  } catch (error) {
    if (error instanceof ShapeError) return `${format?.id ?? ''} refused: ${error.path.join('.')} ${error.message}`;
    throw error;
  }
}

const ASKED = { role: 'user', content: 'Why?' };
const SAID = { role: 'assistant', content: 'So.' };
const LANGCHAIN = (name: string, content: string): Json => ({
  ...{ lc: 1, type: 'constructor', id: ['langchain_core', 'messages', name] },
  kwargs: { content },
});

describe('a log', () => {
  it.each<[string, Json, string]>([
    ['messages as JSON text', { messages: JSON.stringify([ASKED, SAID]) }, 'chat-in-column | user: Why? | model: So.'],
    [
      'an object as JSON text',
      { id: 1, chat: JSON.stringify({ messages: [ASKED, SAID] }) },
      'chat-in-column | user: Why? | model: So.',
    ],
    [
      'a prompt as JSON text with a plain answer',
      { input: JSON.stringify([ASKED]), output: 'So.' },
      'asked-and-answered | user: Why? | model: So.',
    ],
    [
      'an answer of JSON to a plain question',
      { input: 'Why?', output: '{"answer": "So.", "sure": true}' },
      'input-output | user: Why? | model: {"answer": "So.", "sure": true}',
    ],
    [
      'a message and a text beside it',
      { messages: [ASKED], completion: 'So.' },
      'asked-and-answered | user: Why? | model: So.',
    ],
    [
      'messages that end with the answer',
      { messages: [ASKED, SAID], response: 'No.' },
      'openai-chat | user: Why? | model: So.',
    ],
    [
      'LangChain’s dumps',
      {
        inputs: { messages: [[LANGCHAIN('SystemMessage', 'Be brief.'), LANGCHAIN('HumanMessage', 'Why?')]] },
        outputs: { generations: [[{ text: 'So.', message: LANGCHAIN('AIMessageChunk', 'So.') }]] },
      },
      'asked-and-answered | system: Be brief. | user: Why? | model: So.',
    ],
    [
      'a completion of OpenAI',
      { input: { messages: [ASKED], temperature: 0 }, output: SAID },
      'asked-and-answered | user: Why? | model: So.',
    ],
    [
      'Bedrock’s batch',
      {
        modelInput: { messages: [ASKED] },
        modelOutput: { role: 'assistant', content: [{ type: 'text', text: 'So.' }] },
      },
      'asked-and-answered | user: Why? | model: So.',
    ],
    [
      'promptfoo’s results',
      { prompt: { raw: 'Why?', label: 'x' }, response: { output: 'So.' }, success: true },
      'asked-and-answered | user: Why? | model: So.',
    ],
  ])('of %s', (_, row, words) => {
    expect(said(row)).toBe(words);
  });

  it.each<[string, Json, string]>([
    [
      'an answer that was cut',
      {
        request: { contents: [{ role: 'user', parts: [{ text: 'Why?' }] }] },
        response: { candidates: [{ content: { role: 'model', parts: [{ text: 'Be' }] }, finishReason: 'MAX_TOKENS' }] },
      },
      'gemini-batch refused: response.candidates.0.finishReason is "MAX_TOKENS": the answer is not whole',
    ],
    [
      'a batch without its questions',
      { custom_id: 'q1', response: { body: { choices: [{ message: SAID }] } }, error: null },
      'openai-batch refused: custom_id is "q1": its question is in the file that was sent, not in this row; join the two by this id',
    ],
    [
      'a request that failed',
      { custom_id: 'q1', response: { status_code: 500, body: {} }, error: { code: 'x' } },
      'openai-batch refused: response has no answer: the request failed with {"code":"x"}',
    ],
    [
      'tasks that nobody did',
      { data: { text: 'Why?' }, annotations: [{ was_cancelled: true, result: [{ value: { choices: ['a'] } }] }] },
      'label-studio refused: annotations give no class and no answer',
    ],
    [
      'answers none of which passed',
      { a: 'opal', '[gem:1] Praise {{a}}.': '[FAIL] Short\n---\nOk.' },
      'promptfoo refused: [gem:1] Praise {{a}}. is [FAIL]: no answer of the row passed its tests',
    ],
    [
      'a turn of somebody unknown',
      {
        thread: [
          { sender: 'customer', text: 'Why?' },
          { sender: 'Ada', text: 'So.' },
        ],
      },
      'turns-by-other-names refused: thread.1.sender is "Ada": no role that is known',
    ],
  ])('of %s is refused with its place', (_, row, words) => {
    expect(said(row)).toBe(words);
  });

  it.each<[string, Json]>([
    ['fields of an answer', { input: 'Why?', output: { name: 'Ada', answer: 'So.' } }],
    ['answers alone', { output: [SAID] }],
    ['a list of rows', { items: [{ type: 'stone', text: 'Ruby' }] }],
  ])('%s is none', (_, row) => {
    expect(detectFormat(row)).toBeUndefined();
  });
});

describe('preferences in lists', () => {
  it.each<[Json, string]>([
    [{ prompt: 'A', responses: ['B', 'C'], scores: [1, 2] }, 'rated-answers | user: A | 1 B | 2 C'],
    [{ prompt: 'A', chosen: ['B'], rejected: ['C', 'D'] }, 'rated-answers | user: A | 1 B | 0 C | 0 D'],
    [{ prompt: 'A', candidate_0: 'B', candidate_1: 'C', choice: 1 }, 'rlhf-candidates | user: A | 1 C | 0 B'],
  ])('%j', (row, words) => {
    expect(said(row)).toBe(words);
  });
});

describe('a text of JSON or Python', () => {
  it.each<[string, Json | undefined]>([
    ['[{"a": 1}]', [{ a: 1 }]],
    ["[{'a': None, 'b': True, 'c': 'it\\'s'}]", [{ a: null, b: true, c: "it's" }]],
    ["{'a': \"it's\", }", { a: "it's" }],
    ["[{'a': 1}\n {'a': 2}]", [{ a: 1 }, { a: 2 }]],
    ["('a', 'b\\n\\u00e9')", undefined],
    ["[('a', 1.5)]", [['a', 1.5]]],
    ["[Message(role='user')]", undefined],
    ['[unfinished', undefined],
    ['{{template}}', undefined],
    ['plain', undefined],
    ['7', undefined],
  ])('%j', (text, value) => {
    expect(readJsonText(text)).toEqual(value);
  });

  it('is what JSON makes of it, and never falls over any other', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.string(), (value, other) => {
        const isList = typeof value === 'object' && value !== null;
        expect(readJsonText(JSON.stringify(value))).toEqual(isList ? JSON.parse(JSON.stringify(value)) : undefined);
        expect(() => readJsonText(`[${other}`)).not.toThrow();
      }),
    );
  });
});
