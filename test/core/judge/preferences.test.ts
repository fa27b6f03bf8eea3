import { expect, it } from 'vitest';
import type { BlindPair, BlindSession, Choice } from '../../../src/core/evaluation/blind-session.ts';
import { preferencesOf } from '../../../src/core/judge/preferences.ts';

function session(
  createdAt: number,
  keys: readonly [string, string],
  votes: readonly (readonly [number, Choice, boolean])[],
) {
  const pair = (index: number, repeatOf: number | null = null): BlindPair => ({
    ...{ index, position: index, turns: [], expected: null, a: 'a', b: 'b', repeatOf },
  });
  const made: BlindSession = {
    ...{
      id: String(createdAt),
      datasetId: 'd',
      evaluationId: 'e',
      createdAt,
      sealedAnswers: [],
      key: null,
      sealed: null,
      given: null,
      raters: [],
    },
    pairs: [...votes.map(([index]) => pair(index)), pair(votes[0]?.[0] ?? 0, 0)],
    votes: [...votes, [0, 'tie', true] as const].map(([, choice], at) => ({ pair: at, choice, at })),
    closed: {
      models: [
        { key: keys[0], title: keys[0] },
        { key: keys[1], title: keys[1] },
      ],
      firstIsA: [...votes.map(([, , firstIsA]) => firstIsA), true],
    },
  };
  return made;
}

it('says by row whom people preferred, whichever side it was on, and counts repeats and skips not at all', () => {
  const votes = [
    [4, 'a', true],
    [5, 'a', false],
    [6, 'tie', true],
    [7, 'skip', true],
  ] as const;
  const known = preferencesOf([session(1, ['base', 'tuned'], votes)], ['base', 'tuned']);
  expect([...known]).toEqual([
    [4, 0],
    [5, 1],
    [6, 2],
  ]);
  // The other way round, the models change places and a tie stays one.
  const turned = preferencesOf([session(1, ['tuned', 'base'], votes)], ['base', 'tuned']);
  expect([...turned]).toEqual([
    [4, 1],
    [5, 0],
    [6, 2],
  ]);
});

it('takes the newest vote, and none of other models or of an open comparison', () => {
  const [older, newer] = [
    session(1, ['base', 'tuned'], [[4, 'a', true]]),
    session(2, ['base', 'tuned'], [[4, 'b', true]]),
  ];
  expect(preferencesOf([newer, older], ['base', 'tuned']).get(4)).toBe(1);
  expect(preferencesOf([session(3, ['base', 'other'], [[4, 'a', true]])], ['base', 'tuned']).size).toBe(0);
  expect(preferencesOf([{ ...newer, closed: null }], ['base', 'tuned']).size).toBe(0);
});
