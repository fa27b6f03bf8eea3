import { describe, expect, it } from 'vitest';
import { formats } from '../../../src/core/formats/index.ts';
import { runRecipe } from '../../../src/core/recipe/run-recipe.ts';
import type { StepContext } from '../../../src/core/recipe/step.ts';
import { contextOf, prepare, reasonFor } from './run.ts';

const pair = '{"question":"Why?","answer":"So.","id":7}';

describe('convert-format', () => {
  it('tells the format, the columns and their meaning after it', () => {
    const { format, columns, mapping } = prepare('convert-format', { format: 'gemini-api' }, contextOf([pair]));
    expect({ format, columns, mapping }).toEqual({
      format: 'gemini-api',
      columns: expect.arrayContaining(['text_input', 'output']) as string[],
      mapping: { input: 'text_input', output: 'output' },
    });
    expect(columns).not.toContain('id');
    const kept = prepare('convert-format', { format: 'gemini-api', otherColumns: 'keep' }, contextOf([pair]));
    expect(kept.columns).toContain('id');
    expect(kept.columns).not.toContain('question');
  });

  it('keeps columns and mapping of a dataset that has the format', () => {
    const context: StepContext = {
      columns: ['text_input', 'output', 'id'],
      mapping: { input: 'text_input', output: 'output' },
      format: 'gemini-api',
    };
    const { columns, mapping } = prepare('convert-format', { format: 'gemini-api' }, context);
    expect(columns).toEqual(expect.arrayContaining(['text_input', 'output', 'id']));
    expect(mapping).toBe(context.mapping);
  });

  it('names every format that is written, and refuses a template without a place for the prompt', () => {
    expect(() => prepare('convert-format', { template: 'Hello.' }, contextOf([pair]))).toThrow(
      'Add {{input}} to the template',
    );
    for (const { id, readOnly } of formats) {
      if (readOnly !== true) expect(prepare('convert-format', { format: id }, contextOf([pair])).format).toBe(id);
    }
  });

  it('is made ready for a dataset of any format', () => {
    for (const { id } of formats) {
      const context: StepContext = { columns: ['id'], mapping: { input: null, output: null }, format: id };
      const { columns } = prepare('convert-format', { format: 'alpaca', otherColumns: 'keep' }, context);
      expect(columns).toEqual(expect.arrayContaining(['instruction', 'output']));
    }
  });

  it('makes several rows of one, counted', async () => {
    const dialogue = JSON.stringify({
      messages: ['A', 'B', 'C', 'D'].map((content, index) => ({ role: index % 2 ? 'assistant' : 'user', content })),
    });
    const context: StepContext = {
      columns: ['messages'],
      mapping: { input: null, output: null },
      format: 'openai-chat',
    };
    const recipe = [{ step: 'convert-format', version: 1, params: { format: 'gemini-api', turns: 'each' } }];
    const made = await runRecipe(recipe, context, [dialogue]);
    expect(made.ok && made.value.rows).toEqual([
      '{"text_input":"A","output":"B"}',
      JSON.stringify({ text_input: 'User: A\n\nModel: B\n\nUser: C', output: 'D' }),
    ]);
    expect(made.ok && made.value.log[0]).toMatchObject({ rowsIn: 1, rowsOut: 2, changed: 1, added: 1 });
  });

  it('drops what can’t be converted, with the reason', () => {
    expect(reasonFor('convert-format', {}, '{"question":"Why?","answer":""}')).toBe('the answer is empty');
  });
});
