import { describe, expect, it } from 'vitest';
import { run } from './run.ts';

function stripped(text: string): unknown {
  const [row] = run('strip-role-tags', {}, [JSON.stringify({ a: text })]);
  return (JSON.parse(row ?? '{}') as { a: unknown }).a;
}

describe('Remove role tags', () => {
  it.each([
    ['<|start_header_id|>user<|end_header_id|>\n\nHi<|eot_id|>', 'Hi'],
    ['<start_of_turn>model\nHello<end_of_turn>', 'Hello'],
    ['<s>[INST] <<SYS>>\nBe brief.\n<</SYS>>\n\nHi [/INST]', 'Be brief.\n\n\nHi'],
    ['### Instruction:\nDo it.\n\n### Response:', 'Do it.'],
    ['Human: Hi\n\nAssistant: Hello', 'Hi\n\nHello'],
    ['<|im_<|im_end|>start|>x', 'x'],
    ['<|im_end|>', ''],
  ])('%s becomes %s', (text, after) => {
    expect(stripped(text)).toBe(after);
  });

  it.each([
    'The human: a study',
    '### Results',
    'a <| b |> c',
    '<s>struck</s>ly',
    'Being human: why?',
    'System: Linux',
    'x << y',
  ])('leaves %s', (text) => {
    expect(stripped(text)).toBe(text);
  });
});
