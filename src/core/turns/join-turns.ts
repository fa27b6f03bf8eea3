import type { Join } from '../recipe/step.ts';
import { Row } from '../row/row.ts';
import { bestBranch } from './best-branch.ts';
import { speakerOf } from './speakers.ts';
import type { TurnColumns } from './turn-columns.ts';
import { readTurnRow, type TurnRow } from './turn-row.ts';

/** How turns become one row. */
export interface TurnSettings extends TurnColumns {
  /** The column that says in which order they were said; empty where rows are in it. */
  readonly order: string;
  /** Names of the model, in lower case. */
  readonly models: ReadonlySet<string>;
  /** Whether columns that differ between the turns go into the messages. */
  readonly keepsDiffering: boolean;
}

/** The member with the conversation. */
export const MESSAGES = 'messages';

/** Columns that chat formats know as members of a message. Those of calls may be JSON texts. */
const OF_MESSAGES = ['name', 'weight', 'thinking', 'reasoning_content', 'tool_call_id', 'tool_calls', 'function_call'];

/** Makes one row of the turns of a conversation, its values spelled as they were. */
export function turnsJoiner(settings: TurnSettings): Join {
  const { conversation, order } = settings;
  return (rows) => {
    const turns = rows.map((row) => readTurnRow(row, settings));
    const ordered = order === '' ? (bestBranch(turns) ?? turns) : inOrder(turns, order);
    const shared = sharedColumns(turns);
    const first = turns[0]?.beside;
    const spell = (name: string): string => member(freeName(name, [MESSAGES]), first?.get(name) ?? 'null');
    const head = conversation === '' ? [] : [conversation];
    const others = [...shared].filter((name) => name !== conversation);
    const messages = ordered.map((turn) => spellMessage(turn, shared, settings));
    const members = [...head.map(spell), `"${MESSAGES}":[${messages.join(',')}]`, ...others.map(spell)];
    return new Row(`{${members.join(',')}}`);
  };
}

/** The columns of a conversation: all its turns have them, with the same value. */
function sharedColumns(turns: readonly TurnRow[]): ReadonlySet<string> {
  const [first, ...others] = turns;
  const shared = [...(first?.beside ?? [])].filter(([name, value]) => {
    return !OF_MESSAGES.includes(name) && others.every(({ beside }) => beside.get(name) === value);
  });
  return new Set(shared.map(([name]) => name));
}

function spellMessage({ speaker, text, beside }: TurnRow, shared: ReadonlySet<string>, settings: TurnSettings): string {
  const { role, name } = speakerOf(speaker, settings.models);
  const own = [...beside].filter(([column, value]) => OF_MESSAGES.includes(column) && !isBlankSource(value));
  const isNamed = own.some(([column]) => column === 'name');
  const members = [
    `"role":"${role}"`,
    `"content":${text}`,
    ...(name === undefined || isNamed ? [] : [`"name":${JSON.stringify(name)}`]),
    ...own.map(([column, value]) =>
      member(column, column.endsWith('call') || column.endsWith('calls') ? parsedText(value) : value),
    ),
  ];
  if (!settings.keepsDiffering) return `{${members.join(',')}}`;
  for (const [column, value] of beside) {
    if (shared.has(column) || OF_MESSAGES.includes(column) || column === settings.conversation) continue;
    members.push(member(freeName(column, ['role', 'content']), value));
  }
  return `{${members.join(',')}}`;
}

function member(name: string, source: string): string {
  return `${JSON.stringify(name)}:${source}`;
}

function freeName(name: string, taken: readonly string[]): string {
  return taken.includes(name) ? `${name}_2` : name;
}

function isBlankSource(source: string): boolean {
  return source === 'null' || /^"\s*"$/.test(source);
}

/** The JSON that a text holds, as it is spelled there; the text itself where it is none. */
function parsedText(source: string): string {
  if (!source.startsWith('"')) return source;
  // A quoted source is a string.
  const text = (JSON.parse(source) as string).trim();
  if (!/^[[{]/.test(text)) return source;
  try {
    // On one line, as a row must be.
    return JSON.stringify(JSON.parse(text));
  } catch {
    return source;
  }
}

/** Turns by a column: numbers by size before other values as texts, and those without one last. Equal ones stay as they stood. */
function inOrder(turns: readonly TurnRow[], column: string): readonly TurnRow[] {
  const keys = new Map(turns.map((turn) => [turn, orderKey(turn.beside.get(column))]));
  return turns.toSorted((one, other) => compareKeys(keys.get(one) ?? '', keys.get(other) ?? ''));
}

const NUMERIC = /^-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?$/;

function orderKey(source: string | undefined): number | string {
  if (source === undefined || isBlankSource(source)) return '';
  // A quoted source is a string.
  const text = source.startsWith('"') ? (JSON.parse(source) as string).trim() : source;
  return NUMERIC.test(text) ? Number(text) : text;
}

function compareKeys(one: number | string, other: number | string): number {
  if (typeof one === 'number' && typeof other === 'number') return one - other;
  if (typeof one !== typeof other) return rank(one) - rank(other);
  if (one === other) return 0;
  if (one === '' || other === '') return one === '' ? 1 : -1;
  return one < other ? -1 : 1;
}

function rank(key: number | string): number {
  return typeof key === 'number' ? 0 : 1;
}
