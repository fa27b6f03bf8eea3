import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { catalogue } from '../../../src/core/models/index.ts';
import { findFormat, formats } from '../../../src/core/formats/index.ts';
import type { Json } from '../../../src/core/json.ts';
import { type CheckedRow, type LineSettings, preparePreflight } from '../../../src/core/preflight/preflight.ts';
import { detectFormat } from '../../../src/core/example/row-format.ts';
import { Row } from '../../../src/core/row/row.ts';
import { ShapeError } from '../../../src/core/formats/format.ts';
import { findTarget, targets } from '../../../src/core/targets/index.ts';
import type { StepContext } from '../../../src/core/recipe/step.ts';
import type { TokenCorrection } from '../../../src/core/tokens/correction.ts';
import { anyExample } from '../../support/example-arbitraries.ts';
import { validators } from '../../support/validators/index.ts';

function contextOf(format: string | undefined): StepContext {
  return { columns: ['question', 'answer'], mapping: { input: 'question', output: 'answer' }, format };
}

function check(
  id: string,
  value: Json | string,
  {
    settings = {},
    format,
    correction = null,
  }: { settings?: LineSettings; format?: string; correction?: TokenCorrection | null } = {},
): CheckedRow {
  const target = findTarget(id);
  if (!target) expect.unreachable();
  const row = new Row(typeof value === 'string' ? value : JSON.stringify(value));
  const own = format ?? detectFormat(row.value)?.id;
  return preparePreflight(contextOf(own), target, catalogue.limits[id] ?? {}, settings, correction)(row);
}

function parsed({ line }: CheckedRow): unknown {
  return line === null ? null : JSON.parse(line);
}

const rulesOf = ({ faults }: CheckedRow): readonly string[] => faults.map(({ rule }) => rule);

