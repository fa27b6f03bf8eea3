import type { Plan } from '../recipe/plan.ts';
import { listGroups, type RowGroups } from './group-rows.ts';

/** What somebody chose who looked at the groups. */
export interface Review {
  /** Rows that stay in place of the ones that the rule would keep. */
  readonly prefers: (row: number) => boolean;
  /** Rows that stay beside the one that is kept. */
  readonly spares: (row: number) => boolean;
  /** The groups that are settled at all, by the row that the rule keeps. */
  readonly settles: (keeper: number) => boolean;
}

/** The rows that leave, and for each the one that stays. Of every group at least one row stays. */
export function planGroups(groups: RowGroups, { prefers, spares, settles }: Review, reason: string): Plan {
  const stays = new Int32Array(groups.keeperOf.length).fill(-1);
  for (const [keeper, rows] of listGroups(groups)) {
    if (!settles(keeper)) continue;
    const kept = rows.find(prefers) ?? keeper;
    for (const row of rows) if (row !== kept && !spares(row)) stays[row] = kept;
  }
  const rows = Uint32Array.from(stays.keys()).filter((row) => (stays[row] ?? -1) >= 0);
  return { drop: { rows, reasons: [reason] }, keptInstead: rows.map((row) => stays[row] ?? 0) };
}
