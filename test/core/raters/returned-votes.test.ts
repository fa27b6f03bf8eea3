import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { BlindSession, Choice, RaterVotes } from '../../../src/core/evaluation/blind-session.ts';
import { readVotesFile, joinVotes, votesOn, writeVotes } from '../../../src/core/raters/returned-votes.ts';
import { givenSession, keptBallot, raterVotes } from '../../support/given-session.ts';

const FILE = 'anna.lapidary-votes.json';
const { session } = givenSession(10);

function back(to: BlindSession, text: string): string | RaterVotes {
  const read = readVotesFile(text, FILE);
  const joined = read.ok ? votesOn(to, read.value, FILE) : read;
  if (joined.ok) return joined.value;
  const { failure } = joined;
  return failure.kind === 'broken-file' ? failure.why : failure.kind === 'refused-file' ? failure.what : failure.kind;
}

const choice = fc.constantFrom<Choice>('a', 'b', 'tie', 'skip');
const votes = fc.array(fc.record({ pair: fc.nat({ max: 10 }), choice, at: fc.nat() }), { maxLength: 20 });

describe('votes that come back', () => {
  it('are those that count of each pair, under the rater who gave them', () => {
    fc.assert(
      fc.property(votes, fc.string({ maxLength: 20 }), (given, name) => {
        const came = back(session, writeVotes(keptBallot(session, given, name), 7));
        const last = new Map(given.map((vote) => [vote.pair, vote]));
        const wanted = [...last.values()].sort((one, other) => one.pair - other.pair);
        expect(came).toEqual({ rater: { id: 'rater-1', name: name.trim() }, savedAt: 7, votes: wanted });
      }),
      {
        examples: [
          [[], ''],
          [[{ pair: 1, choice: 'a', at: 1 }], '<b>Anna</b>'],
        ],
      },
    );
  });

  it('on another session, or on other answers, are refused by name', () => {
    const text = writeVotes(keptBallot(session, [{ pair: 0, choice: 'a', at: 0 }]), 1);
    const other = { ...session, given: { id: 'else', pairIds: session.given?.pairIds ?? [], rubric: '' } };
    expect(back(other, text)).toBe('votes on another comparison');
    expect(back({ ...session, given: null }, text)).toBe('votes on another comparison');
    const pairs = session.pairs.map((pair, at) => (at === 3 ? { ...pair, a: 'something else' } : pair));
    expect(back({ ...session, pairs }, text)).toMatch(/other pairs/);
    expect(back(session, text.replace('"pair-0"', '"pair-99"'))).toMatch(/other pairs/);
    expect(back(session, text.replace('"pair-0"', '"constructor"'))).toMatch(/other pairs/);
  });

  it('that are damaged say how', () => {
    const text = writeVotes(keptBallot(session, [{ pair: 0, choice: 'a', at: 0 }]), 1);
    const twice = text.replace('"votes":[', '"votes":[{"pair":"pair-0","choice":"b","at":1},');
    expect(back(session, twice)).toMatch(/votes twice on the same pair/);
    expect(back(session, text.replace('"choice":"a"', '"choice":"c"'))).toBe('vote 1 is for neither answer');
    expect(back(session, text.replace('"at":0', '"at":"soon"'))).toBe('vote 1 has no time');
    expect(back(session, text.replace('"savedAt":1', '"savedAt":1e999'))).toBe('it has no time');
    expect(back(session, text.replace(/"rater":\{[^}]*\}/, '"rater":null'))).toBe('it has no rater');
    expect(back(session, text.slice(0, 50))).toMatch(/cut off/);
  });
});

describe('votes of raters together', () => {
  const one = fc.record({ id: fc.constantFrom('a', 'b', 'c'), at: fc.nat({ max: 3 }), given: votes });
  const made = one.map(({ id, at, given }) => raterVotes(id, given, at));

  it('are the same in whatever order they come, and however often', () => {
    const files = fc.array(made, { maxLength: 6 }).chain((all) => {
      const twice = [...all, ...all];
      return fc.tuple(fc.constant(all), fc.shuffledSubarray(twice, { minLength: twice.length }));
    });
    const join = (list: readonly RaterVotes[]): readonly RaterVotes[] =>
      list.reduce<readonly RaterVotes[]>((raters, each) => joinVotes(raters, each).raters, []);
    fc.assert(
      fc.property(files, ([all, mixed]) => {
        const raters = join(all);
        expect(join(mixed)).toEqual(raters);
        expect(new Set(raters.map(({ rater }) => rater.id)).size).toBe(raters.length);
      }),
    );
  });

  it('say what became of a file', () => {
    const first = raterVotes('a', [{ pair: 0, choice: 'a', at: 0 }], 1);
    const newer = raterVotes('a', [{ pair: 0, choice: 'b', at: 0 }], 2);
    const { raters, joined } = joinVotes([], first);
    expect([joined, joinVotes(raters, first).joined, joinVotes(raters, newer).joined]).toEqual([
      'added',
      'same',
      'replaced',
    ]);
    expect(joinVotes([newer], first)).toEqual({ raters: [newer], joined: 'older' });
  });
});