describe('a row becomes the line that is sent', () => {
  const columns = { question: 'Which gem is green?', answer: 'Emerald.' };

  it('from columns, for every target that takes answers', () => {
    expect(parsed(check('gemini-api-sft', columns))).toEqual({ text_input: columns.question, output: columns.answer });
    expect(parsed(check('agent-platform-sft', columns))).toEqual({
      contents: [
        { role: 'user', parts: [{ text: columns.question }] },
        { role: 'model', parts: [{ text: columns.answer }] },
      ],
    });
  });

  it('without a class that stands beside the answer, which is what sides are balanced by', () => {
    const mapping = { input: 'question', label: 'topic' };
    const mappings = [
      { ...mapping, output: 'answer' },
      { ...mapping, output: null, chosen: 'answer', rejected: 'other' },
    ];
    const row = new Row(JSON.stringify({ ...columns, other: 'Ruby.', topic: 'gems' }));
    for (const target of targets.filter(({ format }) => format !== 'agent-platform-preference')) {
      for (const each of mappings) {
        const checked = preparePreflight(
          { columns: [], mapping: each },
          target,
          catalogue.limits[target.id] ?? {},
        )(row);
        expect(checked).toMatchObject({ isFaulty: false, label: 'gems' });
        expect(parsed(checked)).toEqual(parsed(check(target.id, columns)));
      }
    }
  });

  it.each<[string, Json]>([
    ['of LLaMA-Factory', { instruction: 'Praise it.', input: 'an opal', output: 'Meh.', kto_tag: false }],
    ['in a cell of CSV', { prompt: 'Praise it.', completion: 'Meh.', label: 'False' }],
    ['in a cell of CSV, of LLaMA-Factory', { instruction: 'Praise it.', input: '', output: 'Meh.', kto_tag: 'false' }],
  ])('but for an answer that is labelled bad: %s', (_, row) => {
    for (const id of ['gemini-api-sft', 'agent-platform-sft', 'few-shot-pack']) {
      expect(check(id, row)).toMatchObject({ line: null, faults: [{ detail: 'the answer is labelled bad' }] });
    }
  });

  it('but for a number that was read as another one', () => {
    const rows = ['12345678901234567891', '-9007199254740993'].map((a) => `{"question":"Which?","answer":${a}}`);
    for (const row of rows) {
      const { line, faults } = check('agent-platform-sft', row);
      expect([line, faults.map(({ detail }) => detail)]).toEqual([
        null,
        ['Columns: answer holds a number of too many digits: make it a text'],
      ]);
    }
    expect(parsed(check('gemini-api-sft', '{"question":"Which?","answer":-9007199254740991}'))).toMatchObject({
      output: '-9007199254740991',
    });
  });

  it('but for a conversation in which somebody says nothing', () => {
    const said = (answer: string): Json => ({
      messages: [
        { role: 'user', content: 'Which gem is green?' },
        { role: 'assistant', content: answer },
        { role: 'user', content: 'And blue?' },
        { role: 'assistant', content: 'Sapphire.' },
      ],
    });
    for (const id of ['gemini-api-sft', 'agent-platform-sft', 'few-shot-pack']) {
      expect(check(id, said('Emerald.')).isFaulty).toBe(false);
      expect(check(id, said(''))).toMatchObject({
        line: null,
        faults: [{ detail: 'a turn before the answer is empty' }],
      });
    }
  });

  it('with its counts', () => {
    const checked = check('gemini-api-sft', { question: 'Größe 🙂?', answer: 'ja' });
    expect(checked).toMatchObject({ inputCharacters: 8, outputCharacters: 2, hasMedia: false, label: 'ja' });
    expect(checked.bytes).toBe(Buffer.byteLength(checked.line ?? '') + 1);
    expect(checked.tokens.low).toBeGreaterThan(0);
  });

  it('byte for byte where it has the format', () => {
    const text =
      '{ "contents":[{"parts":[{"text":"a\\u0020b"}],"role":"user"},{"role":"model","parts":[{"text":"1.0"}]}]}';
    expect(check('agent-platform-sft', text)).toMatchObject({ line: text, faults: [] });
  });

  it('rewritten where the service would refuse its spelling', () => {
    const contents = [
      { role: 'user', parts: [{ text: 'Which?' }] },
      { role: 'user', parts: [{ text: 'And why?' }] },
      { role: 'model', parts: [{ text: 'Emerald.' }], note: 'checked' },
    ];
    const checked = check('agent-platform-sft', { contents, id: 7, systemInstruction: 'Be brief.' });
    expect(parsed(checked)).toEqual({
      systemInstruction: { role: 'system', parts: [{ text: 'Be brief.' }] },
      contents: [
        { role: 'user', parts: [{ text: 'Which?\n\nAnd why?' }] },
        { role: 'model', parts: [{ text: 'Emerald.' }] },
      ],
    });
    expect(checked).toMatchObject({ isFaulty: false, faults: [{ rule: 'rewritten' }] });
  });

  it('of three scored answers with the best and the worst', () => {
    const answer = (text: string, score: number): Json => ({ score, completion: { role: 'model', parts: [{ text }] } });
    const completions = [answer('so', 0.5), answer('good', 0.9), answer('bad', 0.1)];
    const checked = check('agent-platform-preference', {
      contents: [{ role: 'user', parts: [{ text: 'Well?' }] }],
      completions,
    });
    expect(checked.faults).toMatchObject([
      { rule: 'rewritten', detail: expect.stringContaining('0.5, 0.9, 0.1') as string },
    ]);
    expect(parsed(checked)).toMatchObject({
      completions: [
        { score: 1, completion: { parts: [{ text: 'good' }] } },
        { score: 0, completion: { parts: [{ text: 'bad' }] } },
      ],
    });
  });

  it('with the system prompt and earlier turns folded in for the Gemini API, visibly', () => {
    const messages = [
      { role: 'system', content: 'Be brief.' },
      { role: 'user', content: 'Which gem?' },
      { role: 'assistant', content: 'Emerald.' },
      { role: 'user', content: 'And red?' },
      { role: 'assistant', content: 'Ruby.' },
    ];
    const checked = check('gemini-api-sft', { messages });
    expect(rulesOf(checked)).toEqual(['single-turn', 'system-folded']);
    expect(checked.isFaulty).toBe(false);
    const { text_input: input, output } = parsed(checked) as { text_input: string; output: string };
    expect(input.startsWith('Be brief.')).toBe(true);
    expect(input).toContain('Emerald.');
    expect(input).toContain('And red?');
    expect(output).toBe('Ruby.');
  });

  it('as its settings say', () => {
    const settings = { template: 'Answer: {{input}}', system: 'strip' } as const;
    const messages = [
      { role: 'system', content: 'Be brief.' },
      { role: 'user', content: 'Which?' },
      { role: 'assistant', content: 'Ruby.' },
    ];
    expect(parsed(check('gemini-api-sft', { messages }, { settings }))).toEqual({
      text_input: 'Answer: Which?',
      output: 'Ruby.',
    });
  });
});

