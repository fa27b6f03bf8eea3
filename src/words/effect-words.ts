import { counted, grouped } from '../core/amount.ts';
import type { StepLog } from '../core/version/version.ts';

/** Rows that a log's step dropped, over all reasons. */
export function droppedBy(log: StepLog): number {
  return Object.values(log.dropped).reduce((sum, count) => sum + count, 0);
}

/** What steps did, in one line: "14,768 rows dropped, 14,791 changed". Its words are fixed; all else says "removed". */
export function effectWords(log: readonly StepLog[]): string {
  const dropped = log.reduce((sum, step) => sum + droppedBy(step), 0);
  const changed = log.reduce((sum, step) => sum + step.changed, 0);
  const added = log.reduce((sum, step) => sum + (step.added ?? 0), 0);
  const joined = log.reduce((sum, step) => sum + (step.joined ?? 0), 0);
  const marked = log.reduce((sum, step) => sum + (step.marked ?? 0), 0);
  const moved = log.reduce((sum, step) => sum + (step.moved ?? 0), 0);
  const effects = [
    { rows: dropped, verb: 'dropped' },
    { rows: changed, verb: 'changed' },
    { rows: added, verb: 'added' },
    { rows: joined, verb: 'joined to others' },
    { rows: marked, verb: 'marked' },
    { rows: moved, verb: 'reordered' },
  ].filter(({ rows }) => rows > 0);
  if (effects.length === 0) return 'No rows changed';
  return effects
    .map(({ rows, verb }, index) => `${index === 0 ? counted(rows, 'row') : grouped(rows)} ${verb}`)
    .join(', ');
}
