import type { Turn } from '../../example/example.ts';

/** Two conversations that begin alike: the turns they share, and how each goes on. At least one turn is left to each. */
export interface Fork {
  readonly prompt: readonly Turn[];
  readonly one: readonly Turn[];
  readonly other: readonly Turn[];
}

export function forkOf(one: readonly Turn[], other: readonly Turn[]): Fork {
  const most = Math.max(0, Math.min(one.length, other.length) - 1);
  let shared = 0;
  while (shared < most && JSON.stringify(one[shared]) === JSON.stringify(other[shared])) shared++;
  return { prompt: one.slice(0, shared), one: one.slice(shared), other: other.slice(shared) };
}
