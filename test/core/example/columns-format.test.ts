import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Example } from '../../../src/core/example/example.ts';
import { ShapeError } from '../../../src/core/formats/format.ts';
import { columnsFormat } from '../../../src/core/example/columns-format.ts';
import type { Json } from '../../../src/core/json.ts';
import type { Mapping } from '../../../src/core/example/mapping.ts';

const COLUMNS = ['question', 'answer', 'note'];
const MAPPING: Mapping = { input: 'question', output: 'answer' };

function read(row: Json, mapping: Mapping = MAPPING): Example {
  return columnsFormat(mapping, COLUMNS).toExample(row);
}

/** Role and text of each turn. */
function turnsOf({ turns }: Pick<Example, 'turns'>): string[] {
  return turns.map(({ role, parts }) => `${role}: ${parts.map((part) => ('text' in part ? part.text : '')).join()}`);
}

describe('columns as an example', () => {
  it('are turns by what they mean, and the rest', () => {
    const mapping = { ...MAPPING, system: 'persona', label: 'topic' };
    const example = read({ note: [1], answer: 'Opal.', question: 'A gem?', persona: 'Be short.', topic: 3 }, mapping);
    expect(turnsOf(example)).toEqual(['system: Be short.', 'user: A gem?', 'model: Opal.']);
    expect(example.label).toBe(3);
    expect(example.meta.rest).toBe('{"note":[1]}');
  });

  it('have tags of several columns, which stay in the rest as the row spells them', () => {
    const mapping = { ...MAPPING, tags: ['topic', 'gone', 'more', 'note'] };
    const example = read({ question: 'A gem?', answer: 'Opal.', topic: 7, more: ['a', '', 'b'], note: '' }, mapping);
    expect(example.meta.tags).toEqual(['7', 'a', 'b']);
    expect(JSON.parse(example.meta.rest)).toEqual({ topic: 7, more: ['a', '', 'b'], note: '' });
  });

  it('leave out what is missing, null or an empty system prompt', () => {
    const mapping = { ...MAPPING, system: 'persona' };
    expect(turnsOf(read({ question: null, answer: '', persona: '' }, mapping))).toEqual(['model: ']);
    expect(turnsOf(read({}, mapping))).toEqual([]);
  });

  it('have numbers read as their text', () => {
    expect(turnsOf(read({ question: 12.5, answer: true }))).toEqual(['user: 12.5', 'model: true']);
  });

  it('fill a template, which beats the input', () => {
    const mapping = { ...MAPPING, template: 'About {{note}}: {{question}}{{gone}}' };
    expect(turnsOf(read({ question: 'How hard?', note: 7, answer: 'Soft.' }, mapping))).toEqual([
      'user: About 7: How hard?',
      'model: Soft.',
    ]);
  });

  it('have a chosen and a rejected answer to compare, in whose place no other answer stands', () => {
    const mapping = { ...MAPPING, chosen: 'good', rejected: 'bad' };
    const example = read({ question: 'A gem?', answer: 'Opal!', good: 'Opal.', bad: 'Glass.' }, mapping);
    expect(turnsOf(example)).toEqual(['user: A gem?']);
    expect(example.completions?.map(({ score, ...more }) => [score, turnsOf(more)])).toEqual([
      [1, ['model: Opal.']],
      [0, ['model: Glass.']],
    ]);
  });

  it('are refused where a list stands for a text', () => {
    expect(() => read({ question: ['a'] })).toThrow(ShapeError);
    expect(() => read({ question: ['a'] })).toThrow(
      expect.objectContaining({ path: ['question'], message: expect.stringMatching(/^holds a list/) as string }),
    );
  });

  it('of a row that is not an object are the one column value', () => {
    expect(turnsOf(read('A gem?', { input: 'value', output: null }))).toEqual(['user: A gem?']);
  });
});

