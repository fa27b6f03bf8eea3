import { counted, grouped } from '../core/amount.ts';
import type { StepLog } from '../core/version.ts';

/** Rows that a log's step dropped, over all reasons. */
export function droppedBy(log: StepLog): number {
  return Object.values(log.dropped).reduce((sum, count) => sum + count, 0);
}

/** What steps did, in one line: "14,768 rows dropped, 14,791 changed". */
export function effectWords(log: readonly StepLog[]): string {
  const dropped = log.reduce((sum, step) => sum + droppedBy(step), 0);
  const changed = log.reduce((sum, step) => sum + step.changed, 0);
  if (dropped > 0 && changed > 0) return `${counted(dropped, 'row')} dropped, ${grouped(changed)} changed`;
  if (dropped > 0) return `${counted(dropped, 'row')} dropped`;
  if (changed > 0) return `${counted(changed, 'row')} changed`;
  return 'No row changed';
}
