import { describe, expect, it } from 'vitest';
import type { Example, Turn } from '../../../src/core/example/example.ts';
import { ShapeError, type Format } from '../../../src/core/formats/format.ts';
import { findFormat } from '../../../src/core/formats/index.ts';
import type { Json } from '../../../src/core/json.ts';
import { detectFormat } from '../../../src/core/example/row-format.ts';

function formatOf(id: string): Format {
  return findFormat(id) ?? expect.unreachable(`format ${id} is not there`);
}

function said(turns: readonly Turn[]): string {
  return turns
    .map(({ role, parts }) => `${role}: ${parts.map((part) => ('text' in part ? part.text : part.kind)).join(' + ')}`)
    .join(', ');
}

function summary({ turns, completions = [] }: Example): unknown {
  return { turns: said(turns), answers: completions.map(({ turns: answer, score }) => [said(answer), score]) };
}

const user = (content: string): Json => ({ role: 'user', content });
const assistant = (content: string): Json => ({ role: 'assistant', content });
const human = (value: string): Json => ({ from: 'human', value });
const gpt = (value: string): Json => ({ from: 'gpt', value });
const content = (role: string, text: string): Json => ({ role, parts: [{ text }] });

const PAIR = {
  turns: 'user: Why?',
  answers: [
    ['model: So.', 1],
    ['model: No idea.', 0],
  ],
};

/** One question with a good and a bad answer, in every spelling that is known. */
const ROWS: readonly (readonly [string, Json])[] = [
  [
    'agent-platform-preference',
    {
      contents: [content('user', 'Why?')],
      completions: [
        { score: 1.0, completion: content('model', 'So.') },
        { score: 0.0, completion: content('model', 'No idea.') },
      ],
    },
  ],
  [
    'openai-preference',
    {
      input: { messages: [user('Why?')] },
      preferred_output: [assistant('So.')],
      non_preferred_output: [assistant('No idea.')],
    },
  ],
  [
    'openai-preference',
    {
      input: { messages: [user('Why?')] },
      preferred_completion: [assistant('So.')],
      non_preferred_completion: [assistant('No idea.')],
    },
  ],
  [
    'ultrafeedback',
    { prompt: 'Why?', chosen: [user('Why?'), assistant('So.')], rejected: [user('Why?'), assistant('No idea.')] },
  ],
  ['hh-rlhf', { chosen: '\n\nHuman: Why?\n\nAssistant: So.', rejected: '\n\nHuman: Why?\n\nAssistant: No idea.' }],
  ['trl-preference', { prompt: 'Why?', chosen: 'So.', rejected: 'No idea.' }],
  ['trl-preference', { prompt: [user('Why?')], chosen: [assistant('So.')], rejected: [assistant('No idea.')] }],
  ['trl-preference', { chosen: [user('Why?'), assistant('So.')], rejected: [user('Why?'), assistant('No idea.')] }],
  ['llama-factory-preference', { conversations: [human('Why?')], chosen: gpt('So.'), rejected: gpt('No idea.') }],
  ['llama-factory-preference', { instruction: 'Why?', input: '', chosen: 'So.', rejected: 'No idea.' }],
  ['llama-factory-preference', { instruction: 'Why?', output: ['So.', 'No idea.'] }],
  [
    'llama-factory-v1-preference',
    {
      chosen_messages: [user('Why?'), assistant('So.')],
      rejected_messages: [user('Why?'), assistant('No idea.')],
    },
  ],
  ['answer-pair', { question: 'Why?', chosen: 'So.', rejected: 'No idea.' }],
  ['answer-pair', { input: 'Why?', chosen: 'So.', rejected: 'No idea.' }],
  ['answer-pair', { instruction: 'Why?', chosen_response: 'So.', rejected_response: 'No idea.' }],
  [
    'arena',
    {
      conversation_a: [user('Why?'), assistant('So.')],
      conversation_b: [user('Why?'), assistant('No idea.')],
      winner: 'model_a',
    },
  ],
];

