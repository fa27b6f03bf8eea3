import type { Metric } from './metric.ts';

const found = Object.values(
  import.meta.glob<Metric>(['./*.ts', '!./index.ts', '!./metric.ts'], { eager: true, import: 'default' }),
);

/** Every metric, in the order in which they are shown. */
export const metrics: readonly Metric[] = found.sort((one, other) => one.order - other.order);

export function findMetric(id: string): Metric | undefined {
  return metrics.find((metric) => metric.id === id);
}
