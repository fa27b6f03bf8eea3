import { sized } from '../amount.ts';
import { fail, ok, type Failure, type Result } from '../failure.ts';
import { isJson } from '../filetypes/json/is-json.ts';
import { isDeeperThan } from '../filetypes/json/json-depth.ts';
import type { RaterFileKind } from './rater-file-kind.ts';
import { isList, isObject, type Json, type JsonObject } from '../json.ts';

/** Raised where the shape of a file changes. */
const VERSION = 1;
/** Nobody votes on more; what is larger would keep the page busy. */
export const MOST_BYTES = 20_000_000;
const DEEPEST = 200;
const ID = /^[0-9A-Za-z-]{1,64}$/;

const TITLES: Readonly<Record<RaterFileKind, string>> = { ballot: 'a blind comparison', votes: 'votes' };

/** The text of such a file. What it is comes first, so that its head tells. */
export function writeRaterFile(kind: RaterFileKind, content: object): string {
  return `${JSON.stringify({ kind: `lapidary-${kind}`, version: VERSION, ...content })}\n`;
}

/** Why a file of this size isn't opened; null where it can be. */
export function tooLarge(file: string, bytes: number): Failure | null {
  if (bytes <= MOST_BYTES) return null;
  const next = `A file for raters is at most ${sized(MOST_BYTES)}. Ask for one with fewer pairs.`;
  return { kind: 'refused-file', file, what: `too large (${sized(bytes)})`, next };
}

/** Thrown by what reads the content of a file; says what is wrong with it. */
export class RaterFileError extends Error {}

/** Reads a file of this kind, whose content `read` understands. */
export function readRaterFile<T>(
  kind: RaterFileKind,
  text: string,
  file: string,
  read: (content: JsonObject) => T,
): Result<T> {
  const broken = (why: string): Result<T> => fail({ kind: 'broken-file', file, why });
  if (isDeeperThan(text, DEEPEST)) return broken(`it nests more than ${DEEPEST} levels`);
  let value: Json;
  try {
    // JSON.parse gives JSON.
    value = JSON.parse(text.replace(/^\uFEFF/, '')) as Json;
  } catch {
    return broken('it’s cut off or not JSON any more');
  }
  if (!isObject(value) || value['kind'] !== `lapidary-${kind}`) return broken(`it doesn’t contain ${TITLES[kind]}`);
  if (value['version'] !== VERSION) {
    const next = 'Reload this page to get the newest Lapidary, or ask for the file to be saved again.';
    return fail({ kind: 'refused-file', file, what: 'written by another version of Lapidary', next });
  }
  try {
    return ok(read(value));
  } catch (error) {
    if (!(error instanceof RaterFileError)) throw error;
    return broken(error.message);
  }
}

/** A member that is a text. */
export function textIn(of: JsonObject, name: string, where: string): string {
  const value = memberOf(of, name);
  if (typeof value !== 'string') throw new RaterFileError(`${where} has no ${name}`);
  return value;
}

/** A member that is JSON text, as deep as a page can lay it out. */
export function jsonIn(of: JsonObject, name: string, where: string): string {
  const text = textIn(of, name, where);
  if (isDeeperThan(text, DEEPEST) || !isJson(text)) throw new RaterFileError(`${where} has JSON that can’t be read`);
  return text;
}

/** A member that says what something is called in the file: nothing but letters, digits and hyphens. */
export function idIn(of: JsonObject, name: string, where: string): string {
  const value = textIn(of, name, where);
  if (!ID.test(value)) throw new RaterFileError(`${where} has an invalid ${name}`);
  return value;
}

/** A member that is a moment, in milliseconds since 1970. */
export function momentIn(of: JsonObject, name: string, where: string): number {
  const value = memberOf(of, name);
  if (typeof value !== 'number' || !Number.isFinite(value) || Math.abs(value) > 8.64e15)
    throw new RaterFileError(`${where} has no time`);
  return value;
}

/** A member that is an object. */
export function objectIn(of: JsonObject, name: string, where: string): JsonObject {
  const value = memberOf(of, name);
  if (!isObject(value)) throw new RaterFileError(`${where} has no ${name}`);
  return value;
}

/** A member that is a list of objects. */
export function listIn(of: JsonObject, name: string, where: string): readonly JsonObject[] {
  const value = memberOf(of, name);
  if (!isList(value)) throw new RaterFileError(`${where} has no list of ${name}`);
  return value.map((item) => {
    if (!isObject(item)) throw new RaterFileError(`${where} has ${name} that can’t be read`);
    return item;
  });
}

/** What an object inherits is none of its members. */
export function memberOf(of: JsonObject, name: string): Json | undefined {
  return Object.hasOwn(of, name) ? of[name] : undefined;
}
