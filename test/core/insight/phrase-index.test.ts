import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { memorisationOf, PHRASE_WORDS } from '../../../src/core/insight/memorisation.ts';
import { LONGEST_RUN, PhraseIndex } from '../../../src/core/insight/phrase-index.ts';
import { processorTime } from '../../support/processor-time.ts';

/** The longest run from each word on that any text has, by trying all of them. */
function bruteRuns(texts: readonly (readonly string[])[], words: readonly string[]): number[] {
  return words.map((_, at) => {
    let best = 0;
    for (const text of texts)
      for (let from = 0; from < text.length; from++) {
        let shared = 0;
        while (shared < LONGEST_RUN && at + shared < words.length && words[at + shared] === text[from + shared])
          shared++;
        best = Math.max(best, shared);
      }
    return best;
  });
}

const word = fc.constantFrom('lapis', 'opal', 'of', 'the', 'blue');
const text = fc.array(word, { maxLength: 20 });

describe('an index of phrases', () => {
  it('finds what trying every place finds, and a text that has it', () => {
    fc.assert(
      fc.property(fc.array(text, { maxLength: 6 }), fc.array(fc.oneof(word, fc.constant('new'))), (texts, words) => {
        const found = new PhraseIndex(texts.map((each) => each.join(' '))).runs(words);
        expect(found.map((run) => run.words)).toEqual(bruteRuns(texts, words));
        for (const run of found) {
          if (run.words === 0) continue;
          const phrase = words.slice(run.at, run.at + run.words).join(' ');
          expect(` ${(texts[run.text] ?? []).join(' ')} `).toContain(` ${phrase} `);
        }
      }),
    );
  });

  it('follows a run no further than its end of the scale, and none from one text into the next', () => {
    const long = Array.from({ length: 100 }, (_, n) => `w${n}`);
    expect(new PhraseIndex([long.join(' ')]).runs(long)[0]?.words).toBe(LONGEST_RUN);
    expect(new PhraseIndex(['a b', 'c d']).runs(['a', 'b', 'c', 'd']).map((run) => run.words)).toEqual([2, 1, 2, 1]);
    expect(new PhraseIndex([]).runs(['a'])).toEqual([{ at: 0, words: 0, text: -1 }]);
  });

  it('is made of half a million words, and asked, within seconds', () => {
    const texts = Array.from({ length: 10_000 }, (_, n) =>
      Array.from({ length: 50 }, (_each, at) => `w${(n * 31 + at * 17) % 997}`).join(' '),
    );
    let found = 0;
    const ms = processorTime(() => {
      const index = new PhraseIndex(texts);
      for (const each of texts.slice(0, 200)) found += index.runs(each.split(' '))[0]?.words ?? 0;
    });
    expect(found).toBe(200 * 50);
    expect(ms).toBeLessThan(10_000);
  }, 60_000);
});

describe('the memorisation meter', () => {
  it('counts by hand: three of four phrases of five words, the longest run of seven', () => {
    const index = new PhraseIndex(['Lapis lazuli is a deep blue stone.', 'Opals play.']);
    const answer = 'lapis LAZULI is a deep blue stone indeed';
    const found = memorisationOf([{ question: 'What is it?', answer }], index);
    expect(found).toEqual({
      ...{ answers: 1, tooShort: 0, share: 3 / 4 },
      longest: [{ answer: 0, row: 0, words: 7, text: 'lapis lazuli is a deep blue stone' }],
    });
  });

  it('takes no note of what the question says itself, nor of answers too short to tell', () => {
    const index = new PhraseIndex(['Lapis lazuli is a deep blue stone.']);
    const question = 'Say: lapis lazuli is a deep blue stone!';
    const found = memorisationOf(
      [
        { question, answer: 'Lapis lazuli is a deep blue stone' },
        { question: '', answer: 'Lapis.' },
      ],
      index,
    );
    expect(found).toEqual({ answers: 1, tooShort: 1, share: 0, longest: [] });
    expect(memorisationOf([], index).share).toBeNull();
  });

  it('gives the share that counting by hand gives', () => {
    fc.assert(
      fc.property(fc.array(text, { maxLength: 5 }), text, (texts, words) => {
        const index = new PhraseIndex(texts.map((each) => each.join(' ')));
        const { share } = memorisationOf([{ question: '', answer: words.join(' ') }], index);
        const grams = words.slice(PHRASE_WORDS - 1).map((_, at) => words.slice(at, at + PHRASE_WORDS).join(' '));
        const known = grams.filter((gram) => texts.some((each) => ` ${each.join(' ')} `.includes(` ${gram} `)));
        expect(share).toBe(grams.length === 0 ? null : known.length / grams.length);
      }),
    );
  });
});
