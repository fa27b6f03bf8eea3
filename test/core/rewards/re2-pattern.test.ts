import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileRe2 } from '../../../src/core/rewards/parts/re2-pattern.ts';

function isMatch(pattern: string, text: string): boolean {
  const compiled = compileRe2(pattern);
  if (!('pattern' in compiled)) throw new Error(compiled.why);
  return compiled.pattern.test(text);
}

describe('a pattern of RE2', () => {
  it.each([
    ['(?i)yes', 'YES', true],
    ['(?s)a.b', 'a\nb', true],
    ['a.b', 'a\nb', false],
    ['\\Aab\\z', 'ab', true],
    ['\\Aab\\z', 'ab\n', false],
    ['(?P<year>\\d{4})', '2026', true],
    ['[[:digit:]]+x', '12x', true],
    ['[^[:space:]]', ' ', false],
    ['[]a]', ']', true],
    ['[a[]', '[', true],
    ['\\-\\"\\:', '-":', true],
    ['\\p{Greek}', 'λ', true],
    ['^\\pN+$', '١٢', true],
    ['[\\p{Lu}\\x{1F600}]', '😀', true],
    ['^(?:a|b){2,3}$', 'aba', true],
  ])('%s on %j: %s', (pattern, text, is) => {
    expect(isMatch(pattern, text)).toBe(is);
  });

  it.each([
    'a(?=b)',
    '(?!a)',
    '(?<=a)b',
    '(?<!a)b',
    '(?>a)',
    '(a)\\1',
    '\\k<n>',
    'a{1001}',
    '(',
    '[a',
    'a**',
    '\\p{Nowhere}',
  ])('refuses %s, as the service would', (pattern) => {
    expect(compileRe2(pattern)).toMatchObject({ refused: true });
  });

  it.each(['\\Qa.b\\E', '(?U)a+', '[[:ascii:]]'])('says of %s that it can’t be tried here', (pattern) => {
    expect(compileRe2(pattern)).toMatchObject({ refused: false });
  });

  it('gives a pattern or a reason, whatever is typed', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const compiled = compileRe2(text);
        expect('pattern' in compiled ? '' : compiled.why).toEqual(expect.any(String));
      }),
    );
  });

  it('finds words without signs as they are', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z ]{1,12}$/), fc.string(), (word, around) => {
        expect(isMatch(word, around + word)).toBe(true);
      }),
    );
  });
});
