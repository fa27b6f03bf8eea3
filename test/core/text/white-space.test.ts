import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  collapse,
  countSpacedWords,
  isBlank,
  isWhiteSpace,
  splitWords,
  trim,
} from '../../../src/core/text/white-space.ts';

// [c for c in range(0x110000) if chr(c).isspace()] in Python 3.13; str.strip and str.split agree with it.
const PYTHON = [
  ...[0x09, 0x0a, 0x0b, 0x0c, 0x0d, 0x1c, 0x1d, 0x1e, 0x1f, 0x20, 0x85, 0xa0, 0x1680],
  ...[0x2000, 0x2001, 0x2002, 0x2003, 0x2004, 0x2005, 0x2006, 0x2007, 0x2008, 0x2009, 0x200a],
  ...[0x2028, 0x2029, 0x202f, 0x205f, 0x3000],
];

const CLASS = `[${PYTHON.map((code) => String.fromCharCode(code)).join('')}]`;
const ENDS = new RegExp(`^${CLASS}+|${CLASS}+$`, 'g');

const text = fc.string({
  unit: fc.constantFrom('a', 'é', '語', ' ', '\n', '\x1c', '\x85', '\u2028', '\ufeff', '\u200b'),
  maxLength: 12,
});

describe('isWhiteSpace', () => {
  it('is the table of Python', () => {
    const codes = Array.from({ length: 0x10000 }, (_, code) => code);
    expect(codes.filter(isWhiteSpace)).toEqual(PYTHON);
  });
});

describe('trim', () => {
  it('takes white space from both ends and nothing else', () => {
    fc.assert(
      fc.property(text, (value) => {
        expect(trim(value)).toBe(value.replace(ENDS, ''));
        expect(isBlank(value)).toBe(trim(value) === '');
      }),
    );
  });

  it('leaves the byte order mark and zero-width spaces, as Python does', () => {
    expect(trim('\ufeff a \u200b')).toBe('\ufeff a \u200b');
    expect(isBlank('\ufeff')).toBe(false);
  });
});

describe('collapse', () => {
  it('leaves single spaces between words', () => {
    fc.assert(
      fc.property(text, (value) => {
        expect(collapse(value)).toBe(value.replace(ENDS, '').replace(new RegExp(`${CLASS}+`, 'g'), ' '));
      }),
    );
  });
});

describe('splitWords and countSpacedWords', () => {
  it('agree with each other and with a split at the class', () => {
    fc.assert(
      fc.property(text, fc.nat(5), (value, atMost) => {
        const words = value.split(new RegExp(`${CLASS}+`)).filter((word) => word !== '');
        expect(splitWords(value)).toEqual(words);
        expect(countSpacedWords(value)).toBe(words.length);
        expect(countSpacedWords(value, atMost)).toBe(Math.min(atMost, words.length));
      }),
    );
  });
});
