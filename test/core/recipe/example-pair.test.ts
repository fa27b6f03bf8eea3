import { describe, expect, it } from 'vitest';
import { cutExample, cutPair } from '../../../src/core/recipe/example-pair.ts';

const chat = (answer: string) =>
  JSON.stringify({
    turns: [{ say: `Question ${'word '.repeat(2_000)}` }, { say: `${'then '.repeat(2_000)}${answer}` }],
  });

describe('an example of a long row', () => {
  it('is JSON still, and short', () => {
    const cut = cutExample(chat('end'));
    expect(cut.length).toBeLessThan(1_000);
    expect(JSON.parse(cut)).toMatchObject({
      turns: [{ say: expect.stringMatching(/^Question word .*…$/) as string }, {}],
    });
  });

  it('keeps what changed, however far into the row it is', () => {
    const { before, after } = cutPair(chat('calculate it'), chat('compute it'));
    expect(JSON.parse(before)).toEqual({ 'turns[2].say': expect.stringMatching(/^…then .* calculate it$/) as string });
    expect(JSON.parse(after ?? '')).toEqual({
      'turns[2].say': expect.stringMatching(/^…then .* compute it$/) as string,
    });
  });

  it('is the whole row where that is short', () => {
    expect(cutPair('{"a":1}', '{"a":2}')).toEqual({ before: '{"a":1}', after: '{"a":2}' });
  });
});
