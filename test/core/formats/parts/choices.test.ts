import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { choiceIndex, readChoices, writeChoices } from '../../../../src/core/formats/parts/choices.ts';

it('takes apart what it wrote', () => {
  const word = fc.stringMatching(/^[a-z .\n]{1,9}$/);
  fc.assert(
    fc.property(word, fc.array(word, { minLength: 2, maxLength: 26 }), (question, choices) => {
      expect(readChoices(writeChoices(question, choices))).toEqual({ question, choices });
    }),
  );
  expect(readChoices('How hard is talc?')).toBeNull();
  expect(readChoices('A list:\n\nA. of one')).toBeNull();
});

it.each([
  [1, 1],
  ['B', 1],
  ['talc', 0],
  ['B. jade', 1],
  // A choice that is itself a letter is meant by its text.
  ['C', 3],
  [-1, -1],
  [4, -1],
  [0.5, -1],
  ['opal', -1],
])('%j means choice %i', (answer, index) => {
  expect(choiceIndex(answer, ['talc', 'jade', 'ruby', 'C'])).toBe(index);
});
