import type { ServiceId } from '../tuning/model-ref.ts';
import type { TuningMethod } from '../tuning/tuning-method.ts';
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

/** The target that a service tunes for by a method: its own first one where it has none by that. null: what no service starts. */
export function targetFor(service: ServiceId | null, method: TuningMethod): Target {
  const own = targets.filter((target) => target.service === service);
  const target = own.find((each) => each.method === method) ?? own.find((each) => each.method === 'sft');
  if (!target) throw new Error(`service "${service ?? ''}" has no target in this program`);
  return target;
}
