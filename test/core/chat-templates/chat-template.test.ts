import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { recogniseTemplate, unrender } from '../../../src/core/chat-templates/chat-template.ts';
import plainText from '../../../src/core/formats/text/plain-text.ts';
import { processorTime } from '../../support/processor-time.ts';

/** Names a user, and nobody who answers. */
const ROLES = 'User: who signs in.\nAdmin: who runs it.\nAssistants: who help.';

const PREAMBLE = 'Below is an instruction that describes a task. Write a response.';

/** Texts that are a conversation to the last character, each with its template and turns. */
const WHOLE: readonly (readonly [template: string, text: string, turns: readonly string[]])[] = [
  [
    'chatml',
    '<|im_start|>system\nBe short.<|im_end|>\n<|im_start|>user\nA gem?\n<|im_end|>\n<|im_start|>assistant\nOpal.<|im_end|>\n',
    ['system: Be short.', 'user: A gem?\n', 'model: Opal.'],
  ],
  ['chatml', '<s><|im_start|>user\nA gem?<|im_end|>', ['user: A gem?']],
  [
    'gemma',
    '<bos><start_of_turn>user\nA gem?<end_of_turn>\n<start_of_turn>model\nOpal.<end_of_turn>\n',
    ['user: A gem?', 'model: Opal.'],
  ],
  ['llama-2', '<s>[INST] A gem? [/INST] Opal. </s>', ['user: A gem?', 'model: Opal.']],
  ['llama-2', '[INST] A gem? [/INST] Opal.', ['user: A gem?', 'model: Opal.']],
  [
    'llama-2',
    '<s>[INST] <<SYS>>\nBe short.\n<</SYS>>\n\nA gem? [/INST] Opal. </s><s>[INST] And? [/INST] Ruby. </s>',
    ['system: Be short.', 'user: A gem?', 'model: Opal.', 'user: And?', 'model: Ruby.'],
  ],
  [
    'llama-2',
    '<s>[INST] A gem? [/INST] Opal.</s><s>[INST] And? [/INST] Ruby.</s>',
    ['user: A gem?', 'model: Opal.', 'user: And?', 'model: Ruby.'],
  ],
  ['instruct', `${PREAMBLE}\n\n### Instruction:\nA gem?\n\n### Response:\nOpal.`, ['user: A gem?', 'model: Opal.']],
  [
    'instruct',
    '### Instruction:\nSort.\n\n### Input:\nb, a\n\n### Response: a, b',
    ['user: Sort.\nb, a', 'model: a, b'],
  ],
  [
    'instruct',
    'Be short.\n\n### Instruction:\nA gem?\n\n### Response:\nOpal.',
    ['system: Be short.', 'user: A gem?', 'model: Opal.'],
  ],
  [
    'spoken-lines',
    'Human: A gem?\n\nAssistant: Opal.\n\nHuman: And\nanother?\n\nAssistant: Ruby.',
    ['user: A gem?', 'model: Opal.', 'user: And\nanother?', 'model: Ruby.'],
  ],
  ['spoken-lines', 'User: A gem?\nBot: Opal.\n', ['user: A gem?', 'model: Opal.']],
  ['spoken-lines', '### Human: A gem?\n### Assistant: Opal.', ['user: A gem?', 'model: Opal.']],
];

describe('a text with a chat template left over', () => {
  it.each(WHOLE)('%s is read whole: %j', (id, text, turns) => {
    expect(recogniseTemplate(text)?.id).toBe(id);
    const found = unrender(text);
    const read = found?.turns.map(
      ({ role, parts }) => `${role}: ${parts.map((p) => ('text' in p ? p.text : '')).join()}`,
    );
    expect(read).toEqual(turns);
    expect(`${found?.lead}${text.trim()}${found?.tail}`).toBe(text);
  });

  it.each([
    '<|im_start|>user\nA gem?',
    '<|im_start|>poet\nA gem?<|im_end|>',
    'They wrote <|im_start|>user\nA gem?<|im_end|>',
    '<start_of_turn>user\nA gem?<end_of_turn>\n\n<start_of_turn>model\nOpal.<end_of_turn>',
    '[INST] A gem?',
    '<s>[INST] A gem? [/INST]  Opal. </s> And more.',
    '### Instruction:\nA gem?',
    'A\n### Instruction:\nA gem?\n\n### Response:\nOpal.',
    '### Instruction:\nA gem?\n\n### Response:\nOpal.\n\n### Instruction:\nAnd?\n\n### Response:\nRuby.',
  ])('is recognised but left whole where not all of it is: %j', (text) => {
    expect(recogniseTemplate(text)).toBeDefined();
    expect(unrender(text)).toBeNull();
  });

  it('is not seen in an ordinary text', () => {
    for (const text of [
      '',
      'An opal.',
      'Instruction: sort.',
      '<s>struck out</s>',
      'See ### Instruction: below',
      ROLES,
    ]) {
      expect(recogniseTemplate(text)).toBeUndefined();
      expect(unrender(text)).toBeNull();
    }
  });

  it('is, whatever is strung together, written again as it was or left whole', () => {
    const pieces = [
      ...['<s>', '</s>', ' ', '\n', '\n\n', 'a', 'b c', '[INST] ', ' [/INST]', '<<SYS>>\n', '\n<</SYS>>\n\n', '<bos>'],
      ...['<|im_start|>', '<|im_end|>', 'user\n', 'assistant\n', 'model\n', '<start_of_turn>', '<end_of_turn>'],
      ...['### Instruction:\n', '\n\n### Input:\n', '\n\n### Response:\n', 'Below is an instruction'],
      ...['Human: ', 'User: ', '\nAssistant: ', '\n### Assistant: ', '### Human: '],
    ];
    let read = 0;
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 12 }), (chosen) => {
        const text = chosen.join('');
        const example = plainText.toExample({ text });
        if (example.meta.spelling) read++;
        expect(plainText.fromExample(example)).toEqual({ text });
      }),
      { numRuns: 20_000, seed: 7 },
    );
    expect(read).toBeGreaterThan(0);
  });

  it('is read in time that grows with the text', () => {
    const long = `### Instruction:\n${'\n\n### Input:\n'.repeat(20_000)}`;
    const spaces = `[INST] a [/INST] ${' '.repeat(50_000)}x[INST]`;
    const took = processorTime(() => {
      expect(unrender(long)).toBeNull();
      expect(unrender(spaces)).toBeNull();
      expect(unrender(`User: ${'\nUser'.repeat(50_000)}`)).toBeNull();
    });
    expect(took).toBeLessThan(2_000);
  });
});
