import { expect, it } from 'vitest';
import { familyOf } from '../../../src/core/tokens/token-count.ts';

it.each([
  ['models/gemini-3.5-flash', 'gemini-3.5'],
  ['publishers/google/models/gemini-3.5-pro', 'gemini-3.5'],
  ['models/gemini-1.5-flash-001-tuning', 'gemini-1.5'],
  ['gemini-3-pro-preview', 'gemini-3'],
  ['gemma-3-27b-it', 'gemma-3'],
  ['models/embedding-001', 'embedding-001'],
])('takes %s to be of the family %s', (model, family) => {
  expect(familyOf(model)).toBe(family);
});