describe('an example as columns', () => {
  it('comes back as the row it was', () => {
    const names = fc.constantFrom('question', 'answer', 'note', 'value', 'label', 'toString', '__proto__');
    const column = fc.option(names, { nil: null });
    const mappings = fc.record(
      {
        ...{ input: column, output: column, system: column, chosen: column, rejected: column, label: column },
        tags: fc.array(names, { maxLength: 3 }),
        template: fc.constantFrom('{{question}} of {{note}}', '{{value}}', '{{toString}}'),
      },
      { requiredKeys: ['input', 'output'] },
    );
    const cells = fc.jsonValue({ maxDepth: 1 }).map((value) => JSON.parse(JSON.stringify(value)) as Json);
    const rows = fc.oneof(fc.dictionary(names, cells), cells);
    fc.assert(
      fc.property(rows, mappings, (row, mapping) => {
        const format = columnsFormat(mapping, COLUMNS);
        const example = attempt(() => format.toExample(row));
        if (example) expect(format.fromExample(structuredClone(example))).toEqual(row);
        for (const { path, text } of format.fields(row)) expect(typeof text).toBe(path.length < 2 ? 'string' : path);
      }),
      { numRuns: 2000 },
    );
  });

  it('of another format gets the mapped names, or plain ones', () => {
    const example: Example = {
      turns: [
        { role: 'system', parts: [{ kind: 'text', text: 'Be short.' }], extra: { value: 4 } },
        { role: 'user', parts: [{ kind: 'text', text: 'A gem?' }] },
        { role: 'model', parts: [{ kind: 'text', text: 'Opal.' }] },
      ],
      label: 'gems',
      meta: { format: 'other', rest: '{"id":1}', spelling: { bare: true } },
    };
    expect(columnsFormat(MAPPING, COLUMNS).fromExample(example)).toEqual({
      system: 'Be short.',
      question: 'A gem?',
      answer: 'Opal.',
      label: 'gems',
    });
    const unmapped = columnsFormat({ input: null, output: null }, []).fromExample(example);
    expect(Object.keys(unmapped ?? {})).toEqual(['system', 'input', 'output', 'label']);
  });

  it('of another format has its tags in the tag columns, or all in the first', () => {
    const meta = { format: 'other', rest: '{}', tags: ['gems', 'units'] };
    const write = (tags?: readonly string[]): Json =>
      columnsFormat({ ...MAPPING, ...(tags && { tags }) }, COLUMNS).fromExample({ turns: [], meta });
    expect(write(['a', 'b'])).toEqual({ a: 'gems', b: 'units' });
    expect(write(['a'])).toEqual({ a: ['gems', 'units'] });
    expect(write()).toEqual({ tags: ['gems', 'units'] });
  });

  it('is refused where it has more than columns hold', () => {
    const format = columnsFormat(MAPPING, COLUMNS);
    const { turns, meta } = read({ question: 'A gem?', answer: 'Opal.' });
    expect(() => format.fromExample({ turns: [...turns, ...turns], meta })).toThrow('one question and one answer');
    expect(() => format.fromExample({ turns, meta, tools: [{ name: 'weigh' }] })).toThrow('no place for tools');
    expect(() => format.fromExample({ turns: [], meta, completions: [{ turns, score: 0.5 }] })).toThrow('ranked');
  });

  it('puts a changed text into the input where a template filled it', () => {
    const mapping = { ...MAPPING, template: 'About {{note}}: {{question}}' };
    const example = read({ question: 'How hard?', note: 'talc', answer: 'Soft.' }, mapping);
    const turns = example.turns.slice(1);
    const changed: Example = {
      ...example,
      turns: [{ role: 'user', parts: [{ kind: 'text', text: 'New' }] }, ...turns],
    };
    expect(columnsFormat(mapping, COLUMNS).fromExample(changed)).toEqual({ question: 'New', answer: 'Soft.' });
  });
});

describe('the fields of columns', () => {
  it('have the roles of the mapping; every other text is something else', () => {
    const mapping = { ...MAPPING, label: 'topic' };
    const fields = columnsFormat(mapping, COLUMNS).fields({
      topic: 3,
      note: 'x',
      question: 'A gem?',
      n: 1,
      extra: 'y',
    });
    expect(fields).toEqual([
      { path: ['question'], role: 'input', text: 'A gem?' },
      { path: ['topic'], role: 'label', text: '3' },
      { path: ['note'], role: 'other', text: 'x' },
      { path: ['extra'], role: 'other', text: 'y' },
    ]);
  });

  it('of a template are all input', () => {
    const mapping = { ...MAPPING, template: '{{note}} {{question}}' };
    const fields = columnsFormat(mapping, COLUMNS).fields({ question: 'A gem?', note: 'x' });
    expect(fields.map(({ path, role }) => [...path, role])).toEqual([
      ['note', 'input'],
      ['question', 'input'],
    ]);
  });

  it('of a row that is not an object are the row itself', () => {
    expect(columnsFormat({ input: 'value', output: null }, ['value']).fields('A gem?')).toEqual([
      { path: [], role: 'input', text: 'A gem?' },
    ]);
    expect(columnsFormat(MAPPING, COLUMNS).fields([1])).toEqual([]);
  });
});

function attempt<T>(make: () => T): T | undefined {
  try {
    return make();
  } catch (error) {
    expect(error).toBeInstanceOf(ShapeError);
    return undefined;
  }
}
