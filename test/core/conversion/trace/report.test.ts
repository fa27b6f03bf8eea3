import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addReport,
  type ConversionReport,
  emptyReport,
  reportRow,
} from '../../../../src/core/conversion/trace/report.ts';
import type { ConversionSettings } from '../../../../src/core/conversion/conversion-settings.ts';
import { prepareTuneFaults } from '../../../../src/core/preflight/tune-faults.ts';
import { Row } from '../../../../src/core/row/row.ts';
import type { StepContext } from '../../../../src/core/recipe/step.ts';
import { settingsOf } from '../initial-settings.ts';

const alpaca: StepContext = {
  columns: ['instruction', 'input', 'output'],
  mapping: { input: 'instruction', output: 'output' },
  format: 'alpaca',
};

const ROWS = [
  { instruction: 'Name a gem.', input: '', output: 'Opal.' },
  { instruction: 'Sort by weight.', input: 'lead, cork', output: 'cork, lead', id: 7 },
  { instruction: 'Say nothing.', input: '', output: '' },
].map((value) => JSON.stringify(value));

function report(
  texts: readonly string[],
  changed: Partial<ConversionSettings> = {},
  context = alpaca,
): ConversionReport {
  const sum = emptyReport();
  for (const text of texts) reportRow(sum, new Row(text), settingsOf({ format: 'gemini-api', ...changed }), context);
  return sum;
}

