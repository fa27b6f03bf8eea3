import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Needs } from '../../../src/core/conversion/needs.ts';
import type { ConversionSettings } from '../../../src/core/conversion/conversion-settings.ts';
import { transformExample } from '../../../src/core/conversion/transform-example.ts';
import type { Example } from '../../../src/core/example/example.ts';
import { Drop } from '../../../src/core/recipe/step.ts';
import { anyExample } from '../../support/example-arbitraries.ts';
import { settingsOf } from './initial-settings.ts';
import { exampleOf, linesOf, say } from './say.ts';

const CHAT: Needs = {
  ...{ system: 'anywhere', turns: 'several', thoughts: true, answers: 'one', label: false, unpaired: false },
  ...{ exchange: true, alternating: false, neverEmpty: false, media: 'anywhere', linkedCalls: true, callsApart: false },
  learnsAll: false,
};
const PAIR: Needs = { ...CHAT, system: 'nowhere', turns: 'one exchange', thoughts: false, alternating: true };

function made(example: Example, needs: Needs, changed: Partial<ConversionSettings> = {}): string[][] | string {
  const pieces = transformExample(example, settingsOf(changed), needs);
  return pieces instanceof Drop ? pieces.reason : pieces.map(linesOf);
}

describe('an example', () => {
  it('stays the very same where the format holds it and nothing is asked', () => {
    const example = exampleOf('system: S', 'user: A', 'user: B', 'model: C');
    expect(transformExample(example, settingsOf(), CHAT)).toEqual([example]);
    const [same] = [transformExample(example, settingsOf(), CHAT)].flat();
    expect(same).toBe(example);
  });

  it('is fitted to what the format holds: system prompt above the transcript, template around all of it', () => {
    const example = exampleOf('system: S', 'user: A', 'model: <think>t</think>B', 'user: C', 'user: D', 'model: E');
    expect(made(example, PAIR, { template: '<{{input}}>', preamble: 'P', thoughts: 'strip' })).toEqual([
      ['user: P\n\n<S\n\nUser: A\n\nModel: B\n\nUser: C\n\nD>', 'model: E'],
    ]);
  });

  it('is refused as a whole where one of its pieces is', () => {
    const example = exampleOf('user: A', 'model: ', 'user: B', 'model: C');
    expect(made(example, { ...CHAT, neverEmpty: true }, { turns: 'each' })).toBe('the answer is empty');
    expect(made(exampleOf('user: ', 'model: C'), { ...CHAT, neverEmpty: true })).toBe(
      'a turn before the answer is empty',
    );
  });

  it('has no thought that two turns make up together', () => {
    const example = exampleOf('user: A', 'model: <think>t', 'model: u</think>B');
    expect(made(example, PAIR, { thoughts: 'strip' })).toEqual([['user: A', 'model: B']]);
  });

  it('with answers to compare becomes what the format holds of them', () => {
    const completions = [3, 9, 5].map((score) => ({ turns: say(`model: ${score}`), score }));
    const ranked = { ...exampleOf('user: Which?'), completions };
    expect(made(ranked, CHAT)).toEqual([['user: Which?', 'model: 9']]);
    expect(made(ranked, { ...CHAT, unpaired: true })).toEqual([
      ['user: Which?', 'model: 9'],
      ['user: Which?', 'model: 3'],
    ]);
    expect(made(ranked, { ...CHAT, unpaired: true }, { answers: 'chosen' })).toEqual([['user: Which?', 'model: 9']]);
    expect(transformExample(ranked, settingsOf(), { ...CHAT, answers: 'ranked' })).toEqual([ranked]);
    expect(made(ranked, { ...CHAT, answers: 'pair' }, { answers: 'all-pairs' })).toHaveLength(3);
    expect(made(exampleOf('user: A', 'model: B'), { ...CHAT, answers: 'pair' })).toBe('no answers to compare');
  });

  it('keeps a label where the format holds it', () => {
    const labelled = { ...exampleOf('user: Buy!'), label: 'spam' };
    expect(made(labelled, CHAT)).toEqual([['user: Buy!', 'model: spam']]);
    const held = transformExample(labelled, settingsOf(), { ...CHAT, exchange: false, label: true });
    expect(held).toEqual([labelled]);
  });

  it('is done with after one run', () => {
    const ways: readonly Partial<ConversionSettings>[] = [
      {},
      { system: 'add', systemText: 'Rule 7.', thoughts: 'parts' },
      { system: 'fold', thoughts: 'text', merge: 'always' },
      { system: 'hoist', thoughts: 'strip', turns: 'last', ends: 'drop' },
      { preamble: 'P', template: 'Q: {{input}}\nA:' },
    ];
    fc.assert(
      fc.property(anyExample, fc.constantFrom(...ways), fc.constantFrom(CHAT, PAIR), (example, way, needs) => {
        const once = transformExample(example, settingsOf(way), needs);
        for (const piece of once instanceof Drop ? [] : once) {
          expect(transformExample(piece, settingsOf(way), needs)).toEqual([piece]);
        }
      }),
      { numRuns: 1000 },
    );
  });
});
