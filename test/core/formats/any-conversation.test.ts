import { describe, expect, it } from 'vitest';
import { detectFormat } from '../../../src/core/example/row-format.ts';
import { findFormat } from '../../../src/core/formats/index.ts';
import type { Json } from '../../../src/core/json.ts';

/** The format of a row where it is seen as a conversation at all, and what each turn says in it. */
function read(
  row: Json,
  format = detectFormat(row),
): { readonly id: string | undefined; readonly said: readonly string[] | undefined } {
  const said = format?.toExample(row).turns.map(({ role, parts }) => {
    return `${role}: ${parts.map((part) => (part.kind === 'text' ? part.text : part.kind)).join()}`;
  });
  return { id: format?.id, said };
}

describe('a conversation in any spelling', () => {
  it.each<[string, Json]>([
    [
      'a bare list of ShareGPT turns',
      [
        { from: 'human', value: 'Why?' },
        { from: 'gpt', value: 'So.' },
      ],
    ],
    [
      'a bare list of contents',
      [
        { role: 'user', parts: [{ text: 'Why?' }] },
        { role: 'model', parts: [{ text: 'So.' }] },
      ],
    ],
    [
      'authors and texts',
      {
        thread: [
          { author: 'user', text: 'Why?' },
          { author: 'bot', text: 'So.' },
        ],
        id: 1,
      },
    ],
    [
      'types and contents',
      {
        inputs: {
          history: [
            { type: 'human', content: 'Why?' },
            { type: 'ai', content: 'So.' },
          ],
        },
      },
    ],
    [
      'senders and messages',
      {
        a: {
          b: [
            { sender: 'user', message: 'Why?' },
            { sender: 'assistant', message: 'So.' },
          ],
        },
      },
    ],
    [
      'messages inside',
      {
        body: {
          messages: [
            { role: 'user', content: 'Why?' },
            { role: 'assistant', content: 'So.' },
          ],
        },
      },
    ],
  ])('is read: %s', (_, row) => {
    // Some have a format of their own, which comes first; this one reads them all.
    expect(read(row).said).toEqual(['user: Why?', 'model: So.']);
    expect(read(row, findFormat('any-conversation')).said).toEqual(['user: Why?', 'model: So.']);
    const [ask, answer] = detectFormat(row)?.fields(row) ?? [];
    expect([ask?.role, ask?.text, answer?.role, answer?.text]).toEqual(['input', 'Why?', 'output', 'So.']);
  });

  it.each<[string, Json]>([
    [
      'two lists',
      {
        a: [
          { from: 'human', value: 'x' },
          { from: 'gpt', value: 'y' },
        ],
        b: [
          { from: 'human', value: 'x' },
          { from: 'gpt', value: 'y' },
        ],
      },
    ],
    [
      'no model',
      {
        a: {
          b: [
            { author: 'user', text: 'x' },
            { author: 'user', text: 'y' },
          ],
        },
      },
    ],
    [
      'a list of orders',
      {
        orders: [
          { from: 'Paris', text: 'x' },
          { from: 'Rome', text: 'y' },
        ],
      },
    ],
    [
      'a table',
      [
        { type: 'a', value: 1 },
        { type: 'b', value: 2 },
      ],
    ],
  ])('is not: %s', (_, row) => {
    expect(detectFormat(row)?.id).not.toBe('any-conversation');
  });
});
