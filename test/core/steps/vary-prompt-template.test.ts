import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Row } from '../../../src/core/row/row.ts';
import { contextOf, prepare, run } from './run.ts';

const TEMPLATES = 'One: {{input}}\nTwo: {{input}}\nThree: {{input}}';
const texts = Array.from({ length: 300 }, (_, index) => JSON.stringify({ input: `Question ${index}?`, output: 'So.' }));

function vary(rows: readonly string[], seed = 1): (string | null)[] {
  return run('vary-prompt-template', { templates: TEMPLATES, seed }, rows);
}

describe('vary-prompt-template', () => {
  it('deals all templates out in about equal shares', () => {
    const made = vary(texts);
    for (const word of ['One', 'Two', 'Three']) {
      const share = made.filter((text) => text?.includes(`"${word}: Question`)).length;
      expect(share).toBeGreaterThan(70);
      expect(share).toBeLessThan(130);
    }
  });

  it('chooses by the row’s text, not by its place', () => {
    const made = vary(texts);
    expect(vary(texts.toReversed())).toEqual(made.toReversed());
    expect(vary(texts.slice(100))).toEqual(made.slice(100));
  });

  it('deals otherwise with another seed, and the same again with the same', () => {
    expect(vary(texts)).toEqual(vary(texts));
    expect(vary(texts, 2)).not.toEqual(vary(texts));
  });

  it('changes the prompt where it lies, in any format, and no other byte', () => {
    const line = '{"id": 1.0, "messages": [{"role":"system","content":"S"}, {"role":"user", "content":"\\u0041"}]}';
    const context = { columns: ['messages'], mapping: { input: null, output: null }, format: 'openai-chat' };
    const made = prepare('vary-prompt-template', { templates: 'Q: {{input}}' }, context).apply?.(new Row(line));
    expect(made instanceof Row && made.text).toBe(line.replace('\\u0041', 'Q: A'));
  });

  it('takes a prompt as it is: dollars and braces mean nothing in it', () => {
    fc.assert(
      fc.property(fc.string(), (input) => {
        const [made] = run('vary-prompt-template', { templates: '<{{input}}>' }, [
          JSON.stringify({ input, output: 'x' }),
        ]);
        expect(JSON.parse(made ?? '')).toEqual({ input: `<${input}>`, output: 'x' });
      }),
    );
  });

  it('refuses templates that lack the prompt', () => {
    const context = contextOf(texts.slice(0, 1));
    expect(() => prepare('vary-prompt-template', { templates: 'Hello.' }, context)).toThrow(
      'Add {{input}} to “Hello.”',
    );
    expect(() => prepare('vary-prompt-template', { templates: ' \n' }, context)).toThrow('at least one template');
  });
});
