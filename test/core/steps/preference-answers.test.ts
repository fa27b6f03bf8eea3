import { describe, expect, it } from 'vitest';
import { detectFormat } from '../../../src/core/example/row-format.ts';
import type { Json } from '../../../src/core/json.ts';
import { Row } from '../../../src/core/row/row.ts';
import { describeShared } from '../../support/real-files.ts';
import { prepare, runRows } from './run.ts';

const user = (content: string): Json => ({ role: 'user', content });
const assistant = (content: string): Json => ({ role: 'assistant', content });

function transcript(answer: string, ...before: readonly string[]): string {
  const turns = ['What is an opal made of?', ...before, answer];
  return turns.map((text, at) => `\n\n${at % 2 === 0 ? 'Human' : 'Assistant'}: ${text}`).join('');
}

function leaves(id: string, rows: readonly Json[], params = {}): boolean[] {
  const format = detectFormat(rows[0] ?? null)?.id;
  const context = { columns: ['chosen', 'rejected'], mapping: { input: null, output: null }, format };
  const step = prepare(id, params, context);
  return runRows(
    step,
    rows.map((row) => new Row(JSON.stringify(row))),
  ).map((row) => row === null);
}

const TRANSCRIPTS: readonly Json[] = [
  { chosen: transcript('Tiny spheres of silica.'), rejected: transcript('No.') },
  { chosen: transcript(''), rejected: transcript('Tiny spheres of silica.') },
  {
    chosen: transcript('Yes.', 'Tiny spheres of silica.', 'Really?'),
    rejected: transcript('I will not say.', 'Tiny spheres of silica.', 'Really?'),
  },
];

const LISTS: readonly Json[] = [
  {
    chosen: [user('And?'), assistant('Tiny spheres of silica.')],
    rejected: [user('And?'), assistant('No idea at all.')],
  },
  { chosen: [user('And?'), assistant(' ')], rejected: [user('And?'), assistant('No idea at all.')] },
  {
    chosen: [user('And?'), assistant('Tiny spheres of silica.'), user('Really?'), assistant('Yes.')],
    rejected: [user('And?'), assistant('Tiny spheres of silica.'), user('Really?'), assistant('I will not say.')],
  },
];

describe.each([
  ['transcripts', TRANSCRIPTS],
  ['lists of messages', LISTS],
])('answers in %s', (_, rows) => {
  it('are empty where the last one is', () => {
    expect(leaves('drop-empty-rows', rows)).toEqual([false, true, false]);
  });

  it('are short where the last one is, whatever was said before', () => {
    expect(leaves('drop-short-outputs', rows)).toEqual([false, true, true]);
  });

  it('are trimmed and replaced by themselves', () => {
    const format = detectFormat(rows[0] ?? null)?.id;
    const context = { columns: [], mapping: { input: null, output: null }, format };
    const step = prepare(
      'find-and-replace',
      { columns: [{ role: 'chosen' }], find: 'Yes', replacement: 'No' },
      context,
    );
    const [, , third] = runRows(
      step,
      rows.map((row) => new Row(JSON.stringify(row))),
    );
    expect(third?.text).toBe(JSON.stringify(rows[2]).replace('Yes.', 'No.'));
  });
});

describe('Vary the prompt template', () => {
  it('writes one prompt before both answers', () => {
    const row = { chosen: transcript('Silica.'), rejected: transcript('No idea.') };
    const context = { columns: [], mapping: { input: null, output: null }, format: 'hh-rlhf' };
    const step = prepare('vary-prompt-template', { templates: 'Q: {{input}}' }, context);
    const [after] = runRows(step, [new Row(JSON.stringify(row))]);
    const asked = (text: string): string => text.replace('Human: ', 'Human: Q: ');
    expect(after?.value).toEqual({ chosen: asked(row.chosen), rejected: asked(row.rejected) });
  });
});

describeShared('llama-factory', (files) => {
  it.each([
    ['dpo_en_demo.json', 9],
    ['v1_dpo_demo.jsonl', 2],
  ])('%s has %i chosen answers under three words', (name, count) => {
    const text = new TextDecoder().decode(files.bytes(name));
    // Both files are JSON of rows.
    const lines = text.trim().split('\n');
    const rows = JSON.parse(name.endsWith('l') ? `[${lines.join(',')}]` : text) as Json[];
    expect(leaves('drop-short-outputs', rows, { unit: 'spaced-words' }).filter(Boolean)).toHaveLength(count);
  });
});
