import { describe, expect, it } from 'vitest';
import { reasonWords } from '../../src/words/reason-words.ts';

describe('why an answer ended', () => {
  it('is said in plain words, with Google’s own beside them', () => {
    expect(reasonWords('MAX_TOKENS')).toMatch(/^it reached the longest answer.*\(MAX_TOKENS\)\.$/);
    expect(reasonWords('SAFETY')).toBe('Google’s safety filters stopped it (SAFETY).');
  });

  it('is given as it came where it is new', () => {
    expect(reasonWords('SOLAR_FLARE')).toBe('SOLAR_FLARE.');
  });
});
