import { describe, expect, it } from 'vitest';
import { Row } from '../../../src/core/row/row.ts';
import { estimateTokens } from '../../../src/core/tokens/estimate-tokens.ts';
import { prepare, reasonFor, run } from './run.ts';

describe('Limit length', () => {
  it('counts characters, not units of UTF-16, and every text of the row', () => {
    const rows = ['{"a":"😀😀","b":"x"}', '{"a":"😀😀","b":"xy"}'];
    expect(run('limit-length', { most: 3, unit: 'characters' }, rows)).toEqual([rows[0], null]);
  });

  it('counts tokens as they are estimated elsewhere', () => {
    const text = 'How many tokens are in this very sentence?';
    const { likely } = estimateTokens(text);
    const row = JSON.stringify({ a: text });
    expect(run('limit-length', { most: likely }, [row])).toEqual([row]);
    expect(run('limit-length', { most: likely - 1 }, [row])).toEqual([null]);
    expect(reasonFor('limit-length', { most: 1 }, row)).toBe('over 1 tokens');
  });

  it('looks at one role inside of messages', () => {
    const text = '{"messages":[{"role":"user","content":"a long question"},{"role":"assistant","content":"short"}]}';
    const context = { columns: ['messages'], mapping: { input: null, output: null }, format: 'openai-chat' };
    const left = (columns: readonly { role: string }[]): boolean => {
      const { apply } = prepare('limit-length', { most: 5, unit: 'characters', columns: [...columns] }, context);
      return apply?.(new Row(text)) instanceof Row;
    };
    expect([left([{ role: 'output' }]), left([{ role: 'input' }]), left([])]).toEqual([true, false, false]);
  });
});
