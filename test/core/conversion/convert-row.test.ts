import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { convertRow } from '../../../src/core/conversion/convert-row.ts';
import type { ConversionSettings } from '../../../src/core/conversion/conversion-settings.ts';
import { formats } from '../../../src/core/formats/index.ts';
import type { Json } from '../../../src/core/json.ts';
import { Row } from '../../../src/core/row/row.ts';
import { Drop, ParameterError, type StepContext } from '../../../src/core/recipe/step.ts';
import { isBlank } from '../../../src/core/text/white-space.ts';
import { text } from '../../support/example-arbitraries.ts';
import { settingsOf } from './initial-settings.ts';

const pairs: StepContext = { columns: ['input', 'output'], mapping: { input: 'input', output: 'output' } };
const chats: StepContext = { columns: ['messages'], mapping: { input: null, output: null }, format: 'openai-chat' };

/** A service takes a blank text for a missing one. */
const said = text.filter((words) => !isBlank(words));

function convert(line: string, changed: Partial<ConversionSettings>, context = pairs): string[] {
  const made = convertRow(new Row(line), settingsOf(changed), context);
  return made instanceof Drop ? [`dropped: ${made.reason}`] : made.map((row) => row.text);
}

const dialogue = JSON.stringify({
  messages: [
    { role: 'system', content: 'Rule.' },
    { role: 'user', content: 'A' },
    { role: 'assistant', content: 'B' },
    { role: 'user', content: 'C' },
    { role: 'assistant', content: 'D' },
  ],
});

describe('convertRow', () => {
  it('makes a pair of columns a row for each service', () => {
    const line = '{"input":"Why?","output":"So."}';
    expect(convert(line, {})).toEqual([
      '{"contents":[{"role":"user","parts":[{"text":"Why?"}]},{"role":"model","parts":[{"text":"So."}]}]}',
    ]);
    expect(convert(line, { format: 'gemini-api' })).toEqual(['{"text_input":"Why?","output":"So."}']);
  });

  it('writes the tags of columns where the format has a place for them', () => {
    const line = '{"input":"Why?","output":"So.","topic":"gems","more":["a",2.0]}';
    const context = { ...pairs, mapping: { ...pairs.mapping, tags: ['topic', 'more'] } };
    expect(convert(line, { format: 'input-output' }, context)).toEqual([
      '{"input":"Why?","output":"So.","tags":["gems","a","2"]}',
    ]);
    expect(convert(line, { format: 'gemini-api' }, context)).toEqual(['{"text_input":"Why?","output":"So."}']);
    expect(convert(line, { format: 'gemini-api', otherColumns: 'keep' }, context)).toEqual([
      '{"text_input":"Why?","output":"So.","topic":"gems","more":["a",2.0]}',
    ]);
  });

  it('does to several turns what is asked', () => {
    const format = 'gemini-api';
    expect(convert(dialogue, { format }, chats)).toEqual([
      JSON.stringify({ text_input: 'Rule.\n\nUser: A\n\nModel: B\n\nUser: C', output: 'D' }),
    ]);
    expect(convert(dialogue, { format, turns: 'each', system: 'strip' }, chats)).toEqual([
      '{"text_input":"A","output":"B"}',
      JSON.stringify({ text_input: 'User: A\n\nModel: B\n\nUser: C', output: 'D' }),
    ]);
    expect(convert(dialogue, { turns: 'each', system: 'strip' }, chats)).toHaveLength(2);
  });

  it('hands back the very row that has the format already, however it is spelled', () => {
    const row = new Row(
      ' {"messages": [{"role":"user","content":"\\u0041"},{"role":"assistant","content":"1.0"}], "id":1.0}'.trim(),
    );
    const made = convertRow(row, settingsOf({ format: 'openai-chat' }), chats);
    expect(made instanceof Drop ? made.reason : made[0]).toBe(row);
  });

  it('patches a row of the same format where a transform changes it, and no other byte', () => {
    const line =
      '{"id": 12345678901234567890,  "messages": [ {"role":"user","content":"\\u0041"}, {"content":"B", "role":"assistant"} ]}';
    expect(convert(line, { format: 'openai-chat', template: 'Q: {{input}}' }, chats)).toEqual([
      line.replace('"\\u0041"', '"Q: A"'),
    ]);
  });

  it('keeps other columns beside, as they are spelled, or leaves them out', () => {
    const line = '{"id": 12345678901234567890, "input":"Why?", "score":1.0, "output":"So.", "tags":[1e2, "\\u00e9"]}';
    expect(convert(line, { format: 'gemini-api', otherColumns: 'keep' })).toEqual([
      '{"text_input":"Why?","output":"So.","id":12345678901234567890,"score":1.0,"tags":[1e2, "\\u00e9"]}',
    ]);
    expect(convert(line, { format: 'gemini-api' })).toEqual(['{"text_input":"Why?","output":"So."}']);
  });

  it('lets the written row win over another column of the same name', () => {
    expect(
      convert('{"input":"Why?","output":"So.","text_input":7}', { format: 'gemini-api', otherColumns: 'keep' }),
    ).toEqual(['{"text_input":"Why?","output":"So."}']);
  });

  it('refuses a row that can’t be converted, with few different words', () => {
    expect(convert('{"messages":[{"role":"user","content":"A"}]}', {}, chats)).toEqual([
      'dropped: no model turn at the end',
    ]);
    expect(convert('{"input":"Why?","output":""}', {})).toEqual(['dropped: the answer is empty']);
    expect(convert('{"input":"Why?","output":"So."}', { format: 'agent-platform-preference' })).toEqual([
      'dropped: no answers to compare',
    ]);
  });

  it('refuses a format that it can’t write', () => {
    expect(() => convert('{}', { format: 'nonesuch' })).toThrow(ParameterError);
    expect(() => convert('{}', { format: 'pre-tokenised' })).toThrow(ParameterError);
  });

  it('leaves every text as it is: scripts, escapes, astral letters, lone surrogates', () => {
    fc.assert(
      fc.property(said, said, (input, output) => {
        const line = JSON.stringify({ input, output });
        const [pair = ''] = convert(line, { format: 'gemini-api' });
        expect(JSON.parse(pair)).toEqual({ text_input: input, output });
        const [chat = ''] = convert(line, { format: 'openai-chat' });
        expect(JSON.parse(chat)).toEqual({
          messages: [
            { role: 'user', content: input },
            { role: 'assistant', content: output },
          ],
        });
      }),
    );
  });
});

