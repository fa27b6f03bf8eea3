import type { HealthRule } from './health-rule.ts';

const found = Object.values(
  import.meta.glob<HealthRule>(['./*.ts', '!./index.ts', '!./health-rule.ts'], { eager: true, import: 'default' }),
);

/** Every health rule, by id. */
export const healthRules: readonly HealthRule[] = found.sort((one, other) => (one.id < other.id ? -1 : 1));

export function findHealthRule(id: string): HealthRule | undefined {
  return healthRules.find((rule) => rule.id === id);
}
