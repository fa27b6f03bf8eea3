import { describe, expect, it } from 'vitest';
import { comparatorFile, preferenceFile, votesCsv } from '../../../src/core/evaluation/vote-files.ts';
import { resultOf } from '../../../src/core/evaluation/blind-session.ts';
import { preferencesOf } from '../../../src/core/judge/preferences.ts';
import { decidedPairs, ratersOf, together } from '../../../src/core/raters/majority.ts';
import { givenSession, IDENTITY_MODELS, raterVotes, votesFor } from '../../support/given-session.ts';

const { session: given, identity } = givenSession(6);
const session = {
  ...given,
  votes: votesFor(identity, ['first', 'second', 'first', 'tie', 'skip']),
  raters: [
    raterVotes('x', votesFor(identity, ['first', 'second', 'second', 'tie', 'first']), 1, 'Anna'),
    raterVotes('y', votesFor(identity, ['second', 'skip', undefined, 'first', undefined]), 1, ''),
  ],
};

it('a pair is decided by more than half of its raters; a skipped pair is no vote, and one without votes is open', () => {
  expect(decidedPairs(session, identity)).toEqual(['first', 'second', 'split', 'tie', 'first', null]);
  expect(together(session, identity)).toMatchObject({ first: 2, second: 1, ties: 1, split: 1 });
});

it('one rater alone decides every pair, as if there were no others', () => {
  const alone = { ...session, raters: [] };
  const { first, second, ties, verdict } = resultOf(alone, identity);
  expect(together(alone, identity)).toEqual({ first, second, ties, split: 0, verdict });
  const [file] = session.raters;
  const away = { ...session, votes: [], raters: file ? [file] : [] };
  expect(together(away, identity)).toMatchObject({ first: 2, second: 2, ties: 1, split: 0 });
});

it('raters have titles of their own, those without a name a number', () => {
  const named = ['You', 'Anna', 'Anna', ''].map((name, at) => raterVotes(String(at), [], 1, name));
  expect(ratersOf({ votes: session.votes, raters: named }).map(({ title }) => title)).toEqual([
    ...['You', 'You (2)', 'Anna', 'Anna (2)', 'Rater 4'],
  ]);
  expect(ratersOf({ votes: [], raters: [] })).toEqual([]);
});

describe('files of votes by several raters', () => {
  it('prefer what most raters prefer, and leave out where they are split, with a count', () => {
    const file = preferenceFile(session, identity);
    expect([file.rows, file.leftOut, file.split]).toEqual([3, 3, 1]);
    // The cast: it is what was just written.
    const chosen = file.text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.stringify((JSON.parse(line) as { completions: unknown[] }).completions[0]));
    const at = (pair: number, model: string): string => `${model} ${session.pairs[pair]?.index ?? ''}`;
    expect(
      chosen.map((text, index) => text.includes([at(0, 'one'), at(1, 'other'), at(4, 'one')][index] ?? '?')),
    ).toEqual([...[true, true, true]]);
  });

  it('name the rater of each vote in the table', () => {
    const lines = votesCsv(session, identity).trimEnd().split('\r\n');
    expect(lines[0]).toMatch(/,time,rater$/);
    expect(lines.slice(1).map((line) => line.split(',').at(-1))).toEqual([
      ...Array.from({ length: 5 }, () => 'You'),
      ...Array.from({ length: 5 }, () => 'Anna'),
      ...Array.from({ length: 3 }, () => 'Rater 2'),
    ]);
  });

  it('have each vote as a rating for LLM Comparator', () => {
    // The cast: it is what was just written.
    const { examples } = JSON.parse(comparatorFile(session, identity, 'stones')) as {
      examples: { score: number; individual_rater_scores: { score: number }[] }[];
    };
    expect(examples[0]?.individual_rater_scores.map(({ score }) => score)).toEqual([1, 1, -1]);
    expect(examples.reduce((sum, each) => sum + each.individual_rater_scores.length, 0)).toBe(11);
  });

  it('and a judge is held against what most of them prefer', () => {
    const [base, tuned] = IDENTITY_MODELS;
    const known = preferencesOf([session], [base.key, tuned.key]);
    const wanted = [0, 1, undefined, 2, 0, undefined];
    expect(session.pairs.map(({ index }) => known.get(index))).toEqual(wanted);
  });
});
