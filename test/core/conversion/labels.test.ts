import { describe, expect, it } from 'vitest';
import { labelToAnswer } from '../../../src/core/conversion/labels.ts';
import { Drop } from '../../../src/core/step.ts';
import { exampleOf, linesOf } from './say.ts';

describe('a label', () => {
  it('becomes what the model should say', () => {
    for (const label of ['spam', 1, false]) {
      const made = labelToAnswer({ ...exampleOf('user: Buy now!'), label });
      expect(made instanceof Drop ? made : linesOf(made)).toEqual(['user: Buy now!', `model: ${String(label)}`]);
    }
  });

  it('of an answer says whether it stays', () => {
    const answered = exampleOf('user: Which?', 'model: This.');
    expect(labelToAnswer({ ...answered, label: true })).toEqual(answered);
    expect(labelToAnswer({ ...answered, label: false })).toEqual(new Drop('the answer is labelled bad'));
    expect(labelToAnswer(answered)).toBe(answered);
  });
});
