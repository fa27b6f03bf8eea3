import { describe, expect, it } from 'vitest';
import { hashText, hexOf } from '../../../src/core/hash/text-hash.ts';
import { Row } from '../../../src/core/row/row.ts';
import { ParameterError } from '../../../src/core/recipe/step.ts';
import { contextOf, prepare, run } from './run.ts';

function hashOf(text: string): string {
  const words = new Uint32Array(4);
  hashText(text, words, 0);
  return hexOf(words, 0);
}

describe('Edit row', () => {
  it('replaces the row that was spelled so, and only that', () => {
    const params = { rowHash: hashOf('{"a": "é"}'), text: '{"a": 1.0}' };
    expect(run('edit-row', params, ['{"a": "é"}', '{"a":"é"}'])).toEqual(['{"a": 1.0}', '{"a":"é"}']);
  });

  it('takes an edit that changes nothing for none', () => {
    const step = prepare('edit-row', { rowHash: hashOf('{"a":1}'), text: '{"a":1}' }, contextOf([]));
    const row = new Row('{"a":1}');
    expect(step.apply?.(row)).toBe(row);
  });

  it('writes the row on one line', () => {
    const params = { rowHash: hashOf('1'), text: ' {\n  "a": 1\r\n}\n' };
    const [row] = run('edit-row', params, ['1']);
    expect(row).not.toMatch(/[\r\n]/);
    expect(JSON.parse(row ?? '')).toEqual({ a: 1 });
  });

  it('refuses what is not JSON', () => {
    expect(() => prepare('edit-row', { rowHash: '', text: '{a}' }, contextOf([]))).toThrow(ParameterError);
  });
});
