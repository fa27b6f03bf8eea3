import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Ballot } from '../../../src/core/raters/ballot.ts';
import { ballotOf, readBallot, writeBallot } from '../../../src/core/raters/ballot.ts';
import { MOST_BYTES, tooLarge } from '../../../src/core/raters/rater-file.ts';
import { HEAD_BYTES, raterFileKind } from '../../../src/core/raters/rater-file-kind.ts';
import { chatExample, text } from '../../support/example-arbitraries.ts';
import { givenSession } from '../../support/given-session.ts';

const FILE = 'stones.lapidary-ballot.json';

function given(): Ballot {
  const { session } = givenSession(12);
  return ballotOf(session, session.given ?? { id: '', pairIds: [], rubric: '' }, 'stones');
}

function problem(content: string): string {
  const result = readBallot(content, FILE);
  if (result.ok) return 'none';
  const { failure } = result;
  return failure.kind === 'broken-file' ? failure.why : failure.kind === 'refused-file' ? failure.what : failure.kind;
}

/** The file with one thing about it changed. */
function changed(change: (ballot: Record<string, unknown> & { pairs: Record<string, unknown>[] }) => void): string {
  // The cast: it is what was just written.
  const content = JSON.parse(writeBallot(given())) as Parameters<typeof change>[0];
  change(content);
  return JSON.stringify(content);
}

describe('a ballot', () => {
  it('comes back from its file as it was, whatever is in it', () => {
    const pair = fc.record({ turns: chatExample, expected: fc.option(text), a: text, b: text });
    fc.assert(
      fc.property(fc.array(pair, { minLength: 1, maxLength: 5 }), text, text, (pairs, name, rubric) => {
        const laid = pairs.map(({ turns: { turns }, ...rest }) => ({
          ...{ ...rest, turns, index: 0, position: 0, repeatOf: null },
        }));
        const ids = { id: 'g', pairIds: pairs.map((_, at) => String(at)), rubric };
        const ballot = ballotOf({ pairs: laid }, ids, name);
        const content = writeBallot(ballot);
        expect(raterFileKind(content.slice(0, HEAD_BYTES))).toBe('ballot');
        expect(readBallot(content, FILE)).toEqual({ ok: true, value: ballot });
      }),
    );
  });

  it('says nothing of the session but its pairs: neither who is who, nor which rows, nor what is shown again', () => {
    const content = writeBallot(given());
    for (const secret of ['secret', 'models/', 'tuned', 'firstIsA', 'repeatOf', 'position', 'index'])
      expect(content).not.toContain(secret);
    expect(JSON.parse(content)).toMatchObject({ version: 1, id: 'given', rubric: 'Which is kinder?' });
    const ids = given().pairs.map(({ id }) => id);
    expect(new Set(ids).size).toBe(13);
  });

  it('is known by its head alone, also laid out and with a byte order mark, and rows are not', () => {
    const content = writeBallot(given());
    expect(raterFileKind(`\uFEFF${JSON.stringify(JSON.parse(content), null, 2)}`.slice(0, HEAD_BYTES))).toBe('ballot');
    expect(raterFileKind('[{"kind":"lapidary-ballot"}]')).toBe(null);
    expect(raterFileKind('{"text":"a kind of lapidary-ballot"}')).toBe(null);
    expect(raterFileKind('{"kind":"lapidary-recipe"}')).toBe(null);
  });
});

describe('a file that is no good ballot', () => {
  it.each([
    ['cut off', writeBallot(given()).slice(0, -40), /cut off/],
    ['of another version', changed((each) => (each['version'] = 2)), /another version/],
    ['votes', changed((each) => (each['kind'] = 'lapidary-votes')), /doesn’t contain a blind comparison/],
    ['without pairs', changed((each) => (each.pairs = [])), /no pairs/],
    ['with an id twice', changed(({ pairs }) => pairs.push({ ...pairs[3] })), /pair 14 has the id of another one/],
    ['with an id that is markup', changed(({ pairs }) => Object.assign(pairs[0] ?? {}, { id: '<b>' })), /pair 1 .* id/],
    [
      'with an answer that is no text',
      changed(({ pairs }) => Object.assign(pairs[1] ?? {}, { a: {} })),
      /pair 2 has no a/,
    ],
    [
      'with a turn of nobody',
      changed(({ pairs }) => Object.assign(pairs[0] ?? {}, { turns: [{ parts: [] }] })),
      /nobody/,
    ],
    ['deep', `{"kind":"lapidary-ballot","version":1,"a":${'['.repeat(5_000)}${']'.repeat(5_000)}}`, /200 levels/],
  ])('%s says so', (_, content, words) => {
    expect(problem(content)).toMatch(words);
  });

  it.each(['[', '['.repeat(5_000), `${'['.repeat(5_000)}${']'.repeat(5_000)}`, 'nope', ''])(
    'because what it shows as JSON is none, or is deep, says so',
    (json) => {
      const turns = [{ role: 'user', parts: [{ kind: 'raw', json }] }];
      expect(problem(changed(({ pairs }) => Object.assign(pairs[2] ?? {}, { turns })))).toBe(
        'pair 3 has JSON that can’t be read',
      );
    },
  );

  it('and names what every object inherits does no harm, and is not taken over', () => {
    const hostile = writeBallot(given()).replace(
      '"id":"pair-0"',
      '"__proto__":{"a":"x"},"constructor":1,"id":"pair-0"',
    );
    expect(readBallot(hostile, FILE)).toEqual({ ok: true, value: given() });
    const bare = '{"kind":"lapidary-ballot","version":1,"__proto__":{"pairs":[]},"id":"a","name":"","rubric":""}';
    expect(problem(bare)).toMatch(/no list of pairs/);
    expect('pairs' in {}).toBe(false);
  });

  it('and is huge is refused before it is read', () => {
    expect(tooLarge(FILE, MOST_BYTES)).toBe(null);
    expect(tooLarge(FILE, 100_000_000)).toMatchObject({ file: FILE, what: 'too large (100 MB)' });
  });
});
