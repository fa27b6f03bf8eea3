import type { Sidecar, SidecarContext } from './sidecar.ts';

const found = Object.values(
  import.meta.glob<Sidecar>(['./*.ts', '!./index.ts', '!./sidecar.ts'], { eager: true, import: 'default' }),
);

/** The sidecars that make sense for what was exported, by title. */
export function sidecarsFor(context: SidecarContext): readonly Sidecar[] {
  return found.filter((sidecar) => sidecar.fits(context)).sort((one, other) => (one.title < other.title ? -1 : 1));
}
