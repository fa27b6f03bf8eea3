import { describe, expect, it } from 'vitest';
import type { Example, Turn } from '../../../src/core/example/example.ts';
import { ShapeError, type Format } from '../../../src/core/formats/format.ts';
import { findFormat } from '../../../src/core/formats/index.ts';
import { sayTurn } from '../../../src/core/conversion/changes/turn-text.ts';
import type { Json, JsonObject } from '../../../src/core/json.ts';

function formatOf(id: string): Format {
  const format = findFormat(id);
  if (!format) throw new Error(`format ${id} is not there`);
  return format;
}

function read(id: string, row: Json): Example {
  return formatOf(id).toExample(row);
}

function write(id: string, example: Example): Json {
  return formatOf(id).fromExample(example);
}

function turnsOf(example: Example): string[] {
  return example.turns.map(({ role, parts }) =>
    [role, ...parts.map((part) => ('text' in part ? `${part.kind} ${part.text}` : part.kind))].join(': '),
  );
}

function withPrompt(example: Example, text: string): Example {
  const turns = example.turns.map((turn): Turn =>
    turn.role === 'user' ? { ...turn, parts: [{ kind: 'text', text }] } : turn,
  );
  return { ...example, turns };
}

describe('Alpaca', () => {
  const row = { instruction: 'Sort.', input: 'b, a', output: 'a, b', id: 3 };

  it('asks the instruction, and the input on the next line', () => {
    expect(turnsOf(read('alpaca', row))).toEqual(['user: text Sort.\nb, a', 'model: text a, b']);
    expect(turnsOf(read('alpaca', { ...row, input: '' }))).toEqual(['user: text Sort.', 'model: text a, b']);
    expect(turnsOf(read('alpaca', { ...row, instruction: '' }))[0]).toBe('user: text b, a');
  });

  it('tells instruction and input apart as long as the input stands where it stood', () => {
    const example = read('alpaca', row);
    expect(write('alpaca', withPrompt(example, 'Please sort.\nb, a'))).toEqual({ ...row, instruction: 'Please sort.' });
    expect(write('alpaca', withPrompt(example, 'Sort c, b'))).toEqual({
      id: 3,
      instruction: 'Sort c, b',
      output: 'a, b',
    });
  });

  it('has earlier turns under history and the system prompt first', () => {
    const more = { ...row, system: 'Be short.', history: [['A?', 'B.']] };
    expect(turnsOf(read('alpaca', more)).slice(0, 3)).toEqual([
      'system: text Be short.',
      'user: text A?',
      'model: text B.',
    ]);
    const paths = formatOf('alpaca')
      .fields(more)
      .map(({ path, role }) => [path.join('/'), role]);
    expect(paths).toEqual([
      ['system', 'system'],
      ['history/0/0', 'input'],
      ['history/0/1', 'output'],
      ['instruction', 'input'],
      ['input', 'input'],
      ['output', 'output'],
    ]);
  });

  it('is written with an empty input from any other format', () => {
    const row = { question: 'A gem?', answer: 'Opal.', id: 1 };
    expect(write('alpaca', read('question-answer', row))).toEqual({
      instruction: 'A gem?',
      input: '',
      output: 'Opal.',
    });
  });
});

describe('a question about a context', () => {
  it('has the context first', () => {
    const row = { context: 'Talc: one.', question: 'How hard?', answer: 'One.' };
    expect(turnsOf(read('context-qa', row))).toEqual(['user: text Talc: one.\n\nHow hard?', 'model: text One.']);
    expect(() => write('context-qa', read('palm', { input_text: 'A?', output_text: 'B.' }))).toThrow('needs a context');
  });

  it('of SQuAD is answered by the first of its answers, and finds a new one in the context', () => {
    const answers = { text: ['one', 'about one'], answer_start: [6, 0] };
    const row = { context: 'Talc: one, jade: six.', question: 'How hard?', answers };
    const example = read('squad', row);
    expect(turnsOf(example)[1]).toBe('model: text one');
    const answered = (text: string): Example => ({
      ...example,
      turns: [...example.turns.slice(0, 1), { role: 'model', parts: [{ kind: 'text', text }] }],
    });
    expect(write('squad', answered('six'))).toEqual({
      ...row,
      answers: { text: ['six', 'about one'], answer_start: [17, 0] },
    });
    expect(() => write('squad', answered('ten'))).toThrow('"ten" is not in it');
  });
});

