import type { Part, Role, Turn } from '../example/example.ts';
import type { BlindPair, BlindSession, GivenOut, Rater, Vote } from '../evaluation/blind-session.ts';
import type { Result } from '../failure.ts';
import { hashHex } from '../hash/text-hash.ts';
import type { JsonObject } from '../json.ts';
import { idIn, jsonIn, listIn, memberOf, RaterFileError, readRaterFile, textIn, writeRaterFile } from './rater-file.ts';

/** A pair as another rater gets it: nothing tells which row it is, or whether it is shown again. */
export interface BallotPair extends Pick<BlindPair, 'turns' | 'expected' | 'a' | 'b'> {
  readonly id: string;
}

/** The pairs of a blind comparison for somebody who doesn't have its dataset. */
export interface Ballot {
  readonly id: string;
  /** The dataset's. */
  readonly name: string;
  readonly rubric: string;
  readonly pairs: readonly BallotPair[];
}

/** A ballot as it is kept where it was opened, with the votes on it. */
export interface KeptBallot extends Ballot {
  readonly rater: Rater;
  readonly openedAt: number;
  /** In the order in which they were given; the last one of a pair counts. */
  readonly votes: readonly Vote[];
  /** Whether the last file that was saved has all of it. */
  readonly saved: boolean;
}

/** What is given out of a session: pairs in the order and on the sides in which its owner sees them. */
export function ballotOf({ pairs }: Pick<BlindSession, 'pairs'>, given: GivenOut, name: string): Ballot {
  return {
    ...{ id: given.id, name, rubric: given.rubric },
    pairs: pairs.map(({ turns, expected, a, b }, at) => ({
      ...{ id: given.pairIds[at] ?? '', turns: turns.map(shownTurn), expected, a, b },
    })),
  };
}

/** What a format knows of a turn beyond what is read doesn't go out. */
function shownTurn({ role, parts, name }: Turn): Turn {
  return { role, parts, ...(name !== undefined && { name }) };
}

/** The hash of all answers under their ids: votes on other answers are votes on something else. */
export function pairsHash(pairs: readonly Pick<BallotPair, 'id' | 'a' | 'b'>[]): string {
  return hashHex(JSON.stringify(pairs.map(({ id, a, b }) => [id, a, b])));
}

/** The text of the file for another rater. */
export function writeBallot({ id, name, rubric, pairs }: Ballot): string {
  return writeRaterFile('ballot', { id, name, rubric, pairs });
}

/** Reads such a file; whatever it holds beside a ballot is left out. */
export function readBallot(text: string, file: string): Result<Ballot> {
  return readRaterFile('ballot', text, file, (content) => {
    const pairs = listIn(content, 'pairs', 'it').map(readPair);
    if (pairs.length === 0) throw new RaterFileError('it has no pairs');
    const seen = new Set<string>();
    for (const [at, { id }] of pairs.entries()) {
      if (seen.has(id)) throw new RaterFileError(`pair ${at + 1} has the id of another one`);
      seen.add(id);
    }
    return {
      ...{ id: idIn(content, 'id', 'it'), name: textIn(content, 'name', 'it') },
      ...{ rubric: textIn(content, 'rubric', 'it'), pairs },
    };
  });
}

function readPair(pair: JsonObject, at: number): BallotPair {
  const where = `pair ${at + 1}`;
  const expected = memberOf(pair, 'expected');
  if (expected !== null && typeof expected !== 'string') throw new RaterFileError(`${where} has no expected`);
  return {
    ...{ id: idIn(pair, 'id', where), expected, a: textIn(pair, 'a', where), b: textIn(pair, 'b', where) },
    turns: listIn(pair, 'turns', where).map((turn) => readTurn(turn, where)),
  };
}

const ROLES: readonly Role[] = ['system', 'user', 'model', 'tool'];

function readTurn(turn: JsonObject, where: string): Turn {
  const role = ROLES.find((each) => each === memberOf(turn, 'role'));
  if (!role) throw new RaterFileError(`${where} has a turn of nobody`);
  const name = memberOf(turn, 'name');
  const parts = listIn(turn, 'parts', where).map((part) => readPart(part, where));
  return { role, parts, ...(typeof name === 'string' && { name }) };
}

function readPart(part: JsonObject, where: string): Part {
  const text = (name: string): string => textIn(part, name, where);
  const optional = (name: string): Record<string, string> => {
    const value = memberOf(part, name);
    return typeof value === 'string' ? { [name]: value } : {};
  };
  const kind = text('kind');
  switch (kind) {
    case 'text':
    case 'thought':
      return { kind, text: text('text') };
    case 'call':
      return { kind, name: text('name'), args: memberOf(part, 'args') ?? null, ...optional('id') };
    case 'response':
      return { kind, name: text('name'), response: memberOf(part, 'response') ?? null, ...optional('id') };
    case 'media':
      return { kind, mimeType: text('mimeType'), ...optional('uri'), ...optional('data') };
    case 'raw':
      return { kind, json: jsonIn(part, 'json', where) };
    default:
      throw new RaterFileError(`${where} has a part that can’t be read`);
  }
}
