import { counted, grouped } from '../core/amount.ts';
import type { SliceOf } from '../core/evaluation/slices.ts';

/** What slices of a kind are by: "Label", "Mark “split”", "Length of the question". */
export function sliceKindWords(of: SliceOf): string {
  switch (of.kind) {
    case 'label':
      return 'Label';
    case 'mark':
      return `Mark “${of.name}”`;
    case 'length':
      return 'Length of the question';
  }
}

/** What the rows of a slice have in common: "refund", "up to 120 characters". */
export function sliceWords(of: SliceOf): string {
  switch (of.kind) {
    case 'label':
      return of.label;
    case 'mark':
      return of.value;
    case 'length':
      if (of.to === null) return `over ${counted(of.from - 1, 'character')}`;
      return of.from === 0
        ? `up to ${counted(of.to, 'character')}`
        : `${grouped(of.from)}–${counted(of.to, 'character')}`;
  }
}

/** Slices of a kind under its words, kinds in the order in which they come. */
export function slicesByKind<T>(
  items: readonly T[],
  ofItem: (item: T) => SliceOf,
): readonly (readonly [kind: string, items: readonly T[]])[] {
  const kinds = new Map<string, T[]>();
  for (const item of items) {
    const kind = sliceKindWords(ofItem(item));
    kinds.set(kind, [...(kinds.get(kind) ?? []), item]);
  }
  return [...kinds];
}
