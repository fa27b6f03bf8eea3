import type { Progress } from './run.ts';

/** How fast a task goes and how long it still takes, from the progress of the last seconds. */
export interface Pace {
  /** Units (bytes or rows) a second; 0 while unknown. */
  readonly perSecond: number;
  readonly rowsPerSecond: number;
  /** Milliseconds; null while unknown. */
  readonly leftMs: number | null;
}

export interface Mark {
  readonly at: number;
  readonly done: number;
  readonly rows: number;
}

export const UNKNOWN_PACE: Pace = { perSecond: 0, rowsPerSecond: 0, leftMs: null };

/** Older marks than this say little about the speed of now. */
const WINDOW_MS = 5_000;
/** Before that the figure jumps about: better none than a wrong one. */
const SETTLED_MS = 400;

/** The marks of the last seconds with the newest added; always keeps two, so that a slow task has a pace too. */
export function addMark(marks: readonly Mark[], progress: Progress, at: number): readonly Mark[] {
  const recent = marks.filter((mark, index) => at - mark.at <= WINDOW_MS || index === marks.length - 1);
  return [...recent, { at, done: progress.done, rows: progress.rows }];
}

export function paceOf(marks: readonly Mark[], total: number): Pace {
  const first = marks[0];
  const last = marks.at(-1);
  if (first === undefined || last === undefined || last.at - first.at < SETTLED_MS) return UNKNOWN_PACE;
  const seconds = (last.at - first.at) / 1000;
  const perSecond = Math.max(0, (last.done - first.done) / seconds);
  const rowsPerSecond = Math.max(0, (last.rows - first.rows) / seconds);
  const leftMs = perSecond > 0 && total > 0 ? (Math.max(0, total - last.done) / perSecond) * 1000 : null;
  return { perSecond, rowsPerSecond, leftMs };
}