describe('a row that can’t be sent', () => {
  it('says why it is no example', () => {
    const checked = check('agent-platform-sft', { question: 'Which?', answer: '' });
    expect(checked).toMatchObject({ line: null, bytes: 0, isFaulty: true, faults: [{ rule: 'not-an-example' }] });
    expect(checked.faults[0]?.detail).not.toBe('');
  });

  it('is one with media for a service that takes text only', () => {
    const fileData = { mimeType: 'image/png', fileUri: 'gs://b/1.png' };
    const contents = [
      { role: 'user', parts: [{ text: 'Which?' }, { fileData }] },
      { role: 'model', parts: [{ text: 'Ruby.' }] },
    ];
    expect(check('agent-platform-sft', { contents })).toMatchObject({ isFaulty: false, hasMedia: true });
    expect(rulesOf(check('gemini-api-sft', { contents }))).toEqual(['not-an-example']);
    const answers = [1, 0].map((score) => ({ score, completion: { role: 'model', parts: [{ text: `${score}` }] } }));
    const pair = { contents: contents.slice(0, 1), completions: answers };
    expect(rulesOf(check('agent-platform-preference', pair))).toEqual(['text-only']);
  });

  it('is one that becomes several lines', () => {
    const messages = ['user', 'assistant', 'user', 'assistant'].map((role) => ({ role, content: 'x' }));
    const checked = check('agent-platform-sft', { messages }, { settings: { turns: 'each' } });
    expect(checked.faults[0]).toMatchObject({
      rule: 'not-an-example',
      detail: expect.stringContaining('Convert format') as string,
    });
  });

  it('is one that is over a limit, by one', () => {
    const at = (input: number, output: number): readonly string[] =>
      rulesOf(check('gemini-api-sft', { question: '🙂'.repeat(input), answer: 'é'.repeat(output) }));
    expect(at(40_000, 5000)).toEqual([]);
    expect(at(40_001, 5001)).toEqual(['input-characters', 'output-characters']);
  });

  it('keeps its text where rewriting it doesn’t help', () => {
    const value = {
      contents: [
        { role: 'user', parts: [{ fileData: { mimeType: 'a/b', fileUri: 'http://c' } }] },
        { role: 'model', parts: [{ text: 'd' }] },
      ],
    };
    const checked = check('agent-platform-sft', value);
    expect(checked).toMatchObject({ line: JSON.stringify(value), isFaulty: true, hasMedia: true });
    expect(rulesOf(checked)).toEqual(['media-in-bucket']);
  });

  it('keeps its text where it is still refused when rewritten', () => {
    const contents = [
      { role: 'user', parts: [{ text: 'Which?' }, { executableCode: { code: '1' } }] },
      { role: 'model', parts: [{ text: 'Ruby.' }] },
    ];
    const checked = check('agent-platform-sft', { contents, id: 7 });
    expect(checked).toMatchObject({ line: JSON.stringify({ contents, id: 7 }), isFaulty: true });
    expect(rulesOf(checked)).toEqual(['known-members']);
  });

  it('prefers one answer to the same', () => {
    const chat = (content: string): Json => ({ role: 'assistant', content });
    const same = { prompt: 'Which?', chosen: [chat('Ruby.')], rejected: [chat('Ruby.')] };
    expect(
      rulesOf(check('agent-platform-preference', { ...same, prompt: [{ role: 'user', content: 'Which?' }] })),
    ).toEqual(['different-answers']);
  });
});

describe('the key', () => {
  it('is equal for inputs that differ in case, white space and answer only', () => {
    for (const id of ['gemini-api-sft', 'agent-platform-sft']) {
      const key = (question: string, answer: string): string => check(id, { question, answer }).key.join();
      expect(key('Which gem?', 'a')).toBe(key(' which  GEM?\n', 'b'));
      expect(key('Which gem?', 'a')).not.toBe(key('Which gems?', 'a'));
    }
  });

  it('tells media apart by its place', () => {
    const seen = (fileUri: string): string =>
      check('agent-platform-sft', {
        contents: [
          { role: 'user', parts: [{ text: 'What?' }, { fileData: { mimeType: 'image/png', fileUri } }] },
          { role: 'model', parts: [{ text: 'A gem.' }] },
        ],
      }).key.join();
    expect(seen('gs://b/1')).toBe(seen('gs://b/1'));
    expect(seen('gs://b/1')).not.toBe(seen('gs://b/2'));
  });
});

