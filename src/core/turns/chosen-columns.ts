import { ParameterError, type StepContext } from '../recipe/step.ts';
import { MESSAGES } from './join-turns.ts';
import { findTimeColumn, findTurnColumns, type TurnColumns } from './turn-columns.ts';

interface Choice extends TurnColumns {
  readonly order: string;
  /** In minutes, 0 for none. */
  readonly pause: number;
}

/** The columns that were chosen, or are found by their names. Two of them can't be the same. */
export function chosenColumns(chosen: Choice, { columns }: StepContext): TurnColumns {
  const { conversation, speaker, text, pause } = chosen;
  const taken = new Set([conversation, speaker, text].filter((name) => name !== ''));
  const found = findTurnColumns(columns.filter((name) => !taken.has(name)));
  const resolve = (part: keyof TurnColumns, what: string): string => {
    const name = chosen[part] || found[part];
    if (name === null || name === '') throw new ParameterError(part, `Choose the column that says ${what}.`);
    return name;
  };
  const resolved = {
    conversation:
      pause > 0
        ? conversation || (found.conversation ?? '')
        : resolve('conversation', 'which conversation a row belongs to, or set a pause that ends one'),
    speaker: resolve('speaker', 'who speaks'),
    text: resolve('text', 'what is said'),
  };
  if (resolved.speaker === resolved.conversation) throw new ParameterError('speaker', isTaken(resolved.speaker));
  if (resolved.text === resolved.conversation || resolved.text === resolved.speaker) {
    throw new ParameterError('text', isTaken(resolved.text));
  }
  return resolved;
}

/** The column with the time of each turn, where pauses count. */
export function timeColumn({ order, pause }: Choice, { columns }: StepContext): string | null {
  if (pause === 0) return null;
  const found = order === '' ? findTimeColumn(columns) : order;
  if (found === null) throw new ParameterError('order', 'Choose the column with the time, or set the pause to 0.');
  return found;
}

function isTaken(column: string): string {
  return `“${column}” is already chosen above. Choose another column.`;
}

/** In the order of the rows: the conversation first. Which of the others are in messages depends on the rows. */
export function columnsAfter(
  { conversation, speaker, text }: TurnColumns,
  { columns }: StepContext,
  keepsRows: boolean,
): string[] {
  const spelled = (name: string): string => (name === MESSAGES ? `${name}_2` : name);
  const others = columns.filter((name) => name !== conversation && (keepsRows || (name !== speaker && name !== text)));
  const head = conversation === '' ? [] : [conversation];
  const kept = keepsRows ? [...columns.filter((name) => name === MESSAGES), ...head] : [];
  return [...new Set([...head.map(spelled), MESSAGES, ...others.map(spelled), ...kept])];
}
