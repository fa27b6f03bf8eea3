import { counted, grouped } from '../core/amount.ts';
import { EVERYTHING, equalViews, type View } from '../core/view/view.ts';
import { viewWords } from './view-words.ts';

/** Why rows leave that were chosen on the Rows page: kept with each of them. `view` is null where they were ticked one by one. */
export function namedRowsWords(view: View | null, keeps: boolean): string {
  const words = view === null || equalViews(view, EVERYTHING) ? 'chosen by hand' : viewWords(view);
  return keeps ? `not ${words}` : words;
}

export function removalWords(removed: number, left: number): string {
  return `${counted(removed, 'row')} removed, ${grouped(left)} left.`;
}

export function keptWords(kept: number, removed: number): string {
  return `${counted(kept, 'row')} kept, ${grouped(removed)} removed.`;
}

export function tooManyNamedWords(most: number): string {
  return `A step can name at most ${grouped(most)} rows one by one. Mark these rows first, then remove them by their mark.`;
}

/** What an action would be about: "29 of 999 rows selected". */
export function selectionWords(rows: number, all: number, isTicked: boolean): string {
  return `${grouped(rows)} of ${counted(all, 'row')} ${isTicked ? 'selected' : 'in this filter'}`;
}