it('takes labels, and short outputs of one line, for classes', () => {
  const label = (answer: string): string | null => check('gemini-api-sft', { question: 'q', answer }).label;
  expect(label(' spam\n')).toBe('spam');
  expect(label('x'.repeat(101))).toBeNull();
  expect(label('two\nlines')).toBeNull();
  expect(check('agent-platform-sft', { text: 'Buy now', label: 'spam' }).label).toBe('spam');
  expect(check('agent-platform-sft', { text: 'Buy now', label: 1 }).label).toBe('1');
});

it('bills a preference for its prompt twice', () => {
  const row = (question: string): Json => ({
    prompt: [{ role: 'user', content: question }],
    chosen: [{ role: 'assistant', content: 'aaaa' }],
    rejected: [{ role: 'assistant', content: 'bbbb' }],
  });
  const likely = (question: string): number => check('agent-platform-preference', row(question)).tokens.likely;
  const supervised = (question: string): number =>
    check('agent-platform-sft', { question, answer: 'aaaa' }).tokens.likely;
  const long = 'word '.repeat(1000);
  const prompt = supervised(long) - supervised('');
  expect((likely(long) - likely('w')) / prompt).toBeCloseTo(2, 1);
});

it('holds rows to a limit in tokens by what was counted, and says what lies within its error', () => {
  const row = { question: 'word '.repeat(100_000), answer: 'ok' };
  const estimate = check('agent-platform-sft', row);
  const found = (ratio: number): readonly string[] => {
    const correction = { ratio: (ratio * 131_072) / estimate.tokens.likely, margin: 0.02, spread: 0.1 };
    const checked = check('agent-platform-sft', row, { correction });
    expect(checked.tokens).toEqual(estimate.tokens);
    return checked.faults.map(({ rule, detail }) => `${rule}: ${detail}`);
  };
  expect(rulesOf(estimate)).toEqual(['tokens-near-limit']);
  expect(found(0.89)).toEqual([]);
  expect(found(0.95)[0]).toMatch(
    /^tokens-near-limit: 11\d,\d+ to 136,\d+ tokens by rows that were counted, around 131,072$/,
  );
  expect(found(1.05)[0]).toMatch(/^tokens-near-limit: /);
  expect(found(1.15)[0]).toMatch(
    /^tokens-per-example: at least 135,\d+ tokens by rows that were counted, over 131,072$/,
  );
});

describe.each(targets)('$id: no line without an error is refused', (target) => {
  const validate = validators[target.format] ?? expect.unreachable();
  const limits = catalogue.limits[target.id] ?? {};

  function refusals(value: Json, format: string): readonly string[] {
    const { line, isFaulty } = preparePreflight(contextOf(format), target, limits)(new Row(JSON.stringify(value)));
    return line === null || isFaulty ? [] : validate(JSON.parse(line));
  }

  it('of every sample of every format', () => {
    for (const format of formats) {
      for (const sample of format.samples) expect([format.id, ...refusals(sample, format.id)]).toEqual([format.id]);
    }
  });

  it('of anything written in its own format', () => {
    const own = findFormat(target.format) ?? expect.unreachable();
    let written = 0;
    fc.assert(
      fc.property(anyExample, (example) => {
        try {
          const value = own.fromExample(example);
          written++;
          expect([JSON.stringify(value), ...refusals(value, own.id)]).toHaveLength(1);
        } catch (error) {
          if (!(error instanceof ShapeError)) throw error;
        }
      }),
      { numRuns: 600 },
    );
    expect(written).toBeGreaterThan(5);
  });

  it('of any row that nearly has its format', () => {
    const own = findFormat(target.format) ?? expect.unreachable();
    fc.assert(
      fc.property(fc.constantFrom(...own.samples), fc.jsonValue({ maxDepth: 2 }), fc.nat(), (sample, odd, seed) => {
        const value = spoil(sample, odd as Json, seed);
        expect([JSON.stringify(value), ...refusals(value, own.id)]).toHaveLength(1);
      }),
      { numRuns: 1000 },
    );
  });
});

/** The sample with one of its values, chosen by a number, replaced by another, or with a member more. */
function spoil(sample: Json, odd: Json, seed: number): Json {
  let left = seed % 40;
  const walk = (value: Json): Json => {
    if (left-- === 0) return odd;
    if (Array.isArray(value)) return value.map(walk);
    if (typeof value !== 'object' || value === null) return value;
    const members = Object.entries(value).map(([name, inner]): [string, Json] => [name, walk(inner)]);
    return Object.fromEntries(left-- === 0 ? [...members, ['odd', odd]] : members);
  };
  return walk(sample);
}
