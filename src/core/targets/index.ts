import type { Target } from './target.ts';

const found = Object.values(
  import.meta.glob<Target>(['./*.ts', '!./index.ts', '!./target.ts'], {
    eager: true,
    import: 'default',
  }),
);

/** Every target, by id. */
export const targets: readonly Target[] = found.sort((one, other) => (one.id < other.id ? -1 : 1));

/** The target that a job names; undefined where this program does not have it. */
export function findTarget(id: string): Target | undefined {
  return targets.find((target) => target.id === id);
}
