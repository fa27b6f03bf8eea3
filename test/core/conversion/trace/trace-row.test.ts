import { describe, expect, it } from 'vitest';
import { traceRow } from '../../../../src/core/conversion/trace/trace-row.ts';
import type { Json } from '../../../../src/core/json.ts';

function trace(before: Json, ...after: Json[]): Record<string, string> {
  const { leaves } = traceRow(
    JSON.stringify(before),
    after.map((row) => JSON.stringify(row)),
  );
  return Object.fromEntries(leaves.map(({ leaf, fate, into }) => [leaf.place, into ? `${fate} ${into.place}` : fate]));
}

function invented(before: Json, after: Json): string[] {
  return traceRow(JSON.stringify(before), [JSON.stringify(after)]).invented.map(({ place }) => place);
}

describe('a value', () => {
  it('is kept, moved or dropped', () => {
    const after = { text_input: 'Why?', output: 'So.' };
    expect(trace({ input: 'Why?', output: 'So.', id: 7 }, after)).toEqual({
      input: 'moved text_input',
      output: 'kept output',
      id: 'dropped',
    });
    expect(invented({ input: 'Why?', output: 'So.' }, after)).toEqual([]);
  });

  it('is merged into a longer text, and what nobody said there is not another’s', () => {
    expect(
      trace({ instruction: 'Sort these.', input: 'b, a', tag: 'so' }, { text_input: 'Sort these.\nb, a' }),
    ).toEqual({
      instruction: 'merged text_input',
      input: 'merged text_input',
      tag: 'dropped',
    });
  });

  it('is split where shorter texts were made of it', () => {
    const before = { chosen: '\n\nHuman: Why is it so?\n\nAssistant: Because of this.' };
    expect(trace(before, { a: 'Why is it so?', b: 'Because of this.' })).toEqual({ chosen: 'split a' });
    expect(invented(before, { a: 'Why is it so?', b: 'Because of this.' })).toEqual([]);
  });

  it('is split out of the JSON that a text spells, in any spacing and case of types', () => {
    const before = { value: '{"name": "look", "arguments": {"n": 1.5, "at": [1, 2]}}', tools: '[{"type": "string"}]' };
    const after = { call: { name: 'look', arguments: '{"n":1.5,"at":[1,2]}' }, args: { n: 1.5 }, type: 'STRING' };
    expect(trace(before, after)).toEqual({ value: 'split call.name', tools: 'split type' });
    expect(invented(before, after)).toEqual([]);
  });

  it('is not found in a role word that a text has too', () => {
    expect(trace({ text: 'Ask the user.' }, { role: 'user' })).toEqual({ text: 'dropped' });
  });

  it('that is equal to another is found inside a text where only the other has a place of its own', () => {
    const after = { input: 'Copy this:\nA rough stone.', answer: 'A rough stone.' };
    // Of equal values the first goes to the first place: the text before the answer is the one that was joined.
    expect(trace({ ask: 'Copy this:', text: 'A rough stone.', output: 'A rough stone.' }, after)).toEqual({
      ask: 'merged input',
      text: 'merged input',
      output: 'moved answer',
    });
    const turned = { answer: 'A rough stone.', input: 'Copy this:\nA rough stone.' };
    expect(trace({ output: 'A rough stone.', ask: 'Copy this:', text: 'A rough stone.' }, turned)).toEqual({
      output: 'moved answer',
      ask: 'merged input',
      text: 'merged input',
    });
  });

  it('is respelled where it names whose turn it is, and the turn has another name for that', () => {
    const before = {
      turns: [
        { from: 'human', value: 'How much is it?' },
        { from: 'function_call', value: '{"name": "price", "arguments": {"of": "opal"}}' },
        { from: 'observation', value: '{"cost": 25.00}' },
        { from: 'gpt', value: '25 dollars.' },
        { from: 'narrator', value: 'A long pause.' },
      ],
    };
    const after = {
      contents: [
        { role: 'user', parts: [{ text: 'How much is it?' }] },
        { role: 'model', parts: [{ functionCall: { name: 'price', args: { of: 'opal' } } }] },
        { role: 'user', parts: [{ functionResponse: { name: 'price', response: { cost: 25 } } }] },
        { role: 'model', parts: [{ text: '25 dollars.' }] },
      ],
    };
    const traced = trace(before, after);
    expect(traced['turns[1].from']).toBe('respelled contents[1].role');
    expect(traced['turns[2].from']).toBe('respelled contents[2].role');
    expect(traced['turns[2].value']).toBe('split contents[2].parts[0].functionResponse.response.cost');
    expect(traced['turns[4].from']).toBe('dropped');
    expect(invented(before, after)).toEqual([]);
  });

  it('is respelled: arguments as text, role words, numbers as text', () => {
    const chat = { role: 'assistant', arguments: '{"b": [1, "x"], "a": "Oslo"}' };
    const gemini = { role: 'model', args: { a: 'Oslo', b: [1, 'x'] } };
    expect(trace(chat, gemini)).toEqual({ role: 'respelled role', arguments: 'respelled args.a' });
    expect(trace(gemini, chat)).toEqual({
      role: 'respelled role',
      'args.a': 'respelled arguments',
      'args.b[0]': 'respelled arguments',
      'args.b[1]': 'respelled arguments',
    });
    expect(trace({ label: 3 }, { output: '3' })).toEqual({ label: 'respelled output' });
    for (const [one, other] of [
      [chat, gemini],
      [gemini, chat],
    ] as const) {
      expect(invented(one, other)).toEqual([]);
    }
  });

  it('of two equal ones is found once where it is written once', () => {
    expect(trace({ a: 'yes', b: 'yes' }, { c: 'yes' })).toEqual({ a: 'moved c', b: 'dropped' });
    expect(trace({ a: 'yes' }, { b: 'yes', c: 'yes' })).toEqual({ a: 'moved b' });
    expect(invented({ a: 'yes' }, { b: 'yes', c: 'yes' })).toEqual([]);
  });

  it('is looked for in all rows made of it', () => {
    expect(trace({ s: 'Rule.', a: 'One.', b: 'Two.' }, { s: 'Rule.', x: 'One.' }, { s: 'Rule.', x: 'Two.' })).toEqual({
      s: 'kept s',
      a: 'moved x',
      b: 'moved x',
    });
  });

  it('that is a number, true or null is not found by chance', () => {
    expect(trace({ label: 1, ok: true, no: null }, { score: 1, parallel: true, content: null })).toEqual({
      label: 'dropped',
      ok: 'dropped',
      no: 'dropped',
    });
  });

  it('is compared as spelled: a big number that parsing rounded is not kept', () => {
    const [one, other] = ['{"id":12345678901234567890}', '{"id":12345678901234567000}'];
    expect(traceRow(one, [one]).leaves[0]?.fate).toBe('kept');
    expect(traceRow(one, [other]).leaves[0]?.fate).toBe('dropped');
  });

  it('that nobody said is invented', () => {
    expect(invented({ q: 'Why?' }, { messages: [{ role: 'user', content: 'Why?' }] })).toEqual(['messages[0].role']);
  });
});
