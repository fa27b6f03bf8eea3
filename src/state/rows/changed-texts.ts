import type { Example, Turn } from '../../core/example/example.ts';
import { turnText } from '../../core/example/chat-cells.ts';
import type { StepContext } from '../../core/recipe/step.ts';
import { columnSources } from '../../core/row/keys.ts';
import { Row } from '../../core/row/row.ts';
import { readExample } from './example-preview.ts';

/** A text of a row before and after; null where it wasn't there. */
export interface ChangedText {
  /** "output", or "Model, turn 3". */
  readonly name: string;
  readonly before: string | null;
  readonly after: string | null;
}

const SPEAKERS = { system: 'System', user: 'User', model: 'Model', tool: 'Tool' } as const;

/** What differs between two states of a row: its messages where it is a conversation, else its columns. */
export function changedTexts(before: string, after: string, context: StepContext): readonly ChangedText[] {
  const [old, young] = [columnTexts(before), columnTexts(after)];
  const columns = [...new Set([...old.keys(), ...young.keys()])].flatMap((name): ChangedText[] => {
    const change = { name, before: old.get(name) ?? null, after: young.get(name) ?? null };
    return change.before === change.after ? [] : [change];
  });
  if (columns.every((change) => isPlain(change))) return columns;
  // What changed in a column of turns is said turn by turn.
  const turns = changedTurns(before, after, context);
  if (turns.length === 0) return columns;
  const isSaid = (change: ChangedText): boolean =>
    turns.some((turn) => turn.before === change.before && turn.after === change.after);
  return [...turns, ...columns.filter((change) => isPlain(change) && !isSaid(change))];
}

/** Whether it is a text or a single value, rather than a list or an object. */
function isPlain({ before, after }: ChangedText): boolean {
  return ![before, after].some((source) => source !== null && /^\s*[[{]/.test(source));
}

function columnTexts(text: string): ReadonlyMap<string, string> {
  const row = new Row(text);
  return new Map(
    [...columnSources(text)].map(([name, source]) => {
      const value = row.column(name);
      return [name, typeof value === 'string' ? value : source];
    }),
  );
}

function changedTurns(before: string, after: string, context: StepContext): ChangedText[] {
  const [old, young] = [readExample(before, context), readExample(after, context)];
  if (!('made' in old) || !('made' in young)) return [];
  const [from, to] = [saidIn(old.made), saidIn(young.made)];
  const head = countSame(from, to);
  const tail = countSame(from.slice(head).reverse(), to.slice(head).reverse());
  const [gone, come] = [from.slice(head, from.length - tail), to.slice(head, to.length - tail)];
  return Array.from({ length: Math.max(gone.length, come.length) }).flatMap((_, index): readonly ChangedText[] => {
    const [one, other] = [gone[index], come[index]];
    if (isSame(one, other)) return [];
    const speaker = (other ?? one)?.speaker ?? '';
    const name = `${speaker}, turn ${String(head + index + 1)}`;
    return [{ name, before: one?.text ?? null, after: other?.text ?? null }];
  });
}

interface Said {
  readonly speaker: string;
  readonly text: string;
}

function saidIn({ turns, completions = [] }: Example): Said[] {
  const said = (turn: Turn): Said => ({ speaker: SPEAKERS[turn.role], text: turnText(turn) });
  return [...turns.map(said), ...completions.flatMap((each) => each.turns.map(said))];
}

function countSame(one: readonly Said[], other: readonly Said[]): number {
  let count = 0;
  while (count < one.length && count < other.length && isSame(one[count], other[count])) count += 1;
  return count;
}

function isSame(one: Said | undefined, other: Said | undefined): boolean {
  return one?.speaker === other?.speaker && one?.text === other?.text;
}
