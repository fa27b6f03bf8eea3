import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Row } from '../../../src/core/row/row.ts';
import { countCharacters } from '../../../src/core/text/characters.ts';
import { countWords } from '../../../src/core/text/words.ts';
import { joinProfiles, ProfileBuilder } from '../../../src/core/view/column-profile.ts';
import { textReader } from '../../../src/core/view/read-texts.ts';
import { lengthReader } from '../../../src/core/view/text-length.ts';
import { spell, spelledObject } from '../row/spelled.ts';

const COLUMNS = { columns: ['a', 'b', 'input'], mapping: { input: 'a', output: 'b' } };
const CHAT = { ...COLUMNS, format: 'openai-chat' };
const bytes = (text: string): Row => {
  const encoded = new TextEncoder().encode(text);
  return Row.view(encoded, 0, encoded.length);
};

describe('the length of texts', () => {
  it('is that of the texts, in any spelling, with a format or without', () => {
    const contexts = fc.constantFrom(COLUMNS, CHAT);
    const of = fc.constantFrom('a', 'input', 'chat:user', '', 'q"\\');
    fc.assert(
      fc.property(spelledObject, contexts, of, (spelled, context, column) => {
        const row = bytes(spell(spelled));
        const texts = textReader(column, context)(row);
        const sum = (count: (text: string) => number): number => texts.reduce((all, text) => all + count(text), 0);
        expect(lengthReader(column, 'characters', context)(row)).toBe(sum(countCharacters));
        expect(lengthReader(column, 'words', context)(row)).toBe(sum(countWords));
      }),
      { numRuns: 500 },
    );
  });

  it('is the same in a profile that has stopped to list values', () => {
    const texts = fc.array(fc.oneof(fc.string({ unit: 'grapheme' }), fc.constantFrom(' ', '\u3000\n', '\ud800')), {
      minLength: 1,
    });
    const many = Array.from({ length: 40 }, (_, index) => `value ${index}`);
    const profile = (values: readonly string[]) => {
      const builder = new ProfileBuilder('a', COLUMNS);
      for (const value of values) builder.add(bytes(JSON.stringify({ a: value })));
      return joinProfiles('a', [builder.finish()]);
    };
    fc.assert(
      fc.property(texts, (values) => {
        const before = profile([...values, ...many]);
        expect(profile([...many, ...values])).toEqual(before);
      }),
    );
  });
});