describe('the report', () => {
  const made = report(ROWS);

  it('counts what becomes of the rows', () => {
    expect(made).toMatchObject({ rows: 3, unchanged: 0, written: 2 });
    expect(made.refused).toEqual(
      new Map([['the answer is empty', { count: 1, detail: 'the answer is empty', examples: [ROWS[2]] }]]),
    );
    expect(made.sources).toEqual(new Map([['alpaca', 3]]));
  });

  it('names the value and its place beside a reason', () => {
    const lists = [['a'], ['b']].map((output) =>
      JSON.stringify({ instruction: 'A', conversations: [], output, id: output }),
    );
    const { refused } = report([...lists, '{"instruction":"A","output":{"b":1}}']);
    expect([...refused].map(([reason, { count, detail }]) => [reason, count, detail])).toEqual([
      ['Alpaca: output is a list, not a text', 2, 'Alpaca: output is a list, not a text'],
      ['Alpaca: output is an object, not a text', 1, 'Alpaca: output is an object, not a text'],
    ]);
    const chat = { columns: [], mapping: { input: null, output: null }, format: 'sharegpt' };
    const roles = ['troll', 'ogre'].map((from) => JSON.stringify({ conversations: [{ from, value: 'A' }] }));
    const [[reason, { count, detail }] = ['', { count: 0, detail: '' }]] = [...report(roles, {}, chat).refused];
    expect([reason, count, detail]).toEqual([
      'ShareGPT: conversations[].from is …: no role that is known',
      2,
      'ShareGPT: conversations[0].from is "troll": no role that is known',
    ]);
  });

  it('tells what Tune would say of the rows', () => {
    const chat = { columns: [], mapping: { input: null, output: null }, format: 'openai-chat' };
    const settings = settingsOf({ format: 'agent-platform-sft' });
    const turns = [
      ['user', 'A'],
      ['assistant', 'B', 0],
      ['user', 'C'],
      ['assistant', 'D', 1],
    ] as const;
    const messages = turns.map(([role, content, weight]) => ({
      role,
      content,
      ...(weight !== undefined && { weight }),
    }));
    const [one, other] = [emptyReport(), emptyReport()];
    for (const sum of [one, other]) {
      reportRow(sum, new Row(JSON.stringify({ messages })), settings, chat, prepareTuneFaults(settings, chat));
    }
    addReport(one, other);
    expect(one.told).toEqual(new Map([['weight-lost', { count: 2, detail: 'turn 2 has the weight 0' }]]));
    expect(prepareTuneFaults(settingsOf({ format: 'alpaca' }), chat)).toBeNull();
  });

  it('tells of each field what became of it, with an example', () => {
    const fate = Object.fromEntries([...made.fields].map(([path, { counts, empty }]) => [path, { ...counts, empty }]));
    const none = { kept: 0, moved: 0, respelled: 0, merged: 0, split: 0, dropped: 0, empty: 0 };
    expect(fate).toEqual({
      instruction: { ...none, moved: 1, merged: 1 },
      input: { ...none, merged: 1, empty: 1 },
      output: { ...none, kept: 2 },
      id: { ...none, dropped: 1 },
    });
    expect(made.fields.get('input')?.examples.merged).toEqual({
      value: 'lead, cork',
      into: { path: 'text_input', value: 'Sort by weight.\nlead, cork' },
    });
    expect(made.fields.get('instruction')?.into).toEqual(new Map([['text_input', 2]]));
  });

  it('tells of tags as of any other field', () => {
    const context: StepContext = { columns: [], mapping: { input: 'q', output: 'a', tags: ['topic'] } };
    const fates = (format: string): unknown =>
      report(['{"q":"Why?","a":"So.","topic":"gems"}'], { format }, context).fields.get('topic')?.counts;
    const none = { kept: 0, moved: 0, respelled: 0, merged: 0, split: 0, dropped: 0 };
    expect(fates('input-output')).toEqual({ ...none, moved: 1 });
    expect(fates('openai-chat')).toEqual({ ...none, dropped: 1 });
  });

  it('tells of the role of a system message that it is kept in words', () => {
    const messages = (role: string): string =>
      JSON.stringify({
        messages: [
          [role, 'Rule.'],
          ['user', 'A'],
          ['assistant', 'B'],
        ].map(([role, content]) => ({ role, content })),
      });
    const context: StepContext = { ...alpaca, format: 'openai-chat' };
    const made = report([messages('system'), messages('developer')], { format: 'agent-platform-sft' }, context);
    const role = made.fields.get('messages[].role');
    expect(role?.counts.dropped).toBe(0);
    expect(role?.into.get('systemInstruction.role')).toBe(2);
    expect(made.invented).toEqual(new Map());
  });

  it('tells what is invented', () => {
    const said = report([ROWS[0] ?? ''], { preamble: 'Be short.', template: '{{input}}' });
    expect(said.invented).toEqual(new Map());
    const chat = report(['{"instruction":"Name a gem.","input":"","output":"Opal."}'], {
      format: 'agent-platform-sft',
    });
    expect([...chat.invented]).toEqual([['contents[].role', { count: 2, example: 'user' }]]);
  });

  it('proves the way back, and shows what does not come back', () => {
    expect(made.proof).toMatchObject({ equal: 1, different: 1, impossible: 0 });
    expect(made.proof.examples[0]).toEqual({
      proof: 'different',
      before: ROWS[1],
      converted: '{"text_input":"Sort by weight.\\nlead, cork","output":"cork, lead"}',
      back: expect.stringContaining('"instruction":"Sort by weight.\\nlead, cork"') as string,
    });
  });

  it('adds up over tasks to what one task finds', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...ROWS), { maxLength: 9 }), fc.nat(9), (texts, cut) => {
        const sum = report(texts.slice(0, cut));
        addReport(sum, report(texts.slice(cut)));
        expect(sum).toEqual(report(texts));
      }),
    );
  });

  it('crosses to another thread', () => {
    expect(structuredClone(made)).toEqual(made);
  });

  it('counts fields beyond a limit as one, by name', () => {
    const wide = JSON.stringify({
      ...{ instruction: 'Name a gem.', input: '', output: 'Opal.' },
      by: Object.fromEntries(Array.from({ length: 500 }, (_, index) => [`key${index}`, 1])),
    });
    const { fields } = report([wide]);
    expect(fields.size).toBe(301);
    expect(fields.get('… other fields')?.counts.dropped).toBe(203);
  });
});
