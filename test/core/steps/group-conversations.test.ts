import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runRecipe } from '../../../src/core/recipe/run-recipe.ts';
import type { RecipeRun } from '../../../src/core/recipe/run-recipe.ts';
import { ParameterError } from '../../../src/core/recipe/step.ts';
import type { JsonObject } from '../../../src/core/json.ts';
import { Row } from '../../../src/core/row/row.ts';
import { readCase } from '../../support/case-rows.ts';
import { describeShared } from '../../support/real-files.ts';
import { convertRow } from '../../../src/core/conversion/convert-row.ts';
import { plainSettings } from '../../../src/core/conversion/conversion-settings.ts';
import { contextOf, decide, prepare } from './run.ts';

const ID = 'group-conversations';

async function group(texts: readonly string[], params: JsonObject = {}): Promise<RecipeRun> {
  const run = await runRecipe([{ step: ID, version: 1, params }], contextOf(texts), texts);
  if (!run.ok) throw new Error(JSON.stringify(run.failure));
  return run.value;
}

const turn = (id: unknown, role: unknown, content: unknown, more: object = {}): string => {
  return JSON.stringify({ chat_id: id, role, content, ...more });
};

describe('Group rows into conversations', () => {
  it('joins turns that stand apart, at the place of the first, and keeps what it is told in the row’s own spelling', async () => {
    const { rows, from, log, format, columns } = await group([
      '{"chat_id":1.0,"role":"user","content":"A\\u00e9","big":12345678901234567890}',
      '{"chat_id":"b","role":"user","content":"B"}',
      '{"chat_id":1.0,"role":"assistant","content":[{"type":"text","text":"x"}],"big":12345678901234567890}',
    ]);
    expect(rows).toEqual([
      '{"chat_id":1.0,"messages":[{"role":"user","content":"A\\u00e9"},{"role":"assistant","content":[{"type":"text","text":"x"}]}],"big":12345678901234567890}',
      '{"chat_id":"b","messages":[{"role":"user","content":"B"}]}',
    ]);
    expect(from).toEqual([0, 1]);
    expect(log[0]).toMatchObject({ rowsIn: 3, rowsOut: 2, changed: 2, joined: 1, dropped: {} });
    expect(format).toBe('openai-chat');
    expect(columns).toEqual(['chat_id', 'messages', 'big']);
  });

  it('drops rows that are no turns, and says which column they lack', async () => {
    const texts = [
      turn(1, 'user', 'A'),
      turn(null, 'user', 'A'),
      turn(' ', 'user', 'A'),
      turn(1, '', 'A'),
      turn(1, 'user', null),
      '{"chat_id":1}',
      '7',
      turn(1, 'assistant', null, { tool_calls: [{ function: { name: 'weigh', arguments: '{}' } }] }),
    ];
    const { rows, log } = await group(texts);
    expect(rows.map((row) => (JSON.parse(row) as { messages: object[] }).messages.length)).toEqual([2]);
    expect(log[0]?.dropped).toEqual({ 'chat_id empty': 3, 'role empty': 2, 'content empty': 1 });
    expect((await group(texts, { missing: 'keep' })).rows.slice(1)).toEqual(texts.slice(1, 7));
  });

  it.each([
    ['numbers by size', ['10', '9', '2'], ['2', '9', '10']],
    ['dates as text', ['2026-02-01', '2025-12-31', '2026-01-05'], ['2025-12-31', '2026-01-05', '2026-02-01']],
    ['numbers first, and none last', ['', 'b', '3', '-1'], ['-1', '3', 'b', '']],
    ['equal ones as they stood', ['1', '1.0', '0'], ['0', '1', '1.0']],
  ])('sorts turns: %s', async (_, values, sorted) => {
    const texts = values.map((at) => turn(1, 'user', `said at ${at}`, { at }));
    const { rows } = await group(texts, { order: 'at' });
    const [row] = rows.map((text) => JSON.parse(text) as { messages: { content: string }[] });
    expect(row?.messages.map(({ content }) => content)).toEqual(sorted.map((at) => `said at ${at}`));
  });

  it('knows the model by the names that it is given, else by the usual ones', async () => {
    const texts = ['Support', 'Ada', 'system', 'gpt'].map((role) => turn(1, role, 'x'));
    const rolesOf = async (params: JsonObject): Promise<unknown> => {
      const [row] = (await group(texts, params)).rows;
      const { messages } = JSON.parse(row ?? '') as { messages: { role: string; name?: string }[] };
      return messages.map(({ role, name }) => (name === undefined ? role : `${role} ${name}`));
    };
    expect(await rolesOf({})).toEqual(['user Support', 'user Ada', 'system', 'assistant']);
    expect(await rolesOf({ model: ' support , Bo' })).toEqual(['assistant Support', 'user Ada', 'system', 'assistant']);
    const flags = [true, false].map((mine) => turn(1, mine, 'x'));
    expect(JSON.parse((await group(flags, { model: 'true' })).rows[0] ?? '')).toMatchObject({
      messages: [{ role: 'assistant', name: 'true' }, { role: 'user' }],
    });
  });

  it('puts members of messages into messages, whatever else it keeps', async () => {
    const call = '[{"id":"1","type":"function","function":{"name":"weigh","arguments":"{}"}}]';
    const texts = [
      turn(1, 'user', 'How heavy?', { tool_calls: '', tool_call_id: null, name: 'Ada', day: 1, topic: 'gems' }),
      turn(1, 'assistant', '', { tool_calls: call, tool_call_id: null, name: '', day: 2, topic: 'gems' }),
      turn(1, 'tool', '2', { tool_calls: '', tool_call_id: '1', name: '', day: 3, topic: 'gems' }),
    ];
    const { rows } = await group(texts, { others: 'remove' });
    expect(JSON.parse(rows[0] ?? '')).toEqual({
      chat_id: 1,
      messages: [
        { role: 'user', content: 'How heavy?', name: 'Ada' },
        { role: 'assistant', content: '', tool_calls: JSON.parse(call) as unknown },
        { role: 'tool', content: '2', tool_call_id: '1' },
      ],
      topic: 'gems',
    });
    const kept = JSON.parse((await group(texts)).rows[0] ?? '') as { messages: object[] };
    expect(kept.messages[0]).toMatchObject({ day: 1 });
  });

  it('gives columns that are in the way another name', async () => {
    const row = JSON.stringify({ thread: 1, sender: 'user', text: 'x', messages: 3, role: 'a', content: 'b' });
    const { rows } = await group([row, row.replace('"a"', '"c"')], {
      conversation: 'thread',
      speaker: 'sender',
      text: 'text',
    });
    expect(JSON.parse(rows[0] ?? '')).toMatchObject({
      messages: [{ role: 'user', content: 'x', role_2: 'a' }, { role_2: 'c' }],
      messages_2: 3,
      content: 'b',
    });
  });

  it('cuts a chat at its pauses, also one of several, by times of any usual spelling', async () => {
    const said = (from: string, date: unknown, text: string, more: object = {}): string =>
      JSON.stringify({ from, text, date, ...more });
    const lists = async (texts: readonly string[], params: JsonObject): Promise<unknown> => {
      const { rows } = await group(texts, { pause: 30, ...params });
      const read = rows.map((row) => (JSON.parse(row) as { messages: { content: string }[] }).messages);
      return read.map((messages) => messages.map(({ content }) => content));
    };
    const times = ['2026-11-02T10:00:00', '2026-11-02 10:29', '2026-11-02T11:00+00:30', '2026-11-02T11:00:01Z'];
    expect(
      await lists(
        times.map((date, at) => said('Ada', date, `${at}`)),
        {},
      ),
    ).toEqual([['0', '1', '2'], ['3']]);
    const counts = ['1762077600.000100', 1762079400, 1762081201, 1762077600000, ''];
    expect(
      await lists(
        counts.map((date, at) => said('Ada', date, `${at}`)),
        {},
      ),
    ).toEqual([['0', '1'], ['2'], ['3', '4']]);
    const rooms = times.map((date, at) => said('Ada', date, `${at}`, { room: at % 2 }));
    expect(await lists(rooms, { conversation: 'room' })).toEqual([['0', '2'], ['1'], ['3']]);
    expect(() => prepare(ID, { pause: 5 }, contextOf(['{"from":"Ada","text":"x"}']))).toThrow(
      'Choose the column with the time',
    );
  });

  it('knows speakers that are more than a name, and texts that are lists', async () => {
    const row = {
      author: { id: '7', nickname: 'Ada', isBot: false },
      content: ['a ', { type: 'link', text: 'b' }, 'c'],
      timestamp: '2026-11-02',
    };
    const { rows } = await group([JSON.stringify(row)], { pause: 1 });
    expect(JSON.parse(rows[0] ?? '')).toMatchObject({ messages: [{ role: 'user', name: 'Ada', content: 'a bc' }] });
  });

  it('follows the best ranked branch of messages that are a tree, unless it is told an order', async () => {
    const message = (id: string, parent: string | null, role: string, rank: unknown): string => {
      return JSON.stringify({ message_tree_id: 't', message_id: id, parent_id: parent, role, text: id, rank });
    };
    const texts = [
      message('d', 'a', 'assistant', 1),
      message('a', null, 'prompter', null),
      message('c', 'b', 'prompter', ''),
      message('b', 'a', 'assistant', '0.0'),
    ];
    const said = async (params: JsonObject): Promise<unknown> => {
      const [row] = (await group(texts, params)).rows;
      return (JSON.parse(row ?? '') as { messages: { content: string }[] }).messages.map(({ content }) => content);
    };
    expect(await said({})).toEqual(['a', 'b', 'c']);
    expect(await said({ order: 'message_id' })).toEqual(['a', 'b', 'c', 'd']);
  });

  it('asks for columns that it can’t find, and never takes one twice', () => {
    const context = contextOf(['{"id":1,"role":"user","content":"x"}']);
    expect(() => prepare(ID, {}, context)).toThrow(ParameterError);
    expect(() => prepare(ID, {}, context)).toThrow(expect.objectContaining({ parameter: 'conversation' }) as Error);
    const twice = { conversation: 'id', speaker: 'role', text: 'role' };
    expect(() => prepare(ID, twice, context)).toThrow(expect.objectContaining({ parameter: 'text' }) as Error);
    expect(prepare(ID, { conversation: 'id' }, context).format).toBe('openai-chat');
  });

  it('leaves a conversation alone that would be too large for a row', () => {
    const rows = Array.from({ length: 5 }, () => new Row(turn(1, 'user', 'x'.repeat(4 << 20))));
    const plan = decide(prepare(ID, {}, contextOf([turn(1, 'user', 'x')])), [...rows, new Row(turn(2, 'user', 'y'))]);
    expect(plan?.join).toEqual({ rows: Uint32Array.of(5), sizes: Uint32Array.of(1) });
    expect(plan?.drop?.reasons[plan.drop.reasonOf?.[0] ?? 0]).toBe('conversation over 16 MB');
  });

  it('loses no turn and no place, whoever speaks when', async () => {
    const turns = fc.array(fc.tuple(fc.nat(3), fc.constantFrom('user', 'gpt', ''), fc.string()), { maxLength: 30 });
    await fc.assert(
      fc.asyncProperty(turns, async (list) => {
        const said = list.filter(([, role, text]) => role !== '' && text.trim() !== '');
        const { rows } = await group([
          ...list.map(([id, role, text]) => turn(id, role, text)),
          turn('end', 'user', 'x'),
        ]);
        const ids = [...new Set(said.map(([id]) => id))];
        const wanted = ids.map((id) => said.filter(([own]) => own === id).map(([, , text]) => text));
        const read = rows.map((row) => (JSON.parse(row) as { messages: { content: string }[] }).messages);
        expect(read.slice(0, -1).map((messages) => messages.map(({ content }) => content))).toEqual(wanted);
      }),
    );
  });
});

describeShared('cases/05-turn-per-row', (files) => {
  it('becomes two conversations that can be tuned on', async () => {
    const { columns, mapping, rows: texts } = readCase(files, 'input.csv');
    expect(texts).toHaveLength(9);
    const run = await runRecipe([{ step: ID, version: 1, params: {} }], { columns, mapping }, texts);
    if (!run.ok) throw new Error('not grouped');
    const { rows, ...context } = run.value;
    const written = rows.map((row) => convertRow(new Row(row), plainSettings('agent-platform-sft'), context));
    const examples = written.flat().map((row) => (row instanceof Row ? (row.value as Record<string, object[]>) : null));
    expect(examples.map((example) => example?.['contents']?.length)).toEqual([4, 4]);
    expect(examples.filter((example) => example && 'systemInstruction' in example)).toHaveLength(1);
  });
});
