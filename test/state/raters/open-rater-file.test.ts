import '../../support/fake-browser.ts';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { ballotOf, writeBallot } from '../../../src/core/raters/ballot.ts';
import { writeVotes } from '../../../src/core/raters/returned-votes.ts';
import { Notices } from '../../../src/state/frame/notices.svelte.ts';
import { bringVotes, type RaterFileParts } from '../../../src/state/raters/open-rater-file.ts';
import { SessionRaters } from '../../../src/state/raters/session-raters.ts';
import { takeRaterFiles } from '../../../src/state/raters/take-rater-files.ts';
import { database } from '../../../src/store/database.ts';
import { addBallotVote, getBallot } from '../../../src/store/evaluation/kept-ballots.ts';
import { givenSession, keptBallot } from '../../support/given-session.ts';
import { emptyDatabase } from '../../support/stored.ts';

const { session } = givenSession(4);
const given = session.given ?? { id: '', pairIds: [], rubric: '' };
const BALLOT = writeBallot(ballotOf(session, given, 'stones'));
const VOTES = writeVotes(keptBallot(session, [{ pair: 0, choice: 'a', at: 1 }]), 5);

beforeEach(emptyDatabase);

function open() {
  const notices = new Notices();
  const went: string[] = [];
  const router = { path: [], go: (...parts: string[]) => went.push(parts.join('/')) };
  // The cast: nothing else of the router takes part.
  const parts = { notices, router } as unknown as RaterFileParts;
  return { parts, notices, went };
}

const fileOf = (text: string, name = 'anna.json'): File => new File([text], name);

async function records(): Promise<readonly [number, number]> {
  const [stored] = await database.blindSessions.toArray();
  return [await database.ballots.count(), stored?.raters.length ?? 0];
}

describe('files that are dropped', () => {
  it('are opened where raters exchange them, and left to the import otherwise', async () => {
    const { parts, notices, went } = open();
    const rows = fileOf('{"text":"lapidary-ballot"}\n', 'rows.jsonl');
    expect(await takeRaterFiles([fileOf(BALLOT), rows], parts)).toEqual([rows]);
    expect([went, notices.failed]).toEqual([['ballots/given'], []]);
    await addBallotVote('given', { pair: 1, choice: 'b', at: 2 });
    expect(await takeRaterFiles([fileOf(BALLOT)], parts)).toEqual([]);
    expect(notices.done?.text).toBe('This comparison is already here. Your votes were kept.');
    expect((await getBallot('given'))?.votes).toHaveLength(1);
  });

  it('bring votes into the comparison that they are on, wherever that is', async () => {
    await database.blindSessions.add(session);
    const { parts, notices, went } = open();
    await takeRaterFiles([fileOf(VOTES)], parts);
    expect(notices.done?.text).toBe('1 vote by Anna added.');
    notices.done?.action?.run();
    expect(went).toEqual(['datasets/secret-dataset/test/evaluations/e/blind/secret-session']);
    expect(await records()).toEqual([0, 1]);
  });

  it('that can’t be read are left to whoever says so', async () => {
    const { parts } = open();
    const gone = fileOf(BALLOT);
    vi.spyOn(gone, 'slice').mockImplementation(() => {
      throw new DOMException('gone', 'NotReadableError');
    });
    expect(await takeRaterFiles([gone], parts)).toEqual([gone]);
  });
});

describe('a file that is no good', () => {
  it.each([
    ['is cut off', BALLOT.slice(0, -30), /anna\.json is broken: it’s cut off/],
    ['is of another version', BALLOT.replace('"version":1', '"version":7'), /written by another version of Lapidary/],
    ['has an id twice', BALLOT.replace('pair-1', 'pair-0'), /pair 2 has the id of another one/],
    [
      'is votes on nothing that is here',
      VOTES.replace('"given"', '"else"'),
      /anna\.json is votes on another comparison/,
    ],
    ['is votes on other answers', VOTES.replace(/"pairs":"[^"]*"/, '"pairs":"x"'), /votes on other pairs/],
    ['is votes, cut off', VOTES.slice(0, -9), /is broken/],
  ])('because it %s is named, and nothing is stored', async (_, text, words) => {
    await database.blindSessions.add(session);
    const { parts, notices, went } = open();
    expect(await takeRaterFiles([fileOf(text)], parts)).toEqual([]);
    expect(notices.failed.map(({ text: said }) => said)).toEqual([expect.stringMatching(words)]);
    expect([went, await records()]).toEqual([[], [0, 0]]);
  });

  it('because it is huge is not read', async () => {
    const { parts, notices } = open();
    const huge = fileOf(BALLOT);
    Object.defineProperty(huge, 'size', { value: 104_857_600 });
    const read = vi.spyOn(huge, 'text');
    await takeRaterFiles([huge], parts);
    expect(notices.failed[0]?.text).toBe('anna.json is too large (105 MB).');
    expect(read).not.toHaveBeenCalled();
  });

  it('because it has other answers under the same ids leaves the votes alone', async () => {
    const { parts, notices } = open();
    await takeRaterFiles([fileOf(BALLOT)], parts);
    await addBallotVote('given', { pair: 1, choice: 'b', at: 2 });
    await takeRaterFiles([fileOf(BALLOT.replace('"one 1"', '"changed"'))], parts);
    expect(notices.failed[0]?.text).toMatch(/with other answers/);
    expect((await getBallot('given'))?.votes).toHaveLength(1);
    expect(JSON.stringify(await getBallot('given'))).not.toContain('changed');
  });
});

describe('the raters of a session', () => {
  it('get one file, whose ids stay, and bring votes into that session only', async () => {
    await database.blindSessions.add({ ...session, given: null });
    const { parts, notices } = open();
    const others = new SessionRaters(session.id, parts);
    const first = await others.give('stones', ' Which is kinder? ');
    const again = await others.give('stones', 'Which is shorter?');
    expect(first?.name).toBe('stones.lapidary-ballot.json');
    const [one, other] = [await first?.text(), await again?.text()];
    expect(one).toContain('"rubric":"Which is kinder?"');
    expect(other).toBe(one?.replace('kinder', 'shorter'));
    await others.bring([fileOf(VOTES)]);
    expect(notices.failed[0]?.text).toBe('anna.json is votes on another comparison.');
    await database.blindSessions.put(session);
    await bringVotes(fileOf(VOTES), session.id, parts);
    expect(await records()).toEqual([0, 1]);
    await others.remove('rater-1');
    expect(await records()).toEqual([0, 0]);
  });

  it('get no file of a session that is gone', async () => {
    const { parts, notices } = open();
    expect(await new SessionRaters('gone', parts).give('stones', '')).toBeUndefined();
    expect(notices.failed[0]?.text).toMatch(/lost this comparison/);
  });
});
