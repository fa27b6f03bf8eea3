import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stripThoughts, thoughtsToParts, thoughtsToText } from '../../../../src/core/conversion/changes/thoughts.ts';
import type { Example } from '../../../../src/core/example/example.ts';
import { anyExample } from '../../../support/example-arbitraries.ts';
import { exampleOf, linesOf } from '../say.ts';

const tagged = exampleOf('user: Why?', 'model: <think>\nBecause of this.\n</think>\n\nBecause.');

describe('thoughts', () => {
  it('are taken out of the beginning of a model’s text', () => {
    expect(linesOf(thoughtsToParts(tagged))).toEqual(['user: Why?', 'model: (Because of this.)Because.']);
    expect(linesOf(thoughtsToParts(exampleOf('model: <think>a</think>b')))).toEqual(['model: (a)b']);
    expect(linesOf(thoughtsToParts(exampleOf('model: <think>a</think><think>b</think>c')))).toEqual(['model: (a)(b)c']);
  });

  it('are not seen in what a user says, further on in the text, or where they have no end', () => {
    for (const line of ['user: <think>a</think>b', 'model: Write <think>a</think>.', 'model: <think>a']) {
      const example = exampleOf(line);
      expect(thoughtsToParts(example)).toBe(example);
      expect(stripThoughts(example)).toBe(example);
    }
  });

  it('are stripped, and leave an empty answer rather than none', () => {
    expect(linesOf(stripThoughts(tagged))).toEqual(['user: Why?', 'model: Because.']);
    expect(linesOf(stripThoughts(exampleOf('model: <think>a</think>')))).toEqual(['model: ']);
  });

  it('are stripped from answers to compare too', () => {
    const [asked, answer] = tagged.turns;
    if (!asked || !answer) expect.unreachable();
    const ranked: Example = { ...tagged, turns: [asked], completions: [{ turns: [answer], score: 1 }] };
    expect(stripThoughts(ranked).completions?.map(linesOf)).toEqual([['model: Because.']]);
  });

  it('go into the text and back as they were', () => {
    expect(linesOf(thoughtsToText(thoughtsToParts(tagged)))).toEqual(linesOf(tagged));
  });

  it('are handled once: a second time changes nothing', () => {
    fc.assert(
      fc.property(anyExample, (example) => {
        const texts = thoughtsToText(example);
        expect(thoughtsToText(texts)).toBe(texts);
        const stripped = stripThoughts(stripThoughts(example));
        expect(stripped.turns.flatMap(({ parts }) => parts).some(({ kind }) => kind === 'thought')).toBe(false);
      }),
    );
  });
});
