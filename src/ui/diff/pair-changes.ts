import type { ExamplePair } from '../../core/version/version.ts';
import { rowColumns } from '../text/row-columns.ts';

/** One column of a row before and after; null where it didn't exist. */
export interface ColumnChange {
  readonly column: string;
  readonly before: string | null;
  readonly after: string | null;
}

/** The columns that differ; the whole row under "row" where it was cut and can't be taken apart. */
export function pairChanges({ before, after }: ExamplePair): readonly ColumnChange[] {
  if (after === null) return [];
  const old = rowColumns(before);
  const young = rowColumns(after);
  if (old === null || young === null) return [{ column: 'row', before, after }];
  const oldTexts = new Map(old.map(({ column, text }) => [column, text]));
  const newTexts = new Map(young.map(({ column, text }) => [column, text]));
  return [...new Set([...oldTexts.keys(), ...newTexts.keys()])]
    .map((column) => ({ column, before: oldTexts.get(column) ?? null, after: newTexts.get(column) ?? null }))
    .filter((change) => change.before !== change.after);
}
