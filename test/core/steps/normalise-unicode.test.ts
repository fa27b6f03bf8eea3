import { describe, expect, it } from 'vitest';
import { run } from './run.ts';

describe('Normalise Unicode', () => {
  it('composes accents, and leaves variants alone as NFC', () => {
    const text = JSON.stringify({ a: 'e\u0301 ﬁ Ａ x²', b: '\u1112\u1161\u11ab', c: '\u212b' });
    expect(run('normalise-unicode', {}, [text])).toEqual([JSON.stringify({ a: 'é ﬁ Ａ x²', b: '한', c: 'Å' })]);
  });

  it('replaces variants as NFKC', () => {
    const text = JSON.stringify({ a: 'e\u0301 ﬁ Ａ x² \u00a0…' });
    expect(run('normalise-unicode', { form: 'NFKC' }, [text])).toEqual([JSON.stringify({ a: 'é fi A x2  ...' })]);
  });

  it('leaves escapes, keys, and texts that are normal already as they are spelled', () => {
    const text = '{ "e\u0301": 1.0, "a": "\\u00e9", "b" : "\\u0065\\u0301" }';
    expect(run('normalise-unicode', {}, [text])).toEqual([text.replace('"\\u0065\\u0301"', '"é"')]);
  });

  it('lets a broken surrogate be', () => {
    const text = '{"a":"\\ud800e\u0301"}';
    expect(run('normalise-unicode', {}, [text])).toEqual(['{"a":"\\ud800é"}']);
  });
});
