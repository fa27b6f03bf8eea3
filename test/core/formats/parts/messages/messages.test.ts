import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Turn } from '../../../../../src/core/example/example.ts';
import { ShapeError } from '../../../../../src/core/formats/format.ts';
import { messageFields, readMessages, writeMessages } from '../../../../../src/core/formats/parts/messages/messages.ts';
import type { Json, JsonObject } from '../../../../../src/core/json.ts';
import { text } from '../../../../support/example-arbitraries.ts';
import { anyJson, dialogue } from '../../../../support/turn-arbitraries.ts';

const spelledContent = fc.oneof(
  text,
  fc.array(
    fc.oneof(
      text.map((said): Json => ({ type: 'text', text: said })),
      text.map((said): Json => ({ type: 'text', value: said, n: 1 })),
      fc.constant<Json>({ type: 'image_url', image_url: { url: 'https://gems.example/1.png', detail: 'low' } }),
      fc.constant<Json>({ type: 'video', video: 'gem.mp4' }),
    ),
    { maxLength: 3 },
  ),
);

/** Messages as files spell them: any order of members, roles by many names, members that nobody knows. */
const spelledMessage: fc.Arbitrary<JsonObject> = fc
  .tuple(
    fc.constantFrom('system', 'developer', 'user', 'human', 'User', 'assistant', 'gpt', 'model'),
    spelledContent,
    fc.dictionary(fc.constantFrom('id', 'name', 'weight', 'train', 'loss_weight', '__proto__'), anyJson, {
      maxKeys: 2,
    }),
    fc.boolean(),
  )
  .map(([role, content, beside, isLate]): JsonObject =>
    isLate ? { ...beside, content, role } : { role, content, ...beside },
  );
const spelled = fc.array(spelledMessage, { minLength: 1, maxLength: 5 });

describe('messages that were read', () => {
  it('are written as they were, however they are spelled', () => {
    fc.assert(
      fc.property(spelled, (messages) => {
        const turns = structuredClone(readMessages(messages, []));
        expect(JSON.stringify(writeMessages(turns, true))).toBe(JSON.stringify(messages));
      }),
    );
  });

  it('are written as they were where others beside them went', () => {
    fc.assert(
      fc.property(spelled, fc.nat(), (messages, nth) => {
        const at = nth % messages.length;
        const left = readMessages(messages, []).filter((_, index) => index !== at);
        expect(writeMessages(left, true)).toEqual(messages.filter((_, index) => index !== at));
      }),
    );
  });

  it('keep their role, their other parts and unknown members where a text is changed', () => {
    fc.assert(
      fc.property(spelled, text, (messages, word) => {
        const turns = readMessages(messages, []).map((turn): Turn => ({
          ...turn,
          parts: turn.parts.map((part) => (part.kind === 'text' ? { ...part, text: word + part.text } : part)),
        }));
        const written = writeMessages(turns, true);
        expect(written.map(({ role }) => role)).toEqual(messages.map(({ role }) => role));
        expect(written.map((message) => Object.keys(message))).toEqual(messages.map((message) => Object.keys(message)));
        const texts = (list: Json): string[] => messageFields(list, []).map((field) => field.text);
        expect(texts(written)).toEqual(texts(messages).map((said) => word + said));
      }),
    );
  });
});

describe('turns of another format', () => {
  it('come back from their messages, each answer with its call', () => {
    fc.assert(
      fc.property(dialogue, (turns) => {
        const back = readMessages(writeMessages(turns, false), []);
        expect(back.map(sketch)).toEqual(turns.flatMap(oneEach).map(sketch));
      }),
    );
  });

  it('have calls with ids of their own, and answers with the id of their call', () => {
    fc.assert(
      fc.property(dialogue, (turns) => {
        const parts = readMessages(writeMessages(turns, false), []).flatMap((turn) => turn.parts);
        const made = parts.flatMap((part) => (part.kind === 'call' ? [part.id] : []));
        const answered = parts.flatMap((part) => (part.kind === 'response' ? [part.id] : []));
        expect(new Set(made).size).toBe(made.length);
        expect([...answered].sort()).toEqual([...made].sort());
      }),
    );
  });

  it('have no place for thoughts', () => {
    const turns: readonly Turn[] = [{ role: 'model', parts: [{ kind: 'thought', text: 'Hm.' }] }];
    expect(() => writeMessages(turns, false)).toThrow(ShapeError);
    expect(() => writeMessages(turns, false)).toThrow('no place for thoughts');
  });
});

describe('a tool’s message', () => {
  const call = { id: 'c1', type: 'function', function: { name: 'look', arguments: '{}' } };

  it('has the name of the call that it answers', () => {
    const [, turn] = readMessages(
      [
        { role: 'assistant', tool_calls: [call] },
        { role: 'tool', tool_call_id: 'c1', content: 'a ruby' },
      ],
      [],
    );
    expect(turn?.parts).toEqual([{ kind: 'response', name: 'look', response: 'a ruby', id: 'c1' }]);
  });

  it('keeps what it shows beside its words', () => {
    const content = [
      { type: 'text', text: 'See' },
      { type: 'image_url', image_url: { url: 'gs://gems/1.png' } },
    ];
    const [turn] = readMessages([{ role: 'tool', tool_call_id: 'c1', content }], []);
    expect(turn?.parts).toEqual([{ kind: 'response', name: '', response: content, id: 'c1' }]);
  });
});

describe('what is no message', () => {
  it.each<[string, Json, readonly (string | number)[]]>([
    ['no list', { role: 'user' }, ['m']],
    ['no object', [1], ['m', 0]],
    ['no role', [{ content: 'a' }], ['m', 0, 'role']],
    [
      'a role that nobody has',
      [
        { role: 'user', content: '' },
        { role: 'judge', content: '' },
      ],
      ['m', 1, 'role'],
    ],
    ['no part for a text', [{ role: 'user', content: { note: 1 } }], ['m', 0, 'content']],
    ['calls that are no list', [{ role: 'assistant', tool_calls: {} }], ['m', 0, 'tool_calls']],
    ['a call without a name', [{ role: 'assistant', tool_calls: [{ id: 'x' }] }], ['m', 0, 'tool_calls', 0]],
    ['an old call without a name', [{ role: 'assistant', function_call: {} }], ['m', 0, 'function_call']],
  ])('%s is refused with its place', (_, messages, path) => {
    const read = (): unknown => readMessages(messages, ['m']);
    expect(read).toThrow(ShapeError);
    expect(read).toThrow(expect.objectContaining({ path }));
  });
});

function sketch({ role, parts }: Turn): unknown {
  return [
    role,
    parts
      .map((part) => ('id' in part ? { ...part, id: '' } : { ...part, ...(part.kind === 'call' && { id: '' }) }))
      .map(asText),
  ];
}

/** Messages tell what a tool answered as a text. */
function asText(part: unknown): unknown {
  const { response, ...others } = part as { response?: Json }; // What a part is, is compared as a whole.
  if (response === undefined) return others;
  return { ...others, id: '', response: typeof response === 'string' ? response : JSON.stringify(response) };
}

/** A message for each answer. */
function oneEach(turn: Turn): Turn[] {
  return turn.role === 'tool' ? turn.parts.map((part) => ({ ...turn, parts: [part] })) : [turn];
}
