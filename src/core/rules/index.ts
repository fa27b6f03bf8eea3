import type { RowRule, Rule, SetRule } from './rule.ts';

const found = Object.values(
  import.meta.glob<Rule>(['./*.ts', '!./index.ts', '!./rule.ts'], { eager: true, import: 'default' }),
);

/** Every rule, by id. */
export const rules: readonly Rule[] = found.sort((one, other) => (one.id < other.id ? -1 : 1));

/** The rules of a target, errors first. */
export function rulesOf(target: string): readonly Rule[] {
  const own = rules.filter(({ targets }) => targets.includes(target));
  return [...own.filter(({ level }) => level === 'error'), ...own.filter(({ level }) => level === 'warning')];
}

export function rowRulesOf(target: string): readonly RowRule[] {
  return rulesOf(target).filter((rule) => rule.kind === 'row');
}

export function setRulesOf(target: string): readonly SetRule[] {
  return rulesOf(target).filter((rule) => rule.kind === 'set');
}

export function findRule(id: string): Rule | undefined {
  return rules.find((rule) => rule.id === id);
}