describe('a good and a bad answer', () => {
  it.each(ROWS)('%s: %j', (id, row) => {
    expect(detectFormat(row)?.id).toBe(id);
    expect(summary(formatOf(id).toExample(row))).toEqual(PAIR);
    const roles = formatOf(id).fields(row);
    expect(roles.find(({ text }) => text === 'So.')?.role).toBe('chosen');
    expect(roles.find(({ text }) => text === 'No idea.')?.role).toBe('rejected');
    expect(roles.find(({ text }) => text === 'Why?')?.role).toBe('input');
  });

  it.each(ROWS)('%s is written as any other: %j', (id, row) => {
    const example = formatOf(id).toExample(row);
    for (const other of new Set(ROWS.map(([name]) => name).filter((name) => name !== 'arena'))) {
      const written = formatOf(other).fromExample(example);
      expect(summary(formatOf(other).toExample(written)), other).toEqual(PAIR);
      expect(detectFormat(written)?.id, JSON.stringify(written)).toBe(other);
    }
  });
});

describe('answers with ranks and scores', () => {
  const ranked = {
    prompt: 'Why?',
    answers: [
      { answer: 'Because.', rank: 2 },
      { answer: 'So.', rank: 1 },
      { answer: 'No idea.', rank: 3 },
    ],
  };

  it('are better the higher the score, and the lower the rank', () => {
    const { completions = [] } = formatOf('ranked-answers').toExample(ranked);
    const best = completions.toSorted((one, other) => (other.score ?? 0) - (one.score ?? 0));
    expect(best.map(({ turns }) => said(turns))).toEqual(['model: So.', 'model: Because.', 'model: No idea.']);
    const roles = formatOf('ranked-answers')
      .fields(ranked)
      .map(({ role }) => role);
    expect(roles).toEqual(['input', 'rejected', 'chosen', 'rejected']);
  });

  it('keep the ranks that they had when one is taken away', () => {
    const gaps = {
      ...ranked,
      answers: ranked.answers.map((answer) => ({ ...answer, rank: answer.rank * 2, by: 'm' })),
    };
    const example = formatOf('ranked-answers').toExample(gaps);
    const left = { ...example, completions: (example.completions ?? []).slice(1) };
    expect(formatOf('ranked-answers').fromExample(left)).toEqual({ ...gaps, answers: gaps.answers.slice(1) });
  });

  it('become 1 and 0 for the service, which refuses more than two or equal ones', () => {
    const example = formatOf('ranked-answers').toExample({ ...ranked, answers: ranked.answers.slice(1) });
    expect(formatOf('agent-platform-preference').fromExample(example)).toEqual({
      contents: [content('user', 'Why?')],
      completions: [
        { score: 1, completion: content('model', 'So.') },
        { score: 0, completion: content('model', 'No idea.') },
      ],
    });
    const write = (changed: Example): unknown => formatOf('agent-platform-preference').fromExample(changed);
    expect(() => write(formatOf('ranked-answers').toExample(ranked))).toThrow('has 3');
    const tie = { ...example, completions: (example.completions ?? []).map(({ turns }) => ({ turns, score: 1 })) };
    expect(() => write(tie)).toThrow('scored alike');
  });

  it.each([
    ['model_b', [0, 1]],
    ['tie', [1, 1]],
    ['tie (bothbad)', [0, 0]],
  ])('of the arena are worth what the judge said: %s', (winner, scores) => {
    const row = {
      conversation_a: [user('Why?'), assistant('So.')],
      conversation_b: [user('Why?'), assistant('No.')],
      winner,
    };
    expect(
      formatOf('arena')
        .toExample(row)
        .completions?.map(({ score }) => score),
    ).toEqual(scores);
    expect(formatOf('arena').detect({ ...row, winner: 'toString' })).toBeNull();
  });
});

