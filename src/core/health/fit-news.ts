import type { Finding } from './finding.ts';
import type { FitFault } from './fit.ts';

/** The rules of places that say of the whole set what health says of it, and how grave a finding of health's makes them old. */
const SAID_BY_HEALTH: Readonly<Record<string, readonly Finding['severity'][]>> = {
  'examples-advised': ['warn', 'block'],
  'examples-at-least': ['block'],
};

/** What a place finds fault with that health has not said already, of the same set or the very rows. */
export function newFaults(faults: readonly FitFault[], findings: readonly Finding[]): readonly FitFault[] {
  const blocked = new Set(findings.flatMap(({ severity, examples }) => (severity === 'block' ? examples : [])));
  const ofSize = findings.find(({ rule }) => rule === 'too-few-rows')?.severity;
  return faults.filter(({ rule, count, examples, level }) => {
    if (ofSize !== undefined && SAID_BY_HEALTH[rule]?.includes(ofSize)) return false;
    return level === 'warning' || count === 0 || count > examples.length || !examples.every((row) => blocked.has(row));
  });
}
