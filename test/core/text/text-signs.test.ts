import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { latinLanguage } from '../../../src/core/suspect/language-text.ts';
import { mayBePrivate, privateKinds } from '../../../src/core/suspect/private-text.ts';
import { isRepetitive } from '../../../src/core/suspect/repeated-text.ts';
import { hasRoleTags, mayHaveRoleTags } from '../../../src/core/suspect/role-tag-text.ts';
import { asciiForm } from '../../../src/core/text/ascii-form.ts';
import { normalise } from '../../../src/core/text/normalise.ts';
import { TextSigns } from '../../../src/core/text/text-signs.ts';
import { estimateSigns, estimateTokens } from '../../../src/core/tokens/estimate-tokens.ts';

/** What the questions that are spared would have found, and what surrounds it. */
const PIECES = [
  ...[
    'a',
    'I',
    'Z',
    ' ',
    '  ',
    '\t',
    '\n',
    '\u001c',
    '\u007f',
    '7',
    '4111 1111 1111 1111',
    '+351 912 345 678',
    '.',
    '_',
  ],
  ...['8.8.4.4', 'maria@guides.pt', 'DE89 3704 0044 0532 0130 00', 'AKIAIOSFODNN7EXAMPLE', 'sk-', 'x'.repeat(24)],
  ...['xoxb-1234567890', `SG.${'a'.repeat(20)}.${'b'.repeat(20)}`, `hf_${'A'.repeat(34)}`, `glpat-${'a'.repeat(20)}`],
  ...[`npm_${'a'.repeat(36)}`, `eyJ${'a'.repeat(12)}.eyJ${'b'.repeat(12)}.${'c'.repeat(12)}`, `ya29.${'a'.repeat(24)}`],
  ...['-----BEGIN PRIVATE KEY-----', 'AIzaSyA-1234567890abcdefghijklmnopqrstu', '<|im_end|>', '</s>', '[INST]'],
  ...[
    '<start_of_turn>',
    '### Human',
    'Human: ',
    'ASSISTANT: ',
    '<｜end｜>',
    'é',
    'Σ',
    '漢',
    '한',
    'ก',
    '😀',
    '\ud800',
    '\udc00',
  ],
  ...['the and of to is that it for with as was are ', 'der die das und ist nicht ein ', 'again and again '],
] as const;

const anyText = fc
  .array(fc.oneof(fc.constantFrom(...PIECES), fc.string({ unit: 'binary', maxLength: 8 })), { maxLength: 40 })
  .map((pieces) => pieces.join(''));

const read = (text: string): TextSigns => new TextSigns().read(text);
const byteOf = (signs: TextSigns, text: string): Uint8Array | null => signs.bytes?.subarray(0, text.length) ?? null;

describe('the signs of a text', () => {
  it('count its characters, whatever was read before', () => {
    const signs = read('€ something else, 12');
    fc.assert(
      fc.property(anyText, (text) => {
        signs.read(text);
        const characters = Array.from(text);
        for (let code = 0; code < 128; code++) {
          const count = characters.filter((each) => each.codePointAt(0) === code).length;
          expect(signs.ascii[code]).toBe(count);
          expect(signs.has(String.fromCharCode(code))).toBe(count > 0);
        }
        const count = (pattern: RegExp): number => characters.filter((each) => pattern.test(each)).length;
        expect(signs.upperCase).toBe(count(/^[A-Z]$/));
        expect(signs.letters).toBe(count(/^[A-Za-z]$/));
        expect(signs.digits).toBe(count(/^[0-9]$/));
        expect(signs.blanks).toBe(count(/^[\0-\x20]$/));
        expect(signs.controls).toBe(count(/^[\0-\x08\x0b\x0c\x0e-\x1f\x7f]$/));
        expect(signs.words + signs.surrogates + signs.others).toBe(count(/^[^\0-\x7f]$/u));
        expect(signs.isAscii).toBe(/^[\0-\x7f]*$/.test(text));
        const bytes = byteOf(signs, text);
        if (signs.isAscii) expect(bytes).toEqual(new TextEncoder().encode(text));
        else expect(bytes).toBeNull();
      }),
    );
  });

  it('give the tokens that the texts give', () => {
    fc.assert(
      fc.property(fc.array(anyText, { maxLength: 3 }), (texts) => {
        expect(estimateSigns(texts.map((text) => ({ signs: read(text) })))).toEqual(estimateTokens(...texts));
      }),
    );
  });

  it('rule out nothing that a text has', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const signs = read(text);
        if (privateKinds(text).size > 0) expect(mayBePrivate(text, signs)).toBe(true);
        if (hasRoleTags(text)) expect(mayHaveRoleTags(signs)).toBe(true);
      }),
      { numRuns: 1_000 },
    );
  });

  it('have bytes of which language and repetition are told as of the text', () => {
    fc.assert(
      fc.property(anyText, fc.integer({ min: 1, max: 6 }), (piece, times) => {
        const text = piece.repeat(times);
        const { bytes } = read(text);
        expect(latinLanguage(text, bytes)).toBe(latinLanguage(text));
        expect(isRepetitive(text, bytes)).toBe(isRepetitive(text));
      }),
    );
  });
});

it('the form of a text of ASCII is its normal form', () => {
  const by = { letterCase: true, whiteSpace: true, compatibility: true, punctuation: false };
  fc.assert(
    fc.property(fc.oneof(anyText, fc.string({ maxLength: 40 })), (text) => {
      const form = asciiForm(text);
      expect(form === null).toBe(/[^\0-\x7f]/.test(text));
      if (form) expect(new TextDecoder().decode(form.bytes.subarray(form.start, form.end))).toBe(normalise(text, by));
    }),
    { numRuns: 500 },
  );
});
