import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { piecesOf } from '../../../src/ui/text/visible.ts';

function signs(text: string): readonly string[] {
  return piecesOf(text).flatMap((piece) => (piece.kind === 'sign' ? [piece.sign] : []));
}

describe('making the invisible visible', () => {
  it('keeps every character of the text, in order', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.boolean(), (text, keepBreaks) => {
        expect(
          piecesOf(text, keepBreaks)
            .map((piece) => piece.text)
            .join(''),
        ).toBe(text);
      }),
    );
  });

  it('names what can not be seen', () => {
    expect(signs('a\u200bb')).toEqual(['ZWSP']);
    expect(signs('\ufeffx\u00a0y')).toEqual(['BOM', '⍽']);
    expect(signs('abc\u202etxt.exe')).toEqual(['RLO']);
    expect(signs('\u0000\u001b')).toEqual(['␀', '␛']);
    expect(signs('\ud800')).toEqual(['U+D800']);
    expect(signs('\u{e0041}')).toEqual(['U+E0041']);
  });

  it('leaves ordinary writing alone', () => {
    expect(signs('Ordinary text, 日本語　です, עברית, 👍🏽 ✔️')).toEqual([]);
  });

  it('leaves line breaks to the layout where asked', () => {
    expect(piecesOf('a\nb', true)).toEqual([{ kind: 'text', text: 'a\nb' }]);
    expect(piecesOf('a\nb')).toHaveLength(3);
  });
});
