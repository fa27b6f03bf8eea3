import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ParameterError } from '../../../src/core/recipe/step.ts';
import { compilePattern } from '../../../src/core/text/pattern.ts';

describe('compilePattern', () => {
  it('finds any text as it is', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), fc.string(), (text, around) => {
        const pattern = compilePattern('find', text, { regex: false, matchCase: true });
        expect(`${around}${text}`.replace(pattern, '')).toBe(`${around}${text}`.replaceAll(text, ''));
      }),
    );
  });

  it('ignores case where it is asked to', () => {
    const pattern = compilePattern('find', 'a.É', { regex: false, matchCase: false });
    expect('A.é axé'.replace(pattern, '-')).toBe('- axé');
  });

  it('says what is wrong with a pattern, and with which parameter', () => {
    const compile = (): RegExp => compilePattern('find', '(a', { regex: true, matchCase: true });
    expect(compile).toThrow(ParameterError);
    expect(compile).toThrow('This is not a regular expression: unterminated group.');
    expect(() => compilePattern('value', '', { regex: false, matchCase: true })).toThrow(
      expect.objectContaining({ parameter: 'value' }),
    );
  });
});
