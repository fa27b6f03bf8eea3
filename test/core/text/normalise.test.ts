import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Normalisation, normalise } from '../../../src/core/text/normalise.ts';

const NONE: Normalisation = { letterCase: false, whiteSpace: false, compatibility: false, punctuation: false };
const ALL: Normalisation = { letterCase: true, whiteSpace: true, compatibility: true, punctuation: true };

const switches = fc.record({
  letterCase: fc.boolean(),
  whiteSpace: fc.boolean(),
  compatibility: fc.boolean(),
  punctuation: fc.boolean(),
});

describe('normalise', () => {
  it('is its own normal form, whatever is switched on', () => {
    const unit = fc.oneof(
      fc.constantFrom(
        ' ',
        '\t',
        '\u00a0',
        '!',
        '…',
        '¨',
        'Σ',
        'ς',
        'İ',
        'ẞ',
        'e',
        'E',
        '\u0301',
        '\u0345',
        '⑴',
        'ﬁ',
        'Ａ',
        'Ω',
        '가',
        'ᄀ',
        'ᅡ',
      ),
      fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
    );
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 8 }), switches, (text, by) => {
        const once = normalise(text, by);
        expect(normalise(once, by)).toBe(once);
      }),
      { numRuns: 5000 },
    );
  });

  it('changes nothing with everything off', () => {
    const text = ' Ａ\u0301,  b ';
    expect(normalise(text, NONE)).toBe(text);
  });

  it('ignores one thing at a time', () => {
    expect(normalise('ÀB ς', { ...NONE, letterCase: true })).toBe('àb σ');
    expect(normalise('\u00a0a \n b\x1c', { ...NONE, whiteSpace: true })).toBe('a b');
    expect(normalise('ﬁne Ａ e\u0301', { ...NONE, compatibility: true })).toBe('fine A é');
    expect(normalise('"a+b," he said…', { ...NONE, punctuation: true })).toBe('a+b he said');
  });

  it('makes the same of texts that differ in all of these', () => {
    expect(normalise('  WHAT is\tit？ ', ALL)).toBe(normalise('What is it?', ALL));
    expect(normalise('caf e!\u0301', ALL)).toBe(normalise('caf é', ALL));
    expect(normalise('ΟΔΟΣ!', ALL)).toBe(normalise('οδος', ALL));
  });

  it('keeps texts apart that are punctuation only', () => {
    expect(normalise('?!', ALL)).not.toBe(normalise('...', ALL));
    expect(normalise('…', ALL)).toBe(normalise('...', ALL));
  });

  it('lower-cases i without a locale', () => {
    expect(normalise('TITLE', ALL)).toBe('title');
  });
});
