import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { indentJson } from '../../../src/ui/text/indent-json.ts';

describe('laying out JSON', () => {
  it('looks like JSON.stringify where spelling is plain', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(indentJson(JSON.stringify(value))).toBe(JSON.stringify(value, null, 2));
      }),
    );
  });

  it('keeps numbers, escapes and duplicate keys as they are spelled', () => {
    expect(indentJson('{"a":1.0,"a":12345678901234567890,"s":"\\u00e9 {,}"}')).toBe(
      '{\n  "a": 1.0,\n  "a": 12345678901234567890,\n  "s": "\\u00e9 {,}"\n}',
    );
  });

  it('takes white space between tokens as nothing', () => {
    expect(indentJson('{ "a" : [ ] , "b" : { } }')).toBe('{\n  "a": [],\n  "b": {}\n}');
  });

  it('ends on a text that was cut', () => {
    expect(indentJson('{"a":"bc')).toBe('{\n  "a": "bc');
  });
});
