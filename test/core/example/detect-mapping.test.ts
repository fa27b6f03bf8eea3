import { describe, expect, it } from 'vitest';
import { detectMapping } from '../../../src/core/example/detect-mapping.ts';

const TOGETHER = '{{instruction}}\n{{input}}';

describe('detectMapping', () => {
  it('takes no column for what goes in that is the same in all samples, where another varies or its name is vague', () => {
    const rows = ['a', 'b', 'c'].map((text) => ({ source: 'shop', prompt: 'Rate.', query: text, output: text }));
    expect(detectMapping(['source', 'prompt', 'query', 'output'], rows).input).toBe('query');
    expect(detectMapping(['source', 'prompt', 'output'], rows).input).toBe('prompt');
    expect(detectMapping(['source', 'output'], rows).input).toBeNull();
    expect(detectMapping(['source', 'output'], rows.slice(0, 1)).input).toBe('source');
  });

  it('takes no list and no object for a text', () => {
    const rows = [{ prompt: { id: 1 }, text: 'a', response: ['b'], answer: 2 }];
    expect(detectMapping(['prompt', 'text', 'response', 'answer'], rows)).toEqual({ input: 'text', output: 'answer' });
  });

  it.each([
    [['input', 'output'], 'input', 'output'],
    [['id', 'Question', 'Answer'], 'Question', 'Answer'],
    [['Text Input', 'OUTPUT-TEXT'], 'Text Input', 'OUTPUT-TEXT'],
    [['text', 'category'], 'text', 'category'],
    [['text', 'label'], 'text', 'label'],
    [['label', 'prompt', 'completion'], 'prompt', 'completion'],
    [['query', 'prompt', 'response'], 'prompt', 'response'],
    [['问题', '答案'], '问题', '答案'],
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
    [['instruction', 'input', 'output'], { input: 'instruction', output: 'output', template: TOGETHER }],
    [['Instruction', 'Input', 'score'], { input: 'Instruction', output: null, template: '{{Instruction}}\n{{Input}}' }],
    [['指令', '输入', '输出'], { input: '指令', output: '输出', template: '{{指令}}\n{{输入}}' }],
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
