import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Turn } from '../../../../src/core/example/example.ts';
import { ShapeError } from '../../../../src/core/formats/format.ts';
import {
  readShareGptTurns,
  shareGptFields,
  writeShareGptTurns,
} from '../../../../src/core/formats/parts/sharegpt-turn.ts';
import type { Json, JsonObject } from '../../../../src/core/json.ts';
import { text } from '../../../support/example-arbitraries.ts';
import { anyJson } from '../../../support/turn-arbitraries.ts';

const names = ['system', 'human', 'Human', 'user', 'gpt', 'bard', 'assistant', 'function_call', 'observation', 'tool'];
const callText = fc.constantFrom(
  '{"name":"look","arguments":{"carat":1.5}}',
  '[{"name": "look", "arguments": "{}"}, {"name": "weigh"}]',
  '{"arguments": 1}',
);
const spelled = fc.array(
  fc
    .tuple(
      fc.constantFrom(...names),
      fc.oneof(text, callText),
      fc.dictionary(fc.constantFrom('loss', 'weight', 'id'), anyJson, { maxKeys: 2 }),
      fc.boolean(),
    )
    .map(([from, value, beside, isLate]): JsonObject =>
      isLate ? { ...beside, value, from } : { from, value, ...beside },
    ),
  { minLength: 1, maxLength: 5 },
);

describe('turns that were read', () => {
  it('are written as they were, however they are spelled', () => {
    fc.assert(
      fc.property(spelled, (list) => {
        const turns = structuredClone(readShareGptTurns(list, []));
        expect(JSON.stringify(writeShareGptTurns(turns, true))).toBe(JSON.stringify(list));
      }),
    );
  });

  it('keep all but a text that is changed', () => {
    fc.assert(
      fc.property(spelled, text, (list, word) => {
        const turns = readShareGptTurns(list, []).map((turn): Turn => ({
          ...turn,
          parts: turn.parts.map((part) => (part.kind === 'text' ? { ...part, text: word + part.text } : part)),
        }));
        const isText = turns.map(({ parts }) => parts.some(({ kind }) => kind === 'text'));
        const wanted = list.map((turn, at) =>
          isText[at] && typeof turn['value'] === 'string' ? { ...turn, value: word + turn['value'] } : turn,
        );
        // A call that nobody can read stays the text of a call.
        const written = writeShareGptTurns(turns, true);
        expect(written.map(({ value }) => value)).toEqual(wanted.map(({ value }) => value));
      }),
    );
  });
});

it('are calls and answers as turns of their own where they come from another format', () => {
  const turns: readonly Turn[] = [
    {
      role: 'model',
      parts: [
        { kind: 'text', text: 'Wait.' },
        { kind: 'call', name: 'look', args: { a: 1 } },
        { kind: 'call', name: 'weigh', args: {} },
      ],
    },
    { role: 'tool', parts: [{ kind: 'response', name: 'look', response: { stone: 'ruby' } }] },
  ];
  expect(writeShareGptTurns(turns, false)).toEqual([
    { from: 'gpt', value: 'Wait.' },
    {
      from: 'function_call',
      value: '[{"name":"look","arguments":{"a":1}},{"name":"weigh","arguments":{}}]',
    },
    { from: 'observation', value: '{"stone":"ruby"}' },
  ]);
});

describe('what is no turn', () => {
  it.each<[string, Json, readonly (string | number)[]]>([
    ['no list', 'x', ['c']],
    ['no value', [{ from: 'human' }], ['c', 0]],
    [
      'a role that nobody has',
      [
        { from: 'human', value: '' },
        { from: 'judge', value: '' },
      ],
      ['c', 1, 'from'],
    ],
  ])('%s is refused with its place', (_, list, path) => {
    const read = (): unknown => readShareGptTurns(list, ['c']);
    expect(read).toThrow(ShapeError);
    expect(read).toThrow(expect.objectContaining({ path }));
  });
});

it('names the texts, and no call', () => {
  const list = [
    { from: 'human', value: 'How heavy?' },
    { from: 'function_call', value: '{"name":"weigh"}' },
    { from: 'observation', value: '2 carats' },
    { from: 'gpt', value: 'Two.' },
  ];
  expect(shareGptFields(list, []).map(({ path, role }) => [path[0], role])).toEqual([
    [0, 'input'],
    [2, 'context'],
    [3, 'output'],
  ]);
});
