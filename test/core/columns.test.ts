import { describe, expect, it } from 'vitest';
import { detectMapping } from '../../src/core/columns.ts';

describe('detectMapping', () => {
  it.each([
    [['input', 'output'], 'input', 'output'],
    [['id', 'Question', 'Answer'], 'Question', 'Answer'],
    [['Text Input', 'OUTPUT-TEXT'], 'Text Input', 'OUTPUT-TEXT'],
    [['text', 'category'], 'text', 'category'],
    [['text', 'label'], 'text', 'label'],
    [['text', 'category', 'summary'], 'text', 'summary'],
    [['label', 'prompt', 'completion'], 'prompt', 'completion'],
    [['query', 'prompt', 'response'], 'prompt', 'response'],
    [['问题', '答案'], '问题', '答案'],
    [['指令', '输入', '输出'], '输入', '输出'],
    [['instruction', 'input', 'output'], 'instruction', 'output'],
    [['instruction', 'output'], 'instruction', 'output'],
    [['messages'], null, null],
    [['inputs', 'a'], null, null],
    [[], null, null],
  ])('%j: input %j, output %j', (columns, input, output) => {
    expect(detectMapping(columns)).toEqual({ input, output });
  });

  it('passes over columns that are empty in all samples', () => {
    const samples = [{ input: ' ', query: 'a', output: null, label: 'b' }, { query: '', input: '' }, 'text'];
    expect(detectMapping(['input', 'query', 'output', 'label'], samples)).toEqual({ input: 'query', output: 'label' });
  });
});