const WRITTEN = formats.filter(({ readOnly }) => readOnly !== true).map(({ id }) => id);

describe.each(WRITTEN)('converted to %s', (format) => {
  it('every sample of every format settles: converted twice is converted once', () => {
    let converted = 0;
    for (const { id, samples } of formats) {
      for (const sample of samples) {
        for (const settings of EACH) {
          const context = { columns: [], mapping: { input: null, output: null }, format: id };
          const once = convertRow(new Row(JSON.stringify(sample)), settingsOf({ ...settings, format }), context);
          if (once instanceof Drop) continue;
          for (const row of once) {
            // What was "each" is one row by now.
            const twice = convertRow(row, settingsOf({ ...settings, format }), { ...context, format });
            expect([settings, twice instanceof Drop ? twice.reason : twice.at(-1)?.text]).toEqual([settings, row.text]);
          }
          converted += once.length;
        }
      }
    }
    expect(converted).toBeGreaterThan(0);
  });
});

const EACH: readonly Partial<ConversionSettings>[] = [
  {},
  { otherColumns: 'keep' },
  { system: 'add', systemText: 'Rule 7.' },
  { system: 'hoist', thoughts: 'parts' },
  { system: 'fold', thoughts: 'text' },
  { system: 'strip', thoughts: 'strip', turns: 'each' },
  { turns: 'last', merge: 'always', answers: 'best-worst' },
  { preamble: 'Read this.', template: 'Q: {{input}}' },
];

describe('a row in a service’s own format', () => {
  const turn = (role: string, parts: Json): Json => ({ role, parts });
  const [ASKED, SAID] = [turn('user', [{ text: 'Why?' }]), turn('model', [{ text: 'So.' }])];
  const LINE = { contents: [ASKED, SAID] };
  const sft = (value: Json): unknown => {
    const context = { columns: [], mapping: { input: null, output: null }, format: 'agent-platform-sft' };
    const row = new Row(JSON.stringify(value));
    const made = convertRow(row, settingsOf({ format: 'agent-platform-sft' }), context);
    if (made instanceof Drop) return made.reason;
    return made[0] === row ? 'the same' : made.map((each) => each.value);
  };

  it.each<[string, Json, unknown]>([
    ['that is right', LINE, 'the same'],
    ['of the assistant', { contents: [ASKED, turn('assistant', [{ text: 'So.' }])] }, [LINE]],
    ['whose parts are one part', { contents: [turn('user', { text: 'Why?' }), SAID] }, [LINE]],
    ['whose parts are texts', { contents: [turn('user', ['Why?']), SAID] }, [LINE]],
    ['with content for parts', { contents: [{ role: 'user', content: 'Why?' }, SAID] }, [LINE]],
    ['that ends with the user', { contents: [ASKED, SAID, ASKED] }, [LINE]],
    ['with an id beside', { ...LINE, id: 7 }, [LINE]],
    ['with an empty text beside another', { contents: [turn('user', [{ text: '' }, { text: 'Why?' }]), SAID] }, [LINE]],
    [
      'with a system turn inside',
      { contents: [turn('system', [{ text: 'Be brief.' }]), ASKED, SAID] },
      [{ systemInstruction: { role: 'system', parts: [{ text: 'Be brief.' }] }, ...LINE }],
    ],
    [
      'with a bare system text',
      { systemInstruction: 'Be brief.', ...LINE },
      [{ systemInstruction: { role: 'system', parts: [{ text: 'Be brief.' }] }, ...LINE }],
    ],
    ['without an answer', { contents: [ASKED] }, 'no model turn at the end'],
    ['with a blank answer', { contents: [ASKED, turn('model', [{ text: ' ' }])] }, 'the answer is empty'],
  ])('%s', (_, value, made) => {
    expect(sft(value)).toEqual(made);
  });
});
