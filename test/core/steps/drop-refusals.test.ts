import { describe, expect, it } from 'vitest';
import { Row } from '../../../src/core/row/row.ts';
import { ParameterError } from '../../../src/core/recipe/step.ts';
import { prepare, run } from './run.ts';

const CHAT = { columns: ['messages'], mapping: { input: null, output: null }, format: 'openai-chat' };

function chat(asked: string, answer: string): Row {
  const messages = [
    { role: 'user', content: asked },
    { role: 'assistant', content: answer },
  ];
  return new Row(JSON.stringify({ messages }));
}

describe('Drop refusals', () => {
  it('looks at what the model says, and not at what it is asked', () => {
    const { apply } = prepare('drop-refusals', {}, CHAT);
    const kept = chat('As an AI language model, what are you?', 'A program that writes.');
    expect(apply?.(kept)).toBe(kept);
    expect(apply?.(chat('Hi', 'I cannot assist with that.'))).toMatchObject({ reason: 'refusal' });
  });

  it('leaves a rejected answer that is one', () => {
    const row = { prompt: 'How do I bake bread?', chosen: 'With flour and time.', rejected: 'I can’t help with that.' };
    const texts = [JSON.stringify(row), JSON.stringify({ ...row, chosen: row.rejected, rejected: row.chosen })];
    const context = { columns: [], mapping: { input: null, output: null }, format: 'trl-preference' };
    const { apply } = prepare('drop-refusals', {}, context);
    expect(texts.map((text) => apply?.(new Row(text)) instanceof Row)).toEqual([true, false]);
  });

  it('looks where it is told to, and says so where nothing is known', () => {
    const rows = ['{"x":"I’m sorry, but I cannot do that.","y":"fine"}', '{"x":"ok","y":"I am sorry for your loss."}'];
    expect(run('drop-refusals', { columns: ['x'] }, rows)).toEqual([null, rows[1]]);
    expect(() => prepare('drop-refusals', {}, { columns: ['x'], mapping: { input: null, output: null } })).toThrow(
      ParameterError,
    );
  });
});
