import { describe, expect, it } from 'vitest';
import { convertRow } from '../../../src/core/conversion/convert-row.ts';
import { plainSettings } from '../../../src/core/conversion/conversion-settings.ts';
import { renameSpeakers, unknownRoles, type NamedRoles } from '../../../src/core/example/named-roles.ts';
import { detectFormat, detectFormats, rowFormat } from '../../../src/core/example/row-format.ts';
import { RowTexts } from '../../../src/core/example/row-texts.ts';
import type { Json } from '../../../src/core/json.ts';
import { Row } from '../../../src/core/row/row.ts';

const ROLES: NamedRoles = { zorro: 'model', ada: 'user' };
const SHAREGPT = {
  conversations: [
    { from: 'human', value: 'Why?' },
    { from: 'Zorro', value: 'So.' },
  ],
};
const CHAT = {
  messages: [
    { role: 'Ada ', content: 'Why?' },
    { role: 'zorro', content: 'So.' },
  ],
};
const GEMINI = {
  contents: [
    { role: 'ada', parts: [{ text: 'Why?' }] },
    { role: 'zorro', parts: [{ text: 'So.' }] },
  ],
};

function contextOf(format: string | undefined, roles?: NamedRoles) {
  return { columns: [], mapping: { input: null, output: null, ...(roles && { roles }) }, format };
}

describe('unknownRoles', () => {
  it('lists the names that nobody knows, the most frequent first, in any list of turns', () => {
    const nested = {
      data: {
        log: [
          { sender: 'zorro', text: 'x' },
          { sender: 'assistant', text: 'y' },
        ],
      },
    };
    expect(unknownRoles([SHAREGPT, CHAT, nested, 'x', null])).toEqual([
      { name: 'zorro', turns: 3 },
      { name: 'ada', turns: 1 },
    ]);
  });

  it('takes no part of a message, no table and no call for a turn', () => {
    const parts = {
      role: 'user',
      content: [
        { type: 'text', text: 'x' },
        { type: 'image_url', text: '' },
      ],
    };
    const call = { role: 'assistant', content: '', tool_calls: [{ type: 'function', function: { name: 'x' } }] };
    expect(
      unknownRoles([
        {
          messages: [parts, call],
          rows: [
            { id: 1, text: 'x' },
            { from: 1, text: 'x' },
          ],
        },
      ]),
    ).toEqual([]);
  });

  it('lists no more names than somebody could tell roles for', () => {
    const list = Array.from({ length: 50 }, (_, at) => ({ from: `name ${at}`, value: 'x' }));
    expect(unknownRoles([list])).toHaveLength(20);
  });
});

describe('roles that a dataset names', () => {
  it.each<[string, Json]>([
    ['sharegpt', SHAREGPT],
    ['openai-chat', CHAT],
    ['agent-platform-sft', GEMINI],
  ])('are read in %s', (id, row) => {
    expect(detectFormat(row, ROLES)?.id).toBe(id);
    expect(detectFormats([row, row], ROLES)?.id).toBe(id);
    const context = contextOf(id, ROLES);
    const view = new Row(JSON.stringify(row));
    expect(
      rowFormat(view, context)
        .toExample(row)
        .turns.map(({ role }) => role),
    ).toEqual(['user', 'model']);
    expect(RowTexts.for(context).of(view, 'output')).toEqual(['So.']);
    const [written] = convertRow(view, plainSettings('agent-platform-sft'), context) as readonly Row[];
    const contents = [
      { role: 'user', parts: [{ text: 'Why?' }] },
      { role: 'model', parts: [{ text: 'So.' }] },
    ];
    if (id !== 'agent-platform-sft') expect(written?.value).toEqual({ contents });
  });

  it('leave a row as it is that names nobody of them', () => {
    const row = { messages: [{ role: 'user', content: 'x' }], more: [{ zorro: 1 }] };
    expect(renameSpeakers(row, ROLES)).toBe(row);
    expect(contextOf(undefined).mapping).toEqual({ input: null, output: null });
  });

  it('count for places that a mapping reaches', () => {
    const row = new Row(JSON.stringify({ data: SHAREGPT }));
    const mapping = { input: null, output: null, conversation: 'data.conversations', roles: ROLES };
    const texts = RowTexts.for({ columns: ['data'], mapping });
    expect(texts.of(row, 'output')).toEqual(['So.']);
  });
});
