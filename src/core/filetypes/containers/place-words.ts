import { type RowStep, spellRowsAt } from '../json/rows-at.ts';

/** The elements of every list under a key, with that key. */
export const MEMBER_LISTS: readonly RowStep[] = [{ kind: 'members' }, { kind: 'elements' }];

/** A place of rows for the list of them. */
export function labelOf(steps: readonly RowStep[]): string {
  const [first] = steps;
  if (first === undefined) return 'The whole document';
  const text = spellRowsAt(steps);
  if (text === spellRowsAt(MEMBER_LISTS)) return 'Each element of each list';
  if (steps.length > 1) return text;
  switch (first.kind) {
    case 'members':
      return 'Each member';
    case 'columns':
      return 'Each row across the columns';
    case 'table':
      return `Each list in “${first.rows}”, named by “${first.names}”`;
    case 'cells':
      return first.header ? 'Each list but the first, which names the columns' : 'Each list, its cells as columns';
    case 'elements':
      return 'Each element';
    case 'key':
      return text;
  }
}

/** Why a row is what the steps lead to. */
export function reasonOf(steps: readonly RowStep[]): string {
  const where = steps.length > 1 ? ` of ${named(steps)}` : '';
  const last = steps.at(-1);
  switch (last?.kind) {
    case 'columns':
      return `its columns${where} stand side by side, one row across them.`;
    case 'table':
      return `the rows are the lists in “${last.rows}”, named by “${last.names}”.`;
    case 'cells':
      return `one row for each list${where}, ${last.header ? 'named by the first' : 'its cells as columns'}.`;
    case 'members':
      return `one row for each member${where}, its key in the column _key.`;
    case 'key':
      return `the rows are what each element of ${named(steps.slice(0, -1))} has under “${last.key}”.`;
    default:
      return steps.length > 1 ? `the rows are the elements of ${named(steps)}.` : 'one row per item in the list.';
  }
}

/** The place before its last brackets, in quotes. */
export function named(steps: readonly RowStep[]): string {
  const isBracket = steps.at(-1)?.kind !== 'key';
  return `“${spellRowsAt(isBracket ? steps.slice(0, -1) : steps)}”`;
}
