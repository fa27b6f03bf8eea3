import type { Drop } from '../recipe/step.ts';

/** How many rows are left out for one reason, and the first of them: the value and its place. */
export interface Refused {
  readonly count: number;
  readonly detail: string;
}

/** By reason. */
export type Refusals = Readonly<Record<string, Refused>>;

export function countRefusal(sum: Record<string, Refused>, { reason, detail = reason }: Drop): void {
  addRefused(sum, reason, { count: 1, detail });
}

/** Adds those of a later part; the first detail stays. */
export function addRefusals(sum: Record<string, Refused>, part: Refusals): void {
  for (const [reason, refused] of Object.entries(part)) addRefused(sum, reason, refused);
}

function addRefused(sum: Record<string, Refused>, reason: string, { count, detail }: Refused): void {
  const known = sum[reason];
  sum[reason] = known ? { ...known, count: known.count + count } : { count, detail };
}

/** "such as …" for beside a reason; empty where the first row of it says no more. */
export function exampleOf(reason: string, { detail }: Refused): string {
  return detail === reason ? '' : `such as ${detail}`;
}