describe('answers that are good or bad by themselves', () => {
  it.each<Json>([
    { prompt: 'Why?', completion: 'So.', label: true },
    { instruction: 'Why?', completion: 'So.', label: true },
    { prompt: [user('Why?')], completion: [assistant('So.')], label: true },
    { messages: [user('Why?'), assistant('So.')], label: true },
    { conversations: [human('Why?'), gpt('So.')], kto_tag: true },
  ])('%j', (row) => {
    const example = formatOf('kto').toExample(row);
    expect([said(example.turns), example.label]).toEqual(['user: Why?, model: So.', true]);
    expect(formatOf('openai-chat').fromExample(example)).toEqual({ messages: [user('Why?'), assistant('So.')] });
    const bad = { ...example, label: false };
    expect(JSON.stringify(formatOf('kto').fromExample(bad))).toBe(JSON.stringify(row).replace('true', 'false'));
    expect(() => formatOf('openai-chat').fromExample(bad)).toThrow('answer is bad');
  });

  it.each<Json>([
    { prompt: 'Why?', completion: 'So.', label: 1 },
    { prompt: 'Why?', label: true },
    { messages: [], label: true },
  ])('are not %j', (row) => {
    expect(formatOf('kto').detect(row)).toBeNull();
    expect(() => formatOf('kto').toExample(row)).toThrow(ShapeError);
  });
});

describe('a row that changes keeps its shape', () => {
  it('as texts where they still are texts, else as messages alone', () => {
    const example = formatOf('trl-preference').toExample({ prompt: 'Why?', chosen: 'So.', rejected: 'No idea.' });
    const rule: Turn = { role: 'system', parts: [{ kind: 'text', text: 'Be brief.' }] };
    expect(formatOf('trl-preference').fromExample({ ...example, turns: [rule, ...example.turns] })).toEqual({
      prompt: [{ role: 'system', content: 'Be brief.' }, user('Why?')],
      chosen: [assistant('So.')],
      rejected: [assistant('No idea.')],
    });
  });

  it('as an instruction, with the input where it still is one', () => {
    const row = { instruction: 'Correct it.', input: 'Gem shine.', output: ['Gems shine.', 'Gem shines'], id: 1 };
    const format = formatOf('llama-factory-preference');
    const example = format.toExample(row);
    const ask = (text: string): Json =>
      format.fromExample({ ...example, turns: [{ role: 'user', parts: [{ kind: 'text', text }] }] });
    expect(ask('Mend it.\nGem shine.')).toEqual({ ...row, instruction: 'Mend it.' });
    expect(ask('Correct it.\nGem glow.')).toEqual({ ...row, input: 'Gem glow.' });
    expect(ask('Why?')).toEqual({ ...row, instruction: 'Why?', input: '' });
    expect(() => format.fromExample({ ...example, turns: [...example.turns, ...example.turns] })).toThrow(ShapeError);
  });

  it('with what else the request asked for', () => {
    const row = {
      input: { parallel_tool_calls: true, messages: [{ role: 'developer', content: 'Be brief.' }, user('Why?')] },
      preferred_completion: [assistant('So.')],
      non_preferred_completion: [assistant('No idea.')],
    };
    const format = formatOf('openai-preference');
    const example = format.toExample(row);
    expect(format.fromExample({ ...example, turns: example.turns.slice(1) })).toEqual({
      ...row,
      input: { parallel_tool_calls: true, messages: [user('Why?')] },
    });
  });
});

describe('rows that are like preferences', () => {
  it.each<[string, Json, string | undefined]>([
    ['prose about a human', { chosen: 'A Human: said', rejected: 'no' }, 'trl-preference'],
    ['one answer in a list', { instruction: 'Why?', output: ['So.'] }, undefined],
    ['an instruction and its output', { instruction: 'Why?', output: 'So.', chosen: 1 }, 'alpaca'],
    ['messages with a chosen one that is none', { messages: [user('Why?')], chosen: 4, rejected: 5 }, 'openai-chat'],
    ['completions that hold no turn', { contents: [content('user', 'a')], completions: ['b'] }, undefined],
  ])('%s', (_, row, id) => {
    expect(detectFormat(row)?.id).toBe(id);
  });
});