describe('multiple choice', () => {
  const row = { question: 'Which is soft?', choices: ['jade', 'talc'], answer: 1 };

  it('is asked with letters and answered with letter and text', () => {
    expect(turnsOf(read('multiple-choice', row))).toEqual([
      'user: text Which is soft?\n\nA. jade\nB. talc',
      'model: text B. talc',
    ]);
  });

  it('can be written from a question that lists its choices', () => {
    const asked = { question: 'Which?\n\nA. jade\nB. talc', answer: 'A' };
    expect(write('multiple-choice', read('question-answer', asked))).toEqual({
      question: 'Which?',
      choices: ['jade', 'talc'],
      answer: 0,
    });
    const missing = read('question-answer', { ...asked, answer: 'ruby' });
    expect(() => write('multiple-choice', missing)).toThrow('"ruby" is none');
  });
});

describe('what pairs refuse', () => {
  const base = read('palm', { input_text: 'A gem?', output_text: 'Opal.' });
  const [question, answer] = base.turns;
  const text = (role: Turn['role'], words: string): Turn => ({ role, parts: [{ kind: 'text', text: words }] });

  it.each<[string, Partial<Example>, string]>([
    ['two exchanges', { turns: [...base.turns, ...base.turns] }, 'the example has 4 turns'],
    ['a system prompt', { turns: [text('system', 'Be short.'), ...base.turns] }, 'no place for a system prompt'],
    ['no answer', { turns: base.turns.slice(0, 1) }, 'the turns are user'],
    ['no turns', { turns: [] }, 'has no turns'],
    ['tools', { tools: [{ name: 'weigh' }] }, 'declares 1'],
    ['answers to compare', { completions: [{ turns: [] }, { turns: [] }] }, 'has 2: choose one'],
    ['a bad answer', { label: false }, 'answer is bad'],
    [
      'a call',
      { turns: [text('user', 'A?'), { role: 'model', parts: [{ kind: 'call', name: 'f', args: {} }] }] },
      'call part',
    ],
    [
      'a thought',
      { turns: [text('user', 'A?'), { role: 'model', parts: [{ kind: 'thought', text: 'hm' }] }] },
      'thoughts',
    ],
  ])('%s', (_, change, words) => {
    const example: Example = { ...base, ...change, meta: { format: 'other', rest: '{}' } };
    expect(() => write('gemini-api', example)).toThrow(ShapeError);
    expect(() => write('gemini-api', example)).toThrow(words);
  });

  it('is nothing that they have a place for', () => {
    const thinking: Turn = { role: 'model', parts: [{ kind: 'thought', text: 'hm' }, ...(answer?.parts ?? [])] };
    const turns = [text('system', 'Be short.'), question ?? thinking, thinking];
    expect(write('input-output', { turns, label: true, meta: { format: 'other', rest: '{}' } })).toEqual({
      system: 'Be short.',
      input: 'A gem?',
      reasoning: 'hm',
      output: 'Opal.',
    });
  });
});

describe('labels', () => {
  it('are what a short answer is', () => {
    const short = read('palm', { input_text: 'It broke.', output_text: 'complaint' });
    expect(write('text-label', short)).toEqual({ text: 'It broke.', label: 'complaint' });
    const long = read('palm', { input_text: 'It broke.', output_text: 'It did.\nReally.' });
    expect(() => write('text-label', long)).toThrow('the name of a class');
  });

  it('are no answers by themselves', () => {
    const example = read('text-label', { text: 'It broke.', label: 2 });
    expect(example.label).toBe(2);
    expect(() => write('palm', example)).toThrow('the turns are user');
  });
});

