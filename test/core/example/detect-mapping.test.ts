import { describe, expect, it } from 'vitest';
import { detectMapping } from '../../../src/core/example/detect-mapping.ts';

describe('detectMapping', () => {
  it.each([
    [['input', 'output'], 'input', 'output'],
    [['id', 'Question', 'Answer'], 'Question', 'Answer'],
    [['Text Input', 'OUTPUT-TEXT'], 'Text Input', 'OUTPUT-TEXT'],
    [['text', 'category'], 'text', 'category'],
    [['text', 'label'], 'text', 'label'],
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

  it.each([
    [['System Prompt', 'question', 'answer'], { input: 'question', output: 'answer', system: 'System Prompt' }],
    [['prompt', 'chosen', 'rejected'], { input: 'prompt', output: null, chosen: 'chosen', rejected: 'rejected' }],
    [['text', 'category', 'summary'], { input: 'text', output: 'summary', tags: ['category'] }],
    [['text', 'category'], { input: 'text', output: 'category' }],
    [['prompt', 'Tags', 'answer', 'topic'], { input: 'prompt', output: 'answer', tags: ['Tags'] }],
    [['prompt', 'chosen'], { input: 'prompt', output: null }],
    [['text', 'sentiment'], { input: 'text', output: null, label: 'sentiment' }],
    [
      ['question', 'Passage', 'answer'],
      { input: 'question', output: 'answer', template: '{{Passage}}\n\n{{question}}' },
    ],
    [
      ['系统提示', '上下文', '问题', '回答', '类别'],
      { input: '问题', output: '回答', system: '系统提示', label: '类别', template: '{{上下文}}\n\n{{问题}}' },
    ],
    [['a {context}', 'background', 'b {}'], { input: null, output: null }],
  ])('%j: %j', (columns, mapping) => {
    expect(detectMapping(columns)).toEqual(mapping);
  });

  it('takes a label beside an answer for a verdict only where it says yes or no', () => {
    const columns = ['prompt', 'completion', 'label'];
    const row = { prompt: 'a', completion: 'b', label: false };
    expect(detectMapping(columns, [row])).toEqual({ input: 'prompt', output: 'completion', label: 'label' });
    expect(detectMapping(columns, [{ ...row, label: 'c' }])).toEqual({ input: 'prompt', output: 'completion' });
    expect(detectMapping(['prompt', 'label'], [row])).toEqual({ input: 'prompt', output: 'label' });
  });
});
