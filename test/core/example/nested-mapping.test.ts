import { describe, expect, it } from 'vitest';
import { convertRow } from '../../../src/core/conversion/convert-row.ts';
import { plainSettings } from '../../../src/core/conversion/conversion-settings.ts';
import { columnsFormat } from '../../../src/core/example/columns-format.ts';
import { listPlaces } from '../../../src/core/example/list-places.ts';
import { mapColumns, unsaid, type Mapping } from '../../../src/core/example/mapping.ts';
import type { Json } from '../../../src/core/json.ts';
import { Drop, type StepContext } from '../../../src/core/recipe/step.ts';
import { Row } from '../../../src/core/row/row.ts';
import { readCase } from '../../support/case-rows.ts';
import { describeShared } from '../../support/real-files.ts';
import { prepare, runRows } from '../steps/run.ts';

const NONE = { input: null, output: null };
const user = (content: string): Json => ({ role: 'user', content });
const assistant = (content: string): Json => ({ role: 'assistant', content });

function contextOf(mapping: Mapping): StepContext {
  return { columns: ['body', 'data', 'id'], mapping };
}

/** What each turn says when it is exported for Gemini; the reason where it can't be. */
function exported(row: Json, mapping: Mapping): readonly string[] | string {
  const rows = convertRow(new Row(JSON.stringify(row)), plainSettings('agent-platform-sft'), contextOf(mapping));
  if (rows instanceof Drop) return rows.reason;
  // The format writes nothing else.
  const [value] = rows.map((made) => made.value as unknown as Written);
  const said = ({ role = 'system', parts }: WrittenTurn): string => `${role}: ${parts.map(({ text }) => text).join()}`;
  return [...(value?.systemInstruction ? [value.systemInstruction] : []), ...(value?.contents ?? [])].map(said);
}

interface WrittenTurn {
  readonly role?: string;
  readonly parts: readonly { readonly text: string }[];
}

interface Written {
  readonly systemInstruction?: WrittenTurn;
  readonly contents: readonly WrittenTurn[];
}

describe('a mapping that reaches inside columns', () => {
  it.each<[string, Json, Mapping]>([
    ['a text', { data: { text: 'Why?' }, body: { out: ['So.'] } }, { input: 'data.text', output: 'body.out[0]' }],
    ['messages', { body: { messages: [user('Why?'), assistant('So.')] } }, { ...NONE, conversation: 'body.messages' }],
    [
      'messages and an answer',
      { body: { messages: [user('Why?')] }, data: { out: { message: assistant('So.') } } },
      { input: null, output: 'data.out.message', conversation: 'body.messages' },
    ],
    [
      'contents and the content of a candidate',
      {
        body: { contents: [{ role: 'user', parts: [{ text: 'Why?' }] }] },
        data: { candidates: [{ content: { parts: [{ text: 'So.' }] } }] },
      },
      { input: 'body.contents', output: 'data.candidates[0].content' },
    ],
    [
      'turns of ShareGPT',
      {
        data: {
          chat: [
            { from: 'human', value: 'Why?' },
            { from: 'gpt', value: 'So.' },
          ],
        },
      },
      { ...NONE, conversation: 'data.chat' },
    ],
    [
      'messages as JSON text',
      { body: JSON.stringify([user('Why?')]), data: JSON.stringify({ role: 'assistant', content: 'So.' }) },
      { input: 'body', output: 'data' },
    ],
    [
      'a template',
      { data: { q: 'Wh', more: ['y?'] }, id: 'So.' },
      { input: null, output: 'id', template: '{{data.q}}{{data.more[0]}}' },
    ],
  ])('reads %s', (_, row, mapping) => {
    expect(exported(row, mapping)).toEqual(['user: Why?', 'model: So.']);
  });

  it('prefers a column of the very name', () => {
    const mapping = { input: 'data.text', output: 'id' };
    expect(exported({ 'data.text': 'Own', data: { text: 'inside' }, id: 'So.' }, mapping)).toEqual([
      'user: Own',
      'model: So.',
    ]);
  });

  it('names the place of what is no text and no turns', () => {
    expect(exported({ data: { text: { a: 1 } }, id: 'So.' }, { input: 'data.text', output: 'id' })).toContain(
      'an object',
    );
  });

  it('gives a row back that nothing has changed, and keeps what stands beside the places', () => {
    const row = { data: { text: 'Why?', note: 7 }, body: { out: ['So.'] }, id: 3 };
    const format = columnsFormat({ input: 'data.text', output: 'body.out[0]' }, ['data', 'body', 'id']);
    const example = format.toExample(row);
    expect(JSON.parse(example.meta.rest)).toEqual({ data: { note: 7 }, id: 3 });
    expect(format.fromExample(structuredClone(example))).toEqual(row);
  });

  it('names every text with its role and its path', () => {
    const row = { body: { messages: [user('Why?'), assistant('So.')] }, id: 'x' };
    const format = columnsFormat({ ...NONE, conversation: 'body.messages' }, ['body', 'id']);
    expect(format.fields(row)).toEqual([
      { path: ['body', 'messages', 0, 'content'], role: 'input', text: 'Why?' },
      { path: ['body', 'messages', 1, 'content'], role: 'output', text: 'So.' },
      { path: ['id'], role: 'other', text: 'x' },
    ]);
    expect(format.detect(row)).toBe('texts in body.messages');
    expect(format.detect({ body: {} })).toBeNull();
  });

  it('lets steps find the texts, and write them back in their places', () => {
    const context = contextOf({ input: 'data.text', output: 'body.out' });
    const rows = ['So it is, you see.', ' ', 'No.'].map(
      (out) => new Row(JSON.stringify({ data: { text: 'Why?' }, body: { out } })),
    );
    const left = (id: string, params = {}): (string | null)[] => {
      return runRows(prepare(id, params, context), rows).map((row) => row?.text ?? null);
    };
    expect(left('drop-empty-rows').map((text) => text !== null)).toEqual([true, false, true]);
    expect(left('drop-short-outputs').map((text) => text !== null)).toEqual([true, false, false]);
    const replaced = left('find-and-replace', { columns: [{ role: 'output' }], find: 'No', replacement: 'Yes' });
    expect(replaced[2]).toBe('{"data":{"text":"Why?"},"body":{"out":"Yes."}}');
  });

  it('goes along when its column is renamed, and stays where its column stays', () => {
    const mapping: Mapping = {
      input: 'data.text',
      output: 'id',
      conversation: 'body["a.b"][0]',
      template: '{{data.q}}',
      roles: { bing: 'model' },
    };
    const renamed = mapColumns(mapping, (name) => (name === 'data' ? 'd.x' : name));
    expect(renamed).toEqual({ ...mapping, input: '["d.x"].text', template: '{{["d.x"].q}}' });
    expect(mapColumns(mapping, (name) => (name === 'data' ? null : name)).input).toBe('data.text');
    expect(mapColumns(mapping, (name) => (['id', 'body'].includes(name) ? name : null))).toMatchObject({
      ...{ input: null, output: 'id', conversation: 'body["a.b"][0]' },
    });
  });

  it('asks for no answer where a conversation has it', () => {
    expect(unsaid({ ...NONE, conversation: 'body.messages' })).toEqual([]);
  });
});

