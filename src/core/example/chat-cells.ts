import type { Completion, Example, Part, Turn } from './example.ts';
import { rowFormat } from './row-format.ts';
import { ShapeError } from '../formats/format.ts';
import { findFormat } from '../formats/index.ts';
import type { JsonObject } from '../json.ts';
import { rowCells } from '../row/cells.ts';
import type { Row } from '../row/row.ts';
import type { StepContext } from '../recipe/step.ts';
import type { Meaning } from '../version/version.ts';

/** A column of conversations: what of them it shows. The colon keeps it apart from the names of columns in files. */
export type ChatColumnId =
  'chat:system' | 'chat:user' | 'chat:answer' | 'chat:chosen' | 'chat:rejected' | 'chat:turns' | 'chat:tools';

export interface ChatColumn {
  readonly id: ChatColumnId;
  readonly title: string;
  readonly kind: 'text' | 'number';
}

const TITLES: Readonly<Record<ChatColumnId, string>> = {
  'chat:system': 'System',
  'chat:user': 'User',
  'chat:answer': 'Answer',
  'chat:chosen': 'Chosen',
  'chat:rejected': 'Rejected',
  'chat:turns': 'Turns',
  'chat:tools': 'Tools',
};

const CONVERSATION: readonly ChatColumnId[] = ['chat:system', 'chat:user', 'chat:answer', 'chat:turns', 'chat:tools'];
const PREFERENCE: readonly ChatColumnId[] = [
  'chat:system',
  'chat:user',
  'chat:chosen',
  'chat:rejected',
  'chat:turns',
  'chat:tools',
];

/** The columns in which rows of conversations or preferences are best read; null where their own columns are better. */
export function chatColumns({ format, mapping }: Meaning): readonly ChatColumn[] | null {
  const kind = format === undefined ? undefined : findFormat(format)?.kind;
  if (kind === 'preference') return columnsOf(PREFERENCE);
  if (kind === 'conversation') return columnsOf(CONVERSATION);
  return format === undefined && mapping.conversation ? columnsOf(CONVERSATION) : null;
}

function columnsOf(ids: readonly ChatColumnId[]): readonly ChatColumn[] {
  return ids.map((id) => ({ id, title: TITLES[id], kind: id === 'chat:turns' ? 'number' : 'text' }));
}

export function isChatColumn(id: string): id is ChatColumnId {
  return Object.hasOwn(TITLES, id);
}

/** A row's cells, in columns of its own or of its conversation. */
export function shownCells(row: Row, columns: readonly string[], context: StepContext): (string | null)[] {
  const isChat = columns.map((id) => isChatColumn(id));
  if (!isChat.includes(true)) return rowCells(row, columns);
  const own = rowCells(row, columns);
  return chatCells(row, columns, context).map((cell, index) => (isChat[index] ? cell : (own[index] ?? null)));
}

/**
 * The cells of a row in these columns; null where its conversation has no such thing. A row that can't be read as a
 * conversation shows its JSON under User, so that it is seen to be there and to be odd.
 */
export function chatCells(row: Row, columns: readonly string[], context: StepContext): (string | null)[] {
  const example = readOrNull(row, context);
  return columns.map((id) => {
    if (!isChatColumn(id)) return null;
    if (example === null) return id === 'chat:user' ? row.text : null;
    return cellOf(example, id);
  });
}

function readOrNull(row: Row, context: StepContext): Example | null {
  try {
    const example = rowFormat(row, context).toExample(row.value);
    return example.turns.length === 0 && !example.completions?.length ? null : example;
  } catch (error) {
    if (error instanceof ShapeError) return null;
    throw error;
  }
}

function cellOf(example: Example, id: ChatColumnId): string | null {
  switch (id) {
    case 'chat:turns':
      return String(countTurns(example));
    case 'chat:tools':
      return example.tools && example.tools.length > 0 ? example.tools.map(toolName).join(', ') : null;
    default: {
      const turn = chatTurn(example, id)?.turn;
      return turn ? turnText(turn) : null;
    }
  }
}

/** The turn that a column shows, with the place where it is. */
export interface PlacedTurn {
  readonly turn: Turn;
  /** The index among the completions; null for a turn before them. */
  readonly completion: number | null;
  readonly index: number;
}

/** The turn whose text a column shows; null where there is none. */
export function chatTurn({ turns, completions = [] }: Example, id: ChatColumnId): PlacedTurn | null {
  const before = (index: number): PlacedTurn | null => placed(turns, index, null);
  switch (id) {
    case 'chat:system':
      return before(turns.findIndex(({ role }) => role === 'system'));
    case 'chat:user':
      return before(turns.findIndex(({ role }) => role === 'user'));
    case 'chat:answer':
      return before(turns.findLastIndex(({ role }) => role === 'model')) ?? answerIn(completions, () => true);
    case 'chat:chosen':
      return answerIn(completions, ({ score = 0 }, best) => score === best && score > 0);
    case 'chat:rejected':
      return answerIn(completions, ({ score = 0 }, best) => score < best || score <= 0);
    default:
      return null;
  }
}

function answerIn(
  completions: readonly Completion[],
  isWanted: (completion: Completion, best: number) => boolean,
): PlacedTurn | null {
  const best = Math.max(...completions.map(({ score = 0 }) => score));
  const index = completions.findIndex((completion) => isWanted(completion, best));
  const turns = completions[index]?.turns ?? [];
  return placed(
    turns,
    turns.findLastIndex(({ role }) => role === 'model'),
    index,
  );
}

function placed(turns: readonly Turn[], index: number, completion: number | null): PlacedTurn | null {
  const turn = turns[index];
  return turn ? { turn, index, completion } : null;
}

/** Without system turns, which nobody says; of several answers the longest counts. */
function countTurns({ turns, completions = [] }: Example): number {
  const said = turns.filter(({ role }) => role !== 'system').length;
  return said + Math.max(0, ...completions.map((completion) => completion.turns.length));
}

/** What a turn says in one text. Thoughts are left out where there is other text. */
export function turnText({ parts }: Turn): string {
  const said = parts.filter(({ kind }) => kind !== 'thought');
  return (said.length > 0 ? said : parts).map(partText).join('\n\n');
}

function partText(part: Part): string {
  switch (part.kind) {
    case 'text':
    case 'thought':
      return part.text;
    case 'call':
      return `${part.name}(${typeof part.args === 'string' ? part.args : JSON.stringify(part.args)})`;
    case 'response':
      return typeof part.response === 'string' ? part.response : JSON.stringify(part.response);
    case 'media':
      return `[${part.mimeType}]`;
    case 'raw':
      return part.json;
  }
}

function toolName({ name }: JsonObject): string {
  return typeof name === 'string' ? name : '(no name)';
}
