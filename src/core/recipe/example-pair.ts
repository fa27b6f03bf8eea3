import { fieldChanges, type FieldSide } from '../diff/field-changes.ts';
import { cutRuns, type Limits, type ShownRun } from '../diff/shown-changes.ts';
import { pathWords } from '../diff/field-names.ts';
import { wordDiff } from '../diff/word-diff.ts';
import { isList, isObject, type Json } from '../json.ts';
import { Row } from '../row/row.ts';
import type { ExamplePair } from '../version/version.ts';

/** Longer rows are shortened in a version's log: it is read whole whenever History is open. */
const WHOLE_LENGTH = 2_000;
/** What is left of a longer text inside of such a row, and of all of them together. */
const TEXT_LENGTH = 200;
const SHORT_LENGTH = 4_000;

const LIMITS: Limits = { around: 60, longest: 300, changes: 6, fields: 6 };

/** A row's text as an example keeps it: JSON still, with long texts cut. */
export function cutExample(text: string): string {
  if (text.length <= WHOLE_LENGTH) return text;
  const room = { left: SHORT_LENGTH };
  // A row is JSON by contract.
  return JSON.stringify(cutValue(JSON.parse(text) as Json, room));
}

/**
 * A row before and after as an example keeps them. Of long rows only what is different is left, each value under its path
 * and with a little of its text round each change.
 */
export function cutPair(before: string, after: string): Pick<ExamplePair, 'before' | 'after'> {
  if (before.length <= WHOLE_LENGTH && after.length <= WHOLE_LENGTH) return { before, after };
  const sides: Record<'before' | 'after', Record<string, string>> = { before: {}, after: {} };
  for (const change of fieldChanges(new Row(before), new Row(after)).slice(0, LIMITS.fields)) {
    const { runs } = cutRuns(wordDiff(change.before?.text ?? '', change.after?.text ?? ''), LIMITS);
    if (change.before) sides.before[nameOf(change.before)] = textOf(runs, 'new');
    if (change.after) sides.after[nameOf(change.after)] = textOf(runs, 'gone');
  }
  return { before: JSON.stringify(sides.before), after: JSON.stringify(sides.after) };
}

function nameOf({ path }: FieldSide): string {
  return path.length === 0 ? 'row' : pathWords(path);
}

function textOf(runs: readonly ShownRun[], without: ShownRun['kind']): string {
  return runs
    .filter(({ kind }) => kind !== without)
    .map(({ text, skipped, rest = '' }) => (skipped === undefined ? text : `${text}…${rest}`))
    .join('');
}

function cutValue(value: Json, room: { left: number }): Json {
  if (typeof value === 'string') {
    const kept = value.length > TEXT_LENGTH ? `${value.slice(0, TEXT_LENGTH)}…` : value;
    room.left -= kept.length;
    return kept;
  }
  room.left -= 8;
  if (isList(value)) {
    const kept: Json[] = [];
    for (const item of value) {
      if (room.left <= 0) return [...kept, '…'];
      kept.push(cutValue(item, room));
    }
    return kept;
  }
  if (!isObject(value)) return value;
  const kept: [string, Json][] = [];
  for (const [key, item] of Object.entries(value)) {
    if (room.left <= 0) break;
    kept.push([key, cutValue(item, room)]);
  }
  return Object.fromEntries(kept);
}
