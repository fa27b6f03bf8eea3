import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type AnsweredByBoth,
  type BlindSession,
  type Choice,
  type Identity,
  layOutPairs,
  resultOf,
} from '../../../src/core/evaluation/blind-session.ts';
import { comparatorFile, preferenceFile, votesCsv } from '../../../src/core/evaluation/vote-files.ts';
import { validate } from '../../support/validators/agent-platform-preference.ts';

const MODELS: Identity['models'] = [
  { key: 'models/base', title: 'Base' },
  { key: 'tunedModels/mine', title: 'Mine' },
];

function answered(count: number): AnsweredByBoth[] {
  return Array.from({ length: count }, (_, index) => ({
    ...{ index, position: index, expected: null, first: `base ${index}`, second: `mine ${index}, and more` },
    turns: [
      { role: 'system', parts: [{ kind: 'text', text: 'You sell gems.' }] },
      { role: 'user', parts: [{ kind: 'text', text: `Stone ${index}?` }] },
    ],
  }));
}

function sessionOf(count: number, seed: number, choose: (at: number, a: string) => Choice) {
  const { pairs, firstIsA } = layOutPairs(answered(count), seed);
  const session: BlindSession = {
    ...{ id: 's', datasetId: 'd', evaluationId: 'e', createdAt: 0, pairs, sealedAnswers: [], key: null, sealed: null },
    votes: pairs.map(({ a }, at) => ({ pair: at, choice: choose(at, a), at: 1_000 * at })),
    ...{ given: null, raters: [] },
    closed: { models: MODELS, firstIsA },
  };
  return { session, identity: { models: MODELS, firstIsA } };
}

describe('the pairs of a session', () => {
  it('have each row once, either model as often on either side, and a tenth again with sides swapped', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 0 }), (count, seed) => {
        const { pairs, firstIsA } = layOutPairs(answered(count), seed);
        const own = pairs.filter(({ repeatOf }) => repeatOf === null);
        expect(own.map(({ index }) => index).sort((a, b) => a - b)).toEqual(Array.from({ length: count }, (_, i) => i));
        expect(pairs.length - own.length).toBe(Math.floor(count / 10));
        const onA = firstIsA.slice(0, count).filter(Boolean).length;
        expect(Math.abs(2 * onA - count)).toBeLessThanOrEqual(1);
        pairs.forEach(({ a, b, repeatOf }, at) => {
          expect(a.startsWith('base')).toBe(firstIsA[at]);
          if (repeatOf !== null) expect([pairs[repeatOf]?.a, pairs[repeatOf]?.b]).toEqual([b, a]);
        });
      }),
    );
  });

  it('say by nothing but the answers who is who: the order of sides differs between sessions', () => {
    const orders = new Set(Array.from({ length: 20 }, (_, seed) => layOutPairs(answered(12), seed).firstIsA.join()));
    expect(orders.size).toBeGreaterThan(10);
  });
});

describe('the result', () => {
  it('counts votes for models, not sides, and how steady the rater is', () => {
    const { session, identity } = sessionOf(40, 7, (_, a) => (a.startsWith('mine') ? 'a' : 'b'));
    expect(resultOf(session, identity)).toMatchObject({ first: 0, second: 40, ties: 0, repeats: 4, sameAgain: 4 });
    const { session: blind, identity: who } = sessionOf(40, 7, () => 'a');
    expect(resultOf(blind, who)).toMatchObject({ first: 20, second: 20, repeats: 4, sameAgain: 0 });
  });

  it('takes the last vote for a pair, and leaves out what was skipped', () => {
    const { session, identity } = sessionOf(10, 1, (at) => (at < 3 ? 'skip' : 'tie'));
    const again = { ...session, votes: [...session.votes, { pair: 5, choice: 'a' as const, at: 0 }] };
    const { first, second, ties, skipped } = resultOf(again, identity);
    expect([first + second, ties, skipped]).toEqual([
      1,
      session.pairs.filter(({ repeatOf }) => repeatOf === null).length - 4,
      3,
    ]);
  });
});

describe('votes as files', () => {
  it('are preference rows that the service takes', () => {
    const { session, identity } = sessionOf(30, 3, (at, a) =>
      at % 5 === 0 ? 'tie' : a.startsWith('mine') ? 'a' : 'b',
    );
    const file = preferenceFile(session, identity);
    const lines = file.text.trimEnd().split('\n');
    expect(lines).toHaveLength(file.rows);
    expect(file.rows + file.leftOut).toBe(session.pairs.length);
    expect(file.rows).toBe(24);
    expect(lines.flatMap((line) => validate(JSON.parse(line)))).toEqual([]);
    expect(lines.every((line) => line.indexOf('mine') < line.indexOf('base'))).toBe(true);
    expect(file.longerPercent).toBe(100);
  });

  it('are a table that no spreadsheet runs', () => {
    const { session, identity } = sessionOf(2, 3, () => 'a');
    const pairs = session.pairs.map((each) => ({ ...each, a: '=cmd()', b: 'two\nlines, "quoted"' }));
    const text = votesCsv({ ...session, pairs }, identity);
    expect(text).toContain(',\'=cmd(),"two\nlines, ""quoted""",');
  });

  it('are a file for LLM Comparator: A is the first model, a repeat another rating of the same example', () => {
    const { session, identity } = sessionOf(20, 6, (at, a) =>
      at === 1 ? 'skip' : at >= 20 || a.startsWith('mine') ? 'a' : 'b',
    );
    // The cast: it is what was just written.
    const file = JSON.parse(comparatorFile(session, identity, 'stones')) as {
      models: unknown;
      examples: {
        output_text_a: string;
        score: number;
        individual_rater_scores: { is_flipped: boolean; score: number }[];
      }[];
    };
    expect(file.models).toEqual([{ name: 'Base' }, { name: 'Mine' }]);
    expect(file.examples).toHaveLength(19);
    expect(file.examples.every(({ output_text_a: text }) => text.startsWith('base'))).toBe(true);
    const once = file.examples.filter(({ individual_rater_scores: ratings }) => ratings.length === 1);
    expect(once.every(({ score }) => score === -1)).toBe(true);
    const flipped = file.examples.map(({ individual_rater_scores: ratings }) => ratings[0]?.is_flipped);
    expect(new Set(flipped)).toEqual(new Set([true, false]));
    const twice = file.examples.find(({ individual_rater_scores: ratings }) => ratings.length === 2);
    const [one, other] = twice?.individual_rater_scores ?? [];
    expect(one?.is_flipped).toBe(!other?.is_flipped);
    expect(twice?.score).toBe(((one?.score ?? 0) + (other?.score ?? 0)) / 2);
  });
});
