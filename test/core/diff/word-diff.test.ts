import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { wordDiff } from '../../../src/core/diff/word-diff.ts';
import { processorTime } from '../../support/processor-time.ts';

function side(before: string, after: string, without: 'gone' | 'new'): string {
  return wordDiff(before, after)
    .filter(({ kind }) => kind !== without)
    .map(({ text }) => text)
    .join('');
}

describe('difference by words', () => {
  it('gives back both texts', () => {
    const texts = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(fc.constantFrom('a', 'b', ' ', '\n', 'word')).map((all) => all.join('')),
    );
    fc.assert(
      fc.property(texts, texts, (before, after) => {
        expect(side(before, after, 'new')).toBe(before);
        expect(side(before, after, 'gone')).toBe(after);
      }),
    );
  });

  it('marks only the words that differ', () => {
    expect(wordDiff('a red card here', 'a blue card here')).toEqual([
      { kind: 'same', text: 'a ' },
      { kind: 'gone', text: 'red' },
      { kind: 'new', text: 'blue' },
      { kind: 'same', text: ' card here' },
    ]);
  });

  it('marks trimmed spaces', () => {
    expect(wordDiff('  two ', 'two')).toEqual([
      { kind: 'gone', text: '  ' },
      { kind: 'same', text: 'two' },
      { kind: 'gone', text: ' ' },
    ]);
  });

  it('takes each letter for a word where a script has no spaces between them', () => {
    expect(wordDiff('我喜欢红色。', '我喜欢蓝色！')).toEqual([
      { kind: 'same', text: '我喜欢' },
      { kind: 'gone', text: '红' },
      { kind: 'new', text: '蓝' },
      { kind: 'same', text: '色' },
      { kind: 'gone', text: '。' },
      { kind: 'new', text: '！' },
    ]);
    expect(wordDiff('Wi-Fi很好', 'Wi-Fi不好')).toEqual([
      { kind: 'same', text: 'Wi-Fi' },
      { kind: 'gone', text: '很' },
      { kind: 'new', text: '不' },
      { kind: 'same', text: '好' },
    ]);
  });

  it('takes words of every script whole', () => {
    expect(wordDiff('красный цвет', 'красная цвет')).toEqual([
      { kind: 'gone', text: 'красный' },
      { kind: 'new', text: 'красная' },
      { kind: 'same', text: ' цвет' },
    ]);
  });

  it('keeps what both begin and end with where too much differs to be told apart', () => {
    const [before, after] = ['x', 'y'].map((word) => `Same ${`${word}! `.repeat(5_000)}end.`);
    expect(wordDiff(before!, after!).map(({ kind }) => kind)).toEqual(['same', 'gone', 'new', 'same']);
    expect(side(before!, after!, 'gone')).toBe(after);
  });

  it('says nothing of equal texts', () => {
    expect(wordDiff('same', 'same')).toEqual([{ kind: 'same', text: 'same' }]);
  });

  it('stays quick where the texts have nothing in common', () => {
    const before = 'a '.repeat(20_000);
    const after = 'b '.repeat(20_000);
    const took = processorTime(() => expect(side(before, after, 'gone')).toBe(after));
    expect(took).toBeLessThan(1_000);
  });
});