describe('a plain text', () => {
  it('with a chat template is a conversation', () => {
    const row = { text: '<s>[INST] A gem? [/INST] Opal. </s>\n' };
    const example = read('plain-text', row);
    expect(write('alpaca', example)).toEqual({ instruction: 'A gem?', input: '', output: 'Opal.' });
    expect(write('plain-text', withPrompt(example, 'A stone?'))).toEqual({
      text: '<s>[INST] A stone? [/INST] Opal. </s>\n',
    });
  });

  it('is not one that stands beside a question or an answer', () => {
    const detect = (row: Json): string | null => formatOf('plain-text').detect(row);
    for (const name of ['summary', 'question', 'label', 'system'])
      expect(detect({ text: 'Opal.', [name]: 'x' })).toBeNull();
    expect(detect({ text: 'Opal.', url: 'x', source: 'y', meta: {} })).not.toBeNull();
  });
});

describe('steps that were judged', () => {
  it('are not learned where they were wrong', () => {
    const row = { prompt: 'A?', completions: ['good', 'bad'], labels: [true, false] };
    expect(read('stepwise', row).turns.map(({ weight }) => weight)).toEqual([undefined, 1, 0]);
  });
});

describe('numbers of tokens', () => {
  it('are refused with the reason', () => {
    expect(() => read('pre-tokenised', { input_ids: [1] })).toThrow('only the tokeniser');
  });
});

describe('a number or a switch in a pair', () => {
  it.each<[string, JsonObject, string]>([
    ['alpaca', { instruction: 'Rate.', input: 'Gale', output: 1 }, 'user: Rate.\nGale | model: 1'],
    ['alpaca', { instruction: 'Is it a gem?', input: '', output: true }, 'user: Is it a gem? | model: true'],
    ['question-answer', { question: 'How hard?', answer: 9.5 }, 'user: How hard? | model: 9.5'],
    ['gemini-api', { text_input: 'How hard?', output: -1 }, 'user: How hard? | model: -1'],
    ['gsm8k', { question: 'How hard?', answer: 'Ten. #### 10' }, 'user: How hard? | model: Ten. #### 10'],
  ])('is read as its text: %s %j', (id, row, said) => {
    const format = findFormat(id) ?? expect.unreachable(id);
    const example = format.toExample(row);
    expect(
      example.turns.map(({ role, parts: [part] }) => `${role}: ${part && 'text' in part ? part.text : ''}`).join(' | '),
    ).toBe(said);
    expect(format.fromExample(example)).toEqual(row);
    const changed = { ...example, turns: [...example.turns.slice(0, -1), sayTurn('model', 'other #### 1')] };
    expect(Object.values(format.fromExample(changed) as JsonObject).at(-1)).toBe('other #### 1');
  });

  it.each<[JsonObject, string, string]>([
    [{ instruction: 'Name two.', output: ['a', 'b'] }, 'output', 'is a list'],
    [{ instruction: 'Name two.', output: null }, 'output', 'is null'],
    [{ instruction: 'Name two.', input: {}, output: 'a' }, 'input', 'is an object'],
    [{ instruction: 'Name two.', output: 2 ** 60 }, 'output', 'is a number of too many digits'],
  ])('but what is no text is refused with its place: %j', (row, name, why) => {
    const format = findFormat('alpaca') ?? expect.unreachable();
    expect(format.detect(row)).toBeNull();
    expect(format.isNear?.(row)).toBe(true);
    const read = (): unknown => format.toExample(row);
    expect(read).toThrow(expect.objectContaining({ path: [name] }));
    expect(read).toThrow(why);
  });
});