describe('listPlaces', () => {
  it('lists texts and conversations inside of columns, each with what it says', () => {
    const row = {
      id: 'x',
      messages: [user('top')],
      body: { messages: [user('Why?'), assistant('So.')], n: 7, none: null, 'a.b': 'odd', list: ['one', 'two'] },
      empty: {},
    };
    expect(listPlaces([row, { body: { n: 8, late: 'l'.repeat(90) } }])).toEqual([
      { place: 'messages[0].role', kind: 'text', shows: 'user' },
      { place: 'messages[0].content', kind: 'text', shows: 'top' },
      { place: 'body.messages', kind: 'conversation', shows: 'Why?' },
      { place: 'body.messages[0].role', kind: 'text', shows: 'user' },
      { place: 'body.messages[0].content', kind: 'text', shows: 'Why?' },
      { place: 'body.n', kind: 'text', shows: '7' },
      { place: 'body["a.b"]', kind: 'text', shows: 'odd' },
      { place: 'body.list[0]', kind: 'text', shows: 'one' },
      { place: 'body.late', kind: 'text', shows: 'l'.repeat(60) },
    ]);
  });

  it('stops where there are too many, or they lie too deep', () => {
    const wide = { a: Object.fromEntries(Array.from({ length: 1_000 }, (_, at) => [`k${at}`, 'x'])) };
    expect(listPlaces([wide])).toHaveLength(300);
    const deep = JSON.parse(`${'{"a":'.repeat(50)}"x"${'}'.repeat(50)}`) as Json;
    expect(listPlaces([deep])).toEqual([]);
  });
});

describeShared('cases/16-json-object-cell', (files) => {
  it('has its conversations inside a column', () => {
    const { rows } = readCase(files, 'input.csv', { jsonCells: true });
    const values = rows.map((row) => JSON.parse(row) as Json);
    expect(listPlaces(values)[0]).toMatchObject({ place: 'conversation.messages', kind: 'conversation' });
    const made = values.map((row) => exported(row, { ...NONE, conversation: 'conversation.messages' }));
    expect(made.map(({ length }) => length)).toEqual([2, 2]);
  });
});

describeShared('cases/33-gemini-batch-output', (files) => {
  it('can be mapped by its places', () => {
    const values = readCase(files, 'input.jsonl').rows.map((row) => JSON.parse(row) as Json);
    const mapping = {
      input: 'request.contents[0].parts[0].text',
      output: 'response.candidates[0].content.parts[0].text',
    };
    expect(values.map((row) => exported(row, mapping))).toEqual([
      ['user: Name a cape.', 'model: Cape Horn.'],
      ['user: Name a strait.', 'model: Bass Strait.'],
      expect.any(String),
    ]);
  });
});

describeShared('cases/34-openai-batch-output', (files) => {
  it('has its answers at a place', () => {
    const places = listPlaces(readCase(files, 'input.jsonl').rows.map((row) => JSON.parse(row) as Json));
    expect(places.map(({ place }) => place)).toContain('response.body.choices[0].message.content');
  });
});

describeShared('cases/70-langfuse-table', (files) => {
  it('is prompts and answers by its columns', () => {
    const values = readCase(files, 'input.csv').rows.map((row) => JSON.parse(row) as Json);
    const made = values.map((row) => exported(row, { input: 'input', output: 'output' }));
    expect(made.map(({ length }) => length)).toEqual([3, 2, 4]);
  });
});
