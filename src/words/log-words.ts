import { counted, grouped } from '../core/amount.ts';
import type { StepLog } from '../core/version/version.ts';

type Effects = Pick<StepLog, 'changed' | 'added' | 'joined' | 'marked' | 'moved' | 'dropped'>;

/** What a step did, with its reasons: "1,204 rows changed · 33 removed: too short (30), empty (3)". */
export function logWords({ changed, added = 0, joined = 0, marked = 0, moved = 0, dropped }: Effects): string {
  const reasons = Object.entries(dropped).filter(([, count]) => count > 0);
  const gone = reasons.reduce((sum, [, count]) => sum + count, 0);
  const words = [];
  // All that such a step changes is what it joins.
  if (joined > 0) words.push(`${counted(changed + joined, 'row')} joined into ${grouped(changed)}`);
  else if (changed > 0) words.push(`${counted(changed, 'row')} changed`);
  if (added > 0) words.push(`${counted(added, 'row')} added`);
  if (marked > 0) words.push(`${counted(marked, 'row')} marked`);
  if (moved > 0) words.push(`${counted(moved, 'row')} reordered`);
  if (gone > 0)
    words.push(`${words.length > 0 ? grouped(gone) : counted(gone, 'row')} removed: ${reasonWords(reasons)}`);
  return words.length > 0 ? words.join(' · ') : 'No rows affected';
}

function reasonWords(reasons: readonly (readonly [string, number])[]): string {
  if (reasons.length === 1) return reasons[0]?.[0] ?? '';
  return [...reasons]
    .sort((a, b) => b[1] - a[1])
    .map(([reason, count]) => `${reason} (${grouped(count)})`)
    .join(', ');
}
