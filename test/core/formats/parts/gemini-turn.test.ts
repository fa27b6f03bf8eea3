import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Role, Turn } from '../../../../src/core/example/example.ts';
import { ShapeError } from '../../../../src/core/formats/format.ts';
import { contentFields, readContents, writeContents } from '../../../../src/core/formats/parts/gemini-turn.ts';
import type { Json, JsonObject } from '../../../../src/core/json.ts';
import { text } from '../../../support/example-arbitraries.ts';
import { anyJson, dialogue } from '../../../support/turn-arbitraries.ts';

const spelledPart: fc.Arbitrary<Json> = fc.oneof(
  text.map((said): Json => ({ text: said })),
  text.map((said): Json => ({ thought: true, text: said, thoughtSignature: 'x' })),
  fc.constantFrom<Json>(
    { fileData: { mimeType: 'image/png', fileUri: 'gs://gems/1.png' } },
    { file_data: { mime_type: 'video/mp4', file_uri: 'gs://gems/1.mp4' }, video_metadata: { fps: 1 } },
    { inline_data: { mime_type: 'image/png', data: 'AAAA' } },
    { functionCall: { name: 'look', args: { carat: 1.5 }, id: 'c1' } },
    { function_call: { name: 'look' } },
    { function_response: { name: 'look', response: { stone: 'ruby' } } },
    { executableCode: { language: 'PYTHON', code: '1' } },
  ),
  anyJson,
);

/** Turns as files spell them: either case, any order of members, members that nobody knows. */
const spelledContent: fc.Arbitrary<JsonObject> = fc
  .tuple(
    fc.constantFrom('user', 'model', 'function', 'tool'),
    fc.array(spelledPart, { maxLength: 4 }),
    fc.dictionary(fc.constantFrom('id', 'weight', '__proto__'), anyJson, { maxKeys: 2 }),
    fc.boolean(),
  )
  .map(([role, parts, beside, isLate]): JsonObject =>
    isLate ? { ...beside, parts, role } : { role, parts, ...beside },
  );
const spelled = fc.array(spelledContent, { minLength: 1, maxLength: 4 });

describe('turns that were read', () => {
  it('are written as they were, however they are spelled', () => {
    fc.assert(
      fc.property(spelled, (contents) => {
        const turns = structuredClone(readContents(contents, []));
        expect(JSON.stringify(writeContents(turns, true))).toBe(JSON.stringify(contents));
      }),
    );
  });

  it('keep all but a text that is changed', () => {
    fc.assert(
      fc.property(spelled, text, (contents, word) => {
        const turns = readContents(contents, []).map((turn): Turn => ({
          ...turn,
          parts: turn.parts.map((part) => ('text' in part ? { ...part, text: word + part.text } : part)),
        }));
        expect(writeContents(turns, true)).toEqual(withWord(contents, word));
      }),
    );
  });

  it('have the role that they got since', () => {
    const [turn] = readContents([{ parts: [{ text: 'Rule.' }], role: 'model', note: 1 }], []);
    if (!turn) expect.unreachable();
    const roleOf = (role: Role): unknown => writeContents([{ ...turn, role }], true)[0];
    expect(roleOf('user')).toEqual({ parts: [{ text: 'Rule.' }], role: 'user', note: 1 });
    expect(roleOf('model')).toEqual({ parts: [{ text: 'Rule.' }], role: 'model', note: 1 });
  });
});

describe('turns of another format', () => {
  it('come back, but for ids, which the service does not know', () => {
    fc.assert(
      fc.property(dialogue, (turns) => {
        const spoken = turns.filter(({ role }) => role !== 'system');
        expect(readContents(writeContents(spoken, false), [])).toEqual(spoken);
      }),
    );
  });

  it.each<[string, Turn, string]>([
    ['thoughts', { role: 'model', parts: [{ kind: 'thought', text: 'Hm.' }] }, 'no place for thoughts'],
    ['a part that nobody knows', { role: 'user', parts: [{ kind: 'raw', json: '{"x":1}' }] }, 'does not know: {"x":1}'],
    [
      'arguments without names',
      { role: 'model', parts: [{ kind: 'call', name: 'f', args: '1' }] },
      '"f" has arguments',
    ],
    [
      'broken arguments',
      { role: 'model', parts: [{ kind: 'call', name: 'f', args: '{"a":' }] },
      'no object: "{\\"a\\":"',
    ],
    ['a system turn', { role: 'system', parts: [{ kind: 'text', text: 'Rule.' }] }, 'hoist it or fold it'],
  ])('are refused with %s', (_, turn, words) => {
    expect(() => writeContents([turn], false)).toThrow(ShapeError);
    expect(() => writeContents([turn], false)).toThrow(words);
  });

  it('have calls and answers as objects', () => {
    const turns: readonly Turn[] = [
      { role: 'model', parts: [{ kind: 'call', name: 'look', args: '{"a": 1}', id: 'c1' }] },
      { role: 'tool', parts: [{ kind: 'response', name: 'look', response: 'a ruby', id: 'c1' }] },
    ];
    expect(writeContents(turns, false)).toEqual([
      { role: 'model', parts: [{ functionCall: { name: 'look', args: { a: 1 } } }] },
      { role: 'user', parts: [{ functionResponse: { name: 'look', response: { result: 'a ruby' } } }] },
    ]);
  });
});

describe('what is no turn', () => {
  it.each<[string, Json, readonly (string | number)[]]>([
    ['no list', { role: 'user', parts: [] }, ['c']],
    ['no parts', [{ role: 'user' }], ['c', 0]],
    ['no role', [{ parts: [] }], ['c', 0, 'role']],
    [
      'a role that objects inherit',
      [
        { role: 'user', parts: [] },
        { role: 'toString', parts: [] },
      ],
      ['c', 1, 'role'],
    ],
  ])('%s is refused with its place', (_, contents, path) => {
    const read = (): unknown => readContents(contents, ['c']);
    expect(read).toThrow(ShapeError);
    expect(read).toThrow(expect.objectContaining({ path }));
  });
});

it('names the texts of a turn, and who says them', () => {
  const contents = [
    { role: 'user', parts: [{ inlineData: { mimeType: 'image/png', data: 'AAAA' } }, { text: 'Which?' }] },
    { role: 'function', parts: [{ functionResponse: { name: 'look', response: {} } }, { text: 'seen' }] },
    { role: 'model', parts: [{ text: 'Jade.' }] },
  ];
  expect(contentFields(contents, ['c'])).toEqual([
    { path: ['c', 0, 'parts', 1, 'text'], role: 'input', text: 'Which?' },
    { path: ['c', 1, 'parts', 1, 'text'], role: 'context', text: 'seen' },
    { path: ['c', 2, 'parts', 0, 'text'], role: 'output', text: 'Jade.' },
  ]);
});

/** Every text that a reader sees with a word before it, and all else as it is. */
function withWord(contents: readonly JsonObject[], word: string): Json {
  return contents.map((content) => {
    const parts = content['parts'] as readonly Json[]; // The arbitrary makes lists.
    return { ...content, parts: parts.map((part) => wordBefore(part, word)) };
  });
}

function wordBefore(part: Json, word: string): Json {
  if (typeof part === 'string') return word + part;
  if (typeof part !== 'object' || part === null || !('text' in part) || typeof part.text !== 'string') return part;
  return { ...part, text: word + part.text };
}
