import { KEY_WORDS, KeyIndex } from '../duplicates/key-index.ts';
import { KeyHash } from '../hash/key-hash.ts';
import type { Plan, PlannedDrop } from '../recipe/plan.ts';
import type { Survey } from '../recipe/step.ts';
import { STRING } from '../row/members.ts';
import { textsOf } from '../row/column-values.ts';
import { secondsOf } from './time-of.ts';
import type { TurnColumns } from './turn-columns.ts';
import { lackingColumn } from './turn-row.ts';

/** Bytes of rows that one conversation may have: a row that is much larger could not be shown, and 32 MiB is the most of any. */
const MOST_BYTES = 16 << 20;
const TOO_LARGE = 'conversation over 16 MB';

/** Of each row: the key of its conversation, its bytes (0 where it is no turn; then the first word says why), and its time. */
const WORDS = KEY_WORDS + 2;
const TIME = KEY_WORDS + 1;

/** In the order of their numbers, which begin at 1. */
const LACKING = ['conversation', 'speaker', 'text'] as const;

/** Takes from each row which conversation it belongs to. Equal texts are one conversation, also as a number and as a text. */
export function surveyTurns(columns: TurnColumns, time: string | null): Survey {
  const hash = new KeyHash();
  return {
    words: WORDS,
    read(row, into, at) {
      const lacking = lackingColumn(row, columns);
      const { members } = row;
      if (lacking !== null || !members) {
        into.fill(0, at, at + WORDS);
        into[at] = LACKING.indexOf(lacking ?? 'conversation') + 1;
        return;
      }
      const member = members.find(columns.conversation);
      hash.reset();
      // Where no column says it, all rows are one chat.
      if (columns.conversation === '') hash.addMarker(0);
      else if (members.kindOf(member) === STRING) {
        const { bytes, start, end } = members.textOf(member);
        hash.addBytes(bytes, start, end);
      } else {
        hash.addBytes(members.bytes, members.starts[member] ?? 0, members.ends[member] ?? 0);
      }
      hash.digest(into, at);
      into[at + KEY_WORDS] = Math.max(1, row.end - row.start);
      into[at + TIME] = time === null ? 0 : (secondsOf(textsOf(row, time)[0] ?? '') ?? 0);
    },
  };
}

export interface Grouping {
  readonly columns: TurnColumns;
  /** Whether rows that belong to no conversation leave. */
  readonly drops: boolean;
  /** Seconds of silence that end a conversation; 0 where none does. */
  readonly pause: number;
}

/** Joins the turns of each conversation at the place of the first. */
export function planGroups(surveys: Uint32Array, count: number, { columns, drops, pause }: Grouping): Plan {
  const groups = numberGroups(surveys, count, pause);
  const drop = drops ? dropOthers(surveys, groups, columns) : undefined;
  return { ...(drop && { drop }), join: joinOf(groups) };
}

interface Groups {
  /** Of each row the number of its conversation from 1 on; 0 where it has none. */
  readonly groupOf: Uint32Array;
  /** By number, from 0 on: how many rows each has. Conversations come in the order of their first rows. */
  readonly sizes: Uint32Array;
}

function numberGroups(surveys: Uint32Array, count: number, pause: number): Groups {
  const index = new KeyIndex(surveys, count, WORDS);
  const groupOf = new Uint32Array(count);
  const bytes = new Float64Array(count + 1);
  /** By the first row with a key: the conversation that goes on under it, and when something was said there last. */
  const open = pause > 0 ? new Uint32Array(count) : groupOf;
  const last = pause > 0 ? new Uint32Array(count) : open;
  let found = 0;
  for (let position = 0; position < count; position++) {
    const size = surveys[position * WORDS + KEY_WORDS] ?? 0;
    if (size === 0) continue;
    const first = index.findOrAdd(position);
    const time = surveys[position * WORDS + TIME] ?? 0;
    const isNew = first === position || (pause > 0 && isLater(last[first] ?? 0, time, pause));
    const group = isNew ? ++found : (open[first] ?? 0);
    open[first] = group;
    if (pause > 0 && time > 0) last[first] = time;
    groupOf[position] = group;
    bytes[group] = (bytes[group] ?? 0) + size;
  }
  const numbers = new Uint32Array(found + 1);
  let kept = 0;
  for (let group = 1; group <= found; group++) if ((bytes[group] ?? 0) <= MOST_BYTES) numbers[group] = ++kept;
  const sizes = new Uint32Array(kept);
  for (let position = 0; position < count; position++) {
    const group = numbers[groupOf[position] ?? 0] ?? 0;
    groupOf[position] = group;
    if (group > 0) sizes[group - 1] = (sizes[group - 1] ?? 0) + 1;
  }
  return { groupOf, sizes };
}

/** Whether so much time is between two turns, in either direction. Where one has none, nobody can say. */
function isLater(before: number, time: number, pause: number): boolean {
  return before > 0 && time > 0 && Math.abs(time - before) > pause;
}

/** Puts the positions of each conversation together, in the order of the list. */
function joinOf({ groupOf, sizes }: Groups): NonNullable<Plan['join']> {
  const next = new Uint32Array(sizes.length);
  let at = 0;
  for (const [group, size] of sizes.entries()) {
    next[group] = at;
    at += size;
  }
  const rows = new Uint32Array(at);
  for (const [position, group] of groupOf.entries()) {
    if (group === 0) continue;
    const place = next[group - 1] ?? 0;
    rows[place] = position;
    next[group - 1] = place + 1;
  }
  return { rows, sizes };
}

function dropOthers(surveys: Uint32Array, { groupOf }: Groups, columns: TurnColumns): PlannedDrop {
  const rows: number[] = [];
  const reasons: number[] = [];
  for (const [position, group] of groupOf.entries()) {
    if (group > 0) continue;
    const isTurn = (surveys[position * WORDS + KEY_WORDS] ?? 0) > 0;
    rows.push(position);
    reasons.push(isTurn ? LACKING.length : (surveys[position * WORDS] ?? 1) - 1);
  }
  return {
    rows: Uint32Array.from(rows),
    reasons: [...LACKING.map((part) => `${columns[part]} empty`), TOO_LARGE],
    reasonOf: Uint8Array.from(reasons),
  };
}
