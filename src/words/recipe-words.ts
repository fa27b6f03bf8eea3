import { counted, grouped } from '../core/amount.ts';
import type { MissingColumns } from '../core/recipe/missing-columns.ts';
import type { EffectCounts } from '../core/recipe/effect.ts';
import type { StepLog } from '../core/version/version.ts';
import { droppedBy } from './effect-words.ts';

/** What steps would do to all rows: "Removes 29 rows and changes 3. Keeps 970 of 999." */
export function outlookWords(log: readonly StepLog[], { before, after, changed, removed }: EffectCounts): string {
  const sum = (of: (step: StepLog) => number | undefined): number =>
    log.reduce((total, step) => total + (of(step) ?? 0), 0);
  const doings = [
    { rows: removed, verb: 'removes' },
    { rows: changed, verb: 'changes' },
    { rows: sum(({ added }) => added), verb: 'adds' },
    { rows: sum(({ joined }) => joined), verb: 'joins' },
    { rows: sum(({ marked }) => marked), verb: 'marks' },
    { rows: sum(({ moved }) => moved), verb: 'reorders' },
  ].filter(({ rows }) => rows > 0);
  if (doings.length === 0) return 'No rows would change.';
  const parts = doings.map(({ rows, verb }, index) => `${verb} ${index === 0 ? counted(rows, 'row') : grouped(rows)}`);
  const last = parts.pop() ?? '';
  const words = parts.length > 0 ? `${parts.join(', ')} and ${last}` : last;
  const left =
    after === before ? `Keeps all ${counted(after, 'row')}.` : `Keeps ${grouped(after)} of ${grouped(before)}.`;
  return `${words.slice(0, 1).toUpperCase()}${words.slice(1)}. ${left}`;
}

/** What was done: "29 removed, 970 left". */
export function resultWords(log: readonly StepLog[], rowsLeft: number): string {
  const removed = log.reduce((sum, step) => sum + droppedBy(step), 0);
  const changed = log.reduce((sum, step) => sum + step.changed, 0);
  const parts = [
    ...(removed > 0 ? [`${grouped(removed)} removed`] : []),
    ...(changed > 0 ? [`${grouped(changed)} changed`] : []),
    `${grouped(rowsLeft)} left`,
  ];
  return parts.join(', ');
}

/** What one step does, as short as it goes: "−14 · 1,204 changed". */
export function chipWords(log: StepLog): string {
  const { changed, added = 0, joined = 0, marked = 0, moved = 0 } = log;
  const dropped = droppedBy(log);
  const parts = [
    ...(dropped > 0 ? [`−${grouped(dropped)}`] : []),
    ...(added > 0 ? [`+${grouped(added)}`] : []),
    ...(joined > 0 ? [`${grouped(joined)} joined`] : []),
    ...(changed > 0 && joined === 0 ? [`${grouped(changed)} changed`] : []),
    ...(marked > 0 ? [`${grouped(marked)} marked`] : []),
    ...(moved > 0 ? [`${grouped(moved)} reordered`] : []),
  ];
  return parts.length > 0 ? parts.join(' · ') : 'no effect';
}

/** Which columns a recipe of another dataset misses here: "“answer” (Trim whitespace)". */
export function missingWords(missing: readonly MissingColumns[]): string {
  const parts = missing.map(({ title, columns }) => `${columns.map((name) => `“${name}”`).join(', ')} (${title})`);
  const count = missing.reduce((sum, { columns }) => sum + columns.length, 0);
  return `This dataset doesn’t have ${count === 1 ? 'the column' : 'the columns'} ${parts.join(', ')}.`;
}
