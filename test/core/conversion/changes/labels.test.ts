import { describe, expect, it } from 'vitest';
import { labelToAnswer } from '../../../../src/core/conversion/changes/labels.ts';
import { Drop } from '../../../../src/core/recipe/step.ts';
import { exampleOf, linesOf } from '../say.ts';

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

  it('of an answer is left out where it is a class', () => {
    const answered = exampleOf('user: Which?', 'model: This.');
    for (const label of ['billing', '', 0, 1]) expect(labelToAnswer({ ...answered, label })).toEqual(answered);
  });

  it('of an answer is yes or no as a text, too, since cells of CSV have no other', () => {
    const answered = exampleOf('user: Which?', 'model: This.');
    expect(labelToAnswer({ ...answered, label: 'True' })).toEqual(answered);
    for (const label of ['False', 'FALSE', 'false']) {
      expect(labelToAnswer({ ...answered, label })).toEqual(new Drop('the answer is labelled bad'));
    }
  });
});
