import { describe, expect, it } from 'vitest';
import { type Analysis, analysisContext } from '../../../src/core/analyses/analysis.ts';
import { Row } from '../../../src/core/row/row.ts';
import { importTemplate } from '../../support/readme-template.ts';
import { testPromises, wordsOf } from './promises.ts';

// The cast: the template says so.
const analysis = (await importTemplate('src/core/analyses/README.md')) as Analysis;

describe('an analysis made from the README’s template', () => {
  testPromises(analysis);

  it('counts what it says', () => {
    expect(analysis.id).toBe('questions');
    expect(wordsOf(analysis, new Row('{"a":"Who? What?","b":"Why?"}'))).toEqual([2, 1]);
    const chat = analysisContext({ mapping: { input: null, output: null }, format: 'openai-chat' });
    const turns = '{"messages":[{"role":"user","content":"Who?"},{"role":"assistant","content":"Me."}]}';
    expect(wordsOf(analysis, new Row(turns), chat)).toEqual([1, 0]);
  });
});
