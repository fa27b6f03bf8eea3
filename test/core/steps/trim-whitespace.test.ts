import { describe, expect, it } from 'vitest';
import { run } from './run.ts';

describe('Trim whitespace', () => {
  it('patches only the values that change', () => {
    const text = '{ "id": 1.0,"input" : "\\u0041 ", "output": "caf\\u00e9","input":"  x\\n" }';
    expect(run('trim-whitespace', {}, [text])).toEqual([
      '{ "id": 1.0,"input" : "\\u0041 ", "output": "caf\\u00e9","input":"x" }',
    ]);
  });

  it('trims what Python strips, and not the byte order mark', () => {
    const text = JSON.stringify({ a: '\x1c\x85\u3000x\ufeff \u2028' });
    expect(run('trim-whitespace', {}, [text])).toEqual([JSON.stringify({ a: 'x\ufeff' })]);
  });

  it('reaches every text of the row itself, but none inside lists and objects', () => {
    const text = '{"__proto__":" a ","list":[" b "],"object":{"c":" d "},"number":1,"nothing":null}';
    expect(run('trim-whitespace', {}, [text])).toEqual([text.replace('" a "', '"a"')]);
    expect(run('trim-whitespace', {}, ['" text "', '[" b "]'])).toEqual(['"text"', '[" b "]']);
  });

  it('spells a text anew where more than white space would be spelled otherwise', () => {
    const text = '{"a":"\\n\\u00e9\\/ ","b":"x\\n\\ny\\n","c":" \\u0020\\t","d":" \\\\n","e":"\\u00e9"}';
    expect(run('trim-whitespace', {}, [text])).toEqual(['{"a":"é/","b":"x\\n\\ny","c":"","d":"\\\\n","e":"\\u00e9"}']);
  });

  it('takes columns in any order, also one twice', () => {
    const text = '{"z":" 1 ","b":"2 ","a":" 3"}';
    expect(run('trim-whitespace', { columns: ['a', 'z', 'a', 'b'] }, [text])).toEqual(['{"z":"1","b":"2","a":"3"}']);
    expect(run('trim-whitespace', {}, [text])).toEqual(['{"z":"1","b":"2","a":"3"}']);
  });

  it('takes columns that no row has', () => {
    expect(run('trim-whitespace', { columns: ['other'] }, ['{"a":" b "}'])).toEqual(['{"a":" b "}']);
  });
});
